"""Puts the open question again, after something else was answered in between."""

from __future__ import annotations

from bot.dialogue import questions, routine, safety
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.turn import Guide


def resume(guide: Guide, state: State) -> tuple[State, list[Reply]]:
    """What was open is open again: the settling question, the step, the feedback or the interview."""
    if state.pending:
        state, reply = safety.question(guide, state, state.pending)
        return state, [reply]
    if state.step is not None:
        return state, [routine.shown(guide, state)]
    if state.open_question == "preference":
        return state, [Reply("utter_plan_waiting", expects="preference")]
    if state.open_question == "feedback":
        return state, [Reply("utter_ask_feedback", expects="feedback")]
    if state.open_question in questions.TOPICS:
        state, reply = questions.ask(guide, state, state.open_question)
        return state, [reply]
    return state, [Reply("utter_anything_else", expects="other")]
