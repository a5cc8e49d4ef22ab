"""What a plan should fit: tools at hand, pressure liked, what it is for, the day, hands and positions.

All are phrases of `data/lexicon/preferences.yml`; where the person is has a table of its own as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast, get_args

from bot.content.schema import Activity, Position, Pressure, Setting, Tool, Wish
from bot.understanding.descriptions import read_setting
from bot.understanding.names import Named
from bot.understanding.reading import Reading

_FIELD = "preferences"
_TOOLS = tuple(tool for tool in get_args(Tool) if tool != "hand")
_POSITIONS: dict[str, Position] = {"no_lying": "lying", "no_sitting": "seated", "no_standing": "standing"}
_PLACES: dict[str, Setting] = {"at_desk": "desk", "at_home": "home", "in_bed": "bed", "travelling": "travel"}
_BESIDE = frozenset({"i", "am", "here", "now", "still", "just", "and", "currently", "sitting", "sat", "only",
                     "got", "have", "minutes", "minute", "mins", "min"})  # fmt: skip


@dataclass(frozen=True)
class Preferences:
    """None or empty: not said. `tools` is () where the person has none; `denied_tools` are those denied."""

    tools: tuple[str, ...] | None = None
    denied_tools: tuple[str, ...] = ()
    pressure: Pressure | None = None
    wish: Wish | None = None
    activity: Activity | None = None
    one_handed: bool | None = None
    unable: tuple[Position, ...] = ()
    setting: Setting | None = None


def read_preferences(reading: Reading) -> Preferences:
    """Everything of the kind that a message says; of what excludes each other the last said counts."""
    named = [name for name in reading.all(_FIELD) if not name.other and name.meaning != "idiom"]
    said = [name for name in named if name.meaning != "negated" and not _is_asked(name, reading)]
    ids = [name.id for name in said]
    has = tuple(tool for tool in _TOOLS if tool in ids)
    return Preferences(
        tools=has if has else () if "hands_only" in ids else None,
        denied_tools=tuple(tool for tool in _TOOLS if tool not in has and _is_denied(tool, named)),
        pressure=_last(ids, Pressure),
        wish=_last(ids, Wish),
        activity=_last(ids, Activity),
        one_handed=True if "one_hand" in ids else False if _is_denied("one_hand", named) else None,
        unable=tuple(position for id_, position in _POSITIONS.items() if id_ in ids),
        setting=cast(Setting | None, read_setting(reading)) or _place(said, reading),
    )


def _is_denied(id_: str, named: list[Named]) -> bool:
    return any(name.id == id_ and name.meaning == "negated" for name in named)


def _is_asked(name: Named, reading: Reading) -> bool:
    """A question is no wish: "is firm pressure safe?"."""
    return name.id in get_args(Pressure) and "?" in reading.tokens[reading.segment(name.last)[1]].after


def _last(ids: list[str], kind: Any) -> Any:
    """The last of the ids that is one of the values of a `Literal`."""
    return next((id_ for id_ in reversed(ids) if id_ in get_args(kind)), None)


def _place(said: list[Named], reading: Reading) -> Setting | None:
    """A place counts alone or beside the time: "5 mins at my desk", but not "it hurts at my desk"."""
    return next((_PLACES[name.id] for name in said if name.id in _PLACES and _alone(name, reading)), None)


def _alone(name: Named, reading: Reading) -> bool:
    first, last = reading.segment(name.first)
    around = [*reading.words(first, name.first), *reading.words(name.last + 1, last + 1)]
    return all(word in _BESIDE or word.isdigit() for word in around)
