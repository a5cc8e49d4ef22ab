"""What a plan should fit: taken from buttons and from free text, asked for on one card, said back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.content.loader import Content
from bot.content.words import say
from bot.dialogue.reply import Reply
from bot.dialogue.state import NO_TOOLS, PREFERENCES, State
from bot.dialogue.turn import Turn
from bot.understanding.understander import Understanding

OPTIONS: dict[str, tuple[str, ...]] = {
    "minutes": ("3", "5", "10", "20"),
    "setting": ("desk", "home", "bed", "travel"),
    "tool": ("ball", "roller", "none"),
    "hands": ("one",),
    "pressure": ("light", "medium", "firm"),
    "wish": ("ease", "sleep", "move", "calm", "recover"),
    "fit": ("ask", "done"),
}
UNABLE = {"lying": "no_lying", "seated": "no_sitting", "standing": "no_standing"}


def ask() -> Reply:
    """The card "Anything I should fit?": several may be picked, and none need be."""
    return Reply("utter_ask_fit", multiple=True, expects="preference")


def chosen(turn: Turn) -> bool:
    """Whether the message is an answer to that card."""
    return any(turn.chosen(field) for field in OPTIONS)


def of(state: State) -> tuple[Any, ...]:
    """All that was said of it, to compare."""
    return tuple(getattr(state, name) for name in PREFERENCES)


def told(state: State, read: Understanding) -> State:
    """The state with what a message says; what it denies is taken back."""
    tools: tuple[str, ...] = state.tools
    if read.tools is not None:
        tools = tuple(dict.fromkeys((*_held(state.tools), *read.tools))) if read.tools else NO_TOOLS
    if read.denied_tools:
        tools = tuple(tool for tool in _held(tools) if tool not in read.denied_tools) or NO_TOOLS
    return state.but(
        minutes=read.minutes or state.minutes,
        setting=read.setting or state.setting,
        tools=tools,
        pressure=read.pressure or state.pressure,
        wish=read.wish or state.wish,
        activity=read.activity or state.activity,
        one_handed=state.one_handed if read.one_handed is None else read.one_handed,
        unable=tuple(dict.fromkeys((*state.unable, *read.unable))),
    )


def pressed(state: State, turn: Turn) -> State:
    """The state with the buttons of the card; of two that exclude each other the last counts."""
    changes: dict[str, Any] = {}
    for field in ("setting", "pressure", "wish"):
        if values := _known(turn, field):
            changes[field] = values[-1]
    if values := _known(turn, "minutes"):
        changes["minutes"] = int(values[-1])
    if tools := [tool for tool in _known(turn, "tool") if tool not in NO_TOOLS]:
        changes["tools"] = tuple(dict.fromkeys((*_held(state.tools), *tools)))
    elif _known(turn, "tool"):
        changes["tools"] = NO_TOOLS
    if _known(turn, "hands"):
        changes["one_handed"] = True
    if changes.get("wish") == "recover":
        changes["activity"] = "sport"
    return state.but(**changes)


def _known(turn: Turn, field: str) -> list[str]:
    return [value for value in turn.chosen(field) if value in OPTIONS[field]]


def _held(tools: tuple[str, ...]) -> tuple[str, ...]:
    return () if tools == NO_TOOLS else tools


def in_words(content: Content, state: State) -> list[str]:
    """Each thing to fit, as it is said back."""
    return list(_words(content, state))


def _words(content: Content, state: State) -> Iterator[str]:
    if state.minutes:
        yield say(content, "utter_noted_minutes", {"value": str(state.minutes)})
    if state.setting:
        yield content.lexicon["settings"][state.setting].label.lower()
    names = content.lexicon["preferences"]
    tools = ["hands_only"] if state.tools == NO_TOOLS else list(state.tools)
    hand = "one_hand" if state.one_handed else None
    ids: list[str | None] = [*tools, state.pressure, state.wish, state.activity, hand]
    for id_ in (*ids, *(UNABLE[position] for position in state.unable)):
        if id_ is not None:
            yield names[id_].label
