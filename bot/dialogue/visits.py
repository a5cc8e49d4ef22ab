"""Leads through the start of a return visit, before anything else is asked."""

from __future__ import annotations

from bot.dialogue import course, interview, progress, returning, safety
from bot.dialogue.answers import absorb
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.summary import news
from bot.dialogue.turn import Guide, Turn

Outcome = tuple[State, list[Reply]]

THIRD = 3
_BESIDE_SEEN = frozenset({"action_why", "action_remark", "action_numbers", "action_stop"})
_BESIDE_RETURN = _BESIDE_SEEN | {"action_explain", "action_sources", "action_note", "action_start_over"}


def come_back(guide: Guide, action: str, state: State, turn: Turn) -> Outcome | None:
    """The answer of a return visit that is not under way yet; None for what is answered beside it."""
    due = returning.due(guide.content, state)
    if due is None or state.pending:
        return None
    if state.open_question != due:
        return returning.ask(guide, absorb(guide, state, turn))
    if action in (_BESIDE_SEEN if due == "seen" else _BESIDE_RETURN):
        return None
    if due == "seen":
        return _goes_on(guide, *returning.seen(guide, state, turn))
    since = returning.how(guide, state, turn)
    told = absorb(guide, state.but(open_question="intensity"), turn) if since in returning.ONGOING else state
    told = absorb(guide, told.but(open_question=None), turn)
    if since is None and state.misunderstood:
        since = "new"
    if since is None:
        return _again(guide, state, told.but(open_question="return"))
    told = returning.taken_up(guide.content, told, since)
    return _worse(guide, told, turn) if since == "worse" else interview.advance(guide, told, turn, [])


def _again(guide: Guide, state: State, told: State) -> Outcome:
    """The question again: what else was said is kept, what was no answer counts as not understood."""
    heard = told != state
    noted = Reply("utter_noted", {"noted": news(guide.content, state, told)})
    told, asked = returning.ask(guide, told if heard else told.but(misunderstood=told.misunderstood + 1))
    return told, [noted if heard else Reply("utter_not_understood_1"), *asked]


def _goes_on(guide: Guide, state: State, replies: list[Reply]) -> Outcome:
    if state.closed:
        return state, replies
    state, asked = returning.ask(guide, state)
    return state, [*replies, *asked]


def _worse(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Worse since the last visit: what its course says of danger, then the danger screen."""
    due = course.due(guide.content, state, "fire_when")
    if due:
        state, cards = safety.fire(guide, state, turn, due)
        if state.closed:
            return state, cards
    state, (sorry, *rest) = progress.worse(guide, state, turn)
    visits = 1 + len(state.memory.unrelieved(state.regions))
    again = [Reply("utter_return_worse_again", {"count": str(visits)})] if visits >= THIRD else []
    return state, [sorry, *again, *rest]
