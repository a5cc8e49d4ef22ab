"""Takes what a message says into the state: buttons first, then free text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.content.loader import Content
from bot.content.schema import TYPES
from bot.dialogue import preferences
from bot.dialogue.returning import must_confirm
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn
from bot.understanding.understander import Understanding

SIDES = ("left", "right", "both")
_TAKES_A_BARE_SCORE = frozenset({"location", "side", "type", "duration", "onset", "danger"})
ONSETS = ("sudden", "gradual", "after_injury")
CLEARS: dict[str, dict[str, Any]] = {
    "location": {"regions": (), "sides": {}},
    "side": {"sides": {}},
    "type": {"types": ()},
    "intensity": {"intensity": None},
    "duration": {"duration_days": None},
    "onset": {"onset": None},
    "stress": {"stress": None},
    "conditions": {"conditions": (), "conditions_asked": False},
    "confirm": {"confirmed": False},
}


def absorb(guide: Guide, state: State, turn: Turn) -> State:
    """The state with everything the message states; what it corrects replaces what was said before."""
    if turn.text is None:
        return _buttons(guide.content, state, turn)
    read = guide.understander.read(turn.text, expects=state.open_question)
    new = _said(guide.content, state, read)
    passed_over = state.open_question in _TAKES_A_BARE_SCORE and state.intensity is None
    if passed_over and new == state and any(sign.isdigit() for sign in turn.text):
        bare = guide.understander.read(turn.text, expects="intensity").intensity
        new = new.but(intensity=bare)  # "maybe a 6", while something else was asked
    if turn.intent == "unsure" and new == state and state.open_question in CLEARS:
        new = unknown(new, state.open_question)
    if (
        state.open_question == "conditions"
        and turn.intent in {"deny", "affirm", "unsure"}
        and not read.conditions
    ):
        new = _no_conditions(new, turn)
    return new


def unknown(state: State, topic: str) -> State:
    """The person cannot answer `topic`: it is not asked again."""
    if topic == "conditions":
        state = state.but(conditions_asked=True)
    if topic == "location":  # no place known: screened and treated as pain all over
        return state.but(regions=("widespread",), goal="pain")
    return state.but(unknown=tuple(dict.fromkeys((*state.unknown, topic))))


def clear(state: State, topic: str) -> State:
    """`topic` is open again."""
    return state.but(
        **CLEARS.get(topic, {}), unknown=tuple(t for t in state.unknown if t != topic), confirmed=False
    )


def _no_conditions(state: State, turn: Turn) -> State:
    if must_confirm(state) and turn.intent != "unsure":  # "is that still right?"
        return state.but(conditions_asked=True) if turn.intent == "affirm" else clear(state, "conditions")
    if turn.intent == "deny":
        return state.but(conditions_asked=True)
    return unknown(state, "conditions") if turn.intent == "unsure" else state


def _said(content: Content, state: State, read: Understanding) -> State:
    denied = set(state.regions if "regions" in read.corrects else read.denied_regions)
    regions = _merged(
        (r for r in state.regions if r not in denied), (r for r in read.regions if r in content.regions)
    )
    sides = {region: side for region, side in state.sides.items() if region in regions}
    sides.update({region: side for region, side in read.sides.items() if region in regions})
    if read.side:
        sides.update(_side_of_open(content, regions, sides, read, read.side))
    conditions = _merged((c for c in state.conditions if c not in read.denied_conditions), read.conditions)
    new = state.but(
        regions=regions,
        sides=sides,
        types=_merged(state.types, read.types),
        intensity=_newer(read.intensity, state.intensity),
        duration_days=_newer(read.duration_days, state.duration_days),
        onset=read.onset or state.onset,
        trend=read.trend or state.trend,
        stress=_newer(read.stress, state.stress),
        conditions=conditions,
        goal="pain" if regions else state.goal,
    )
    new = preferences.told(new, read)
    if state.open_question == "conditions" and read.conditions:
        new = new.but(conditions_asked=True)
    if read.intensities:
        worst_first = sorted(regions, key=lambda region: -read.intensities.get(region, 0.0))
        new = new.but(regions=tuple(worst_first), intensity=max(read.intensities.values()))
    return new


def _side_of_open(
    content: Content, regions: tuple[str, ...], sides: dict[str, str], read: Understanding, side: str
) -> dict[str, str]:
    """A side belongs to the places named with it, else to those without a side, else it corrects them all."""
    meant = read.regions or tuple(region for region in regions if region not in sides) or regions
    return {region: side for region in meant if region in regions and content.regions[region].sided}


def _buttons(content: Content, state: State, turn: Turn) -> State:
    regions = tuple(region for region in turn.chosen("region") if region in content.regions)
    if regions:
        state = state.but(regions=_merged(state.regions, regions), goal="pain")
    for side in turn.chosen("side"):
        if side in SIDES:
            open_ = [r for r in state.regions if content.regions[r].sided and r not in state.sides]
            state = state.but(sides={**state.sides, **dict.fromkeys(open_[:1], side)})
    types = tuple(kind for kind in turn.chosen("type") if kind in TYPES)
    state = state.but(types=_merged(state.types, types))
    state = state.but(
        **{
            name: score
            for name in ("intensity", "stress")
            if (score := _number(turn.chosen(name), 0, 10)) is not None
        }
    )
    days = _number(turn.chosen("duration"), 0, 40000)
    onset = next((value for value in turn.chosen("onset") if value in ONSETS), None)
    state = state.but(duration_days=_newer(days, state.duration_days), onset=onset or state.onset)
    chosen = turn.chosen("condition")
    if chosen:
        named = tuple(name for name in chosen if name in content.contraindications)
        state = state.but(conditions=_merged(state.conditions, named), conditions_asked=True)
    for topic in turn.chosen("unknown"):
        state = unknown(state, topic)
    return preferences.pressed(state, turn)


def _number(values: list[str], low: float, high: float) -> float | None:
    try:
        value = float(values[0]) if values else None
    except ValueError:
        return None
    return value if value is not None and low <= value <= high else None


def _newer(new: float | None, old: float | None) -> float | None:
    return old if new is None else new


def _merged(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
