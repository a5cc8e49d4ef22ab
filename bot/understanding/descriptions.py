"""What is told in words alone: type of pain, onset, trend, conditions, and where the person is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.reading import Reading
from bot.understanding.regions import Places

Onset = Literal["sudden", "gradual", "after_injury"]
Trend = Literal["better", "same", "worse"]

_ONSETS: tuple[Onset, ...] = ("after_injury", "sudden", "gradual")  # the one that matters most first
_TRENDS: tuple[Trend, ...] = ("better", "same", "worse")


def read_types(reading: Reading, places: Places) -> tuple[str, ...]:
    """The canonical types of pain, in the order said; not those of a place that hurts no longer."""
    stress = [name for name in reading.all("stress") if name.last > name.first]
    said = [name for name in reading.meant("pain_types", "type") if name.meaning != "negated"]
    said = [name for name in said if not any(other.holds(name) for other in stress)]
    return _ids(
        name
        for name in said
        if not reading.outweighed(name) and not _is_of_what_is_over(name, places, reading)
    )


def _is_of_what_is_over(name: Named, places: Places, reading: Reading) -> bool:
    """Whether the sentence speaks of no place that still hurts, but of one that did."""
    hurting = [m for m in places.mentions if reading.same_sentence(m.first, name.first)]
    return not hurting and places.is_over(name.first, reading)


def read_onset(reading: Reading) -> Onset | None:
    """How it began; an injury counts before all else, then a sudden start."""
    meant = reading.meant("onset", "onset")
    said = {n.id for n in meant if n.meaning != "negated" and not reading.broken(n.first, n.last)}
    return next((onset for onset in _ONSETS if onset in said), None)


def read_trend(reading: Reading) -> Trend | None:
    """Where it is going; the last thing said counts."""
    said = [
        name.id for name in reading.meant("trend", "trend") if name.meaning not in ("negated", "hypothetical")
    ]
    return next((trend for trend in _TRENDS if said and said[-1] == trend), None)


def read_setting(reading: Reading) -> str | None:
    """Where the person is now: an id of `data/lexicon/settings.yml`."""
    return next(
        (name.id for name in reading.meant("settings", "setting") if name.meaning == "affirmed"), None
    )


def read_conditions(reading: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Contraindications of the person: those said to be so, and those denied."""
    own = [
        name
        for name in reading.meant("conditions", "condition")
        if not name.other and name.meaning != "idiom"
    ]
    held = _ids(name for name in own if name.meaning != "negated")
    return held, tuple(id_ for id_ in _ids(own) if id_ not in held)


def _ids(names: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.id for name in names))
