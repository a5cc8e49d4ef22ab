"""Puts the open question again, after something else was answered in between."""

from __future__ import annotations

from collections.abc import Callable

from bot.dialogue import questions, returning, routine, safety
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.turn import Guide


def resume(guide: Guide, state: State) -> tuple[State, list[Reply]]:
    """What was open is open again: the settling question, the step, the feedback or the interview."""
    if state.pending:
        state, reply = safety.question(guide, state, state.pending)
        return state, [reply]
    if returning.due(guide.content, state):
        return returning.ask(guide, state)
    if state.step is not None:
        return state, [routine.shown(guide, state)]
    if state.open_question in _AFTER_THE_INTERVIEW:
        return state, [_AFTER_THE_INTERVIEW[state.open_question](state)]
    if state.open_question in questions.TOPICS:
        state, reply = questions.ask(guide, state, state.open_question)
        return state, [reply]
    return state, [Reply("utter_anything_else", expects="other")]


_AFTER_THE_INTERVIEW: dict[str | None, Callable[[State], Reply]] = {
    "preference": lambda _: Reply("utter_plan_waiting", expects="preference"),
    "feedback": routine.ask_feedback,
    "harm": lambda _: Reply("utter_ask_harm", expects="feedback"),
}
