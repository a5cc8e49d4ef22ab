"""The words that say what a number rates, and which of them a number belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.reading import Reading

Sense = Literal["pain", "stress", "any"]

_LINK = re.compile(r"^\W*(?:for|in|on|with|of|re)\b")  # "6 for the pain"
_REACH_BACK, _REACH_AHEAD = 9, 4  # words between a number and what it rates
_REACH_OVER_SENTENCES = 4


@dataclass(frozen=True)
class Anchor:
    """A word a number can rate, by its first and last token; `region` where it names one."""

    sense: Sense
    region: str | None
    first: int
    last: int
    denied: bool = False  # "no stress"


def find_anchors(reading: Reading, places: Iterable[Named]) -> list[Anchor]:
    """The anchors of a message, in order. `places` are the words that name where it hurts."""
    said = [*reading.all("ratings", "stress"), *reading.all("stress")]
    stress = _anchors("stress", reading.meant_of(said, "stress"), reading)
    hurts = [*reading.all("ratings", "pain"), *reading.all("pain_types"), *reading.all("severity")]
    loose = _anchors("any", reading.all("ratings", "any", "now", "before"), reading)
    where = [Anchor("pain", name.id, name.first, name.last) for name in places]
    stressed = {place for anchor in stress for place in range(anchor.first, anchor.last + 1)}
    pain = [anchor for anchor in _anchors("pain", hurts, reading) if anchor.first not in stressed]
    return sorted(stress + pain + loose + where, key=lambda anchor: (anchor.first, anchor.last))


def anchor_of(
    first: int, last: int, numbers: list[int], anchors: list[Anchor], reading: Reading
) -> Anchor | None:
    """What the number from one token to another rates. `numbers` are the first tokens of all numbers."""
    before = _nearest([a for a in anchors if _is_behind(a, first, numbers, reading)], first, -1, reading)
    after = _nearest([a for a in anchors if _is_ahead(a, last, numbers, reading)], first, 0, reading)
    if not (before and after):
        return before or after
    if _LINK.match(reading.tokens[last].after + " ".join(reading.words(last + 1, last + 2))):
        return after
    if before.sense == "any" != after.sense and _is_next(after, last, reading):
        return after
    number_comes_first = numbers[0] < _clear(anchors)[0].first
    apart = reading.broken(before.last, first), reading.broken(last, after.first)
    return after if apart == (True, False) or (number_comes_first and apart[0] == apart[1]) else before


def _anchors(sense: Sense, names: list[Named], reading: Reading) -> list[Anchor]:
    return [Anchor(sense, None, name.first, name.last, _is_denied(name, reading)) for name in names]


def _is_denied(name: Named, reading: Reading) -> bool:
    return name.meaning == "negated" or bool({"no", "not"} & set(reading.words(name.first, name.first + 1)))


def _is_next(anchor: Anchor, last: int, reading: Reading) -> bool:
    """Whether the number is said right before the word: "90% stress"."""
    return anchor.first - last == 1 and not reading.broken(last, anchor.first)


def _clear(anchors: list[Anchor]) -> list[Anchor]:
    """Those with a sense of their own, where there are any."""
    return [anchor for anchor in anchors if anchor.sense != "any"] or anchors


def _is_behind(anchor: Anchor, first: int, numbers: list[int], reading: Reading) -> bool:
    distance = first - anchor.last
    is_apart = reading.broken(anchor.last, first) and reading.expects != "stress"
    if anchor.sense == "stress" and anchor.denied and is_apart and reading.all("regions"):
        return False  # "sore hip, not worried, 3 out of 10"
    if not 0 < distance <= _REACH_BACK or any(anchor.last < number < first for number in numbers):
        return False
    near = distance <= _REACH_OVER_SENTENCES or reading.expects is not None
    return near or reading.same_sentence(anchor.last, first)


def _is_ahead(anchor: Anchor, last: int, numbers: list[int], reading: Reading) -> bool:
    if not 0 < anchor.first - last <= _REACH_AHEAD or any(last < number < anchor.first for number in numbers):
        return False
    return anchor.sense != "stress" or not (anchor.denied or reading.broken(last, anchor.first))


def _nearest(anchors: list[Anchor], number: int, which: int, reading: Reading) -> Anchor | None:
    """The nearest anchor; one with a clear sense before one without, a place before a mere word for pain."""
    clear = _clear(anchors)
    if not clear:
        return None
    places = [anchor for anchor in clear if anchor.region and reading.same_sentence(anchor.last, number)]
    return places[which] if clear[which].sense == "pain" and places else clear[which]
