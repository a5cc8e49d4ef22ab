"""How is it now? Better, the same or worse, and what to watch for."""

from __future__ import annotations

from bot.content.schema import Tier
from bot.dialogue import safety
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.summary import number
from bot.dialogue.turn import Guide, Turn

Outcome = tuple[State, list[Reply]]


def better(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Glad, what to watch for, and done."""
    return _closing(guide, state, turn, "better")


def same(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Honest that it may take time, what to watch for, and done."""
    return _closing(guide, state, turn, "same")


def worse(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Worse is checked for danger again, and is a reason to have it looked at."""
    new = state.raised(Tier.SEE_PROFESSIONAL, ()).but(
        trend="worse", outcome="worse", step=None, skipped_massage=True, screened=(), denied=()
    )
    new = new.but(after=_afterwards(guide, state, turn))
    replies = [Reply("utter_worse"), *safety.card_replies(guide, new, turn)]
    if not safety.due_statements(guide.content, new):
        return new.but(open_question=None), [*replies, net(guide, new)]
    return new.but(open_question="danger"), [*replies, safety.screen(guide, new)]


def scored(guide: Guide, state: State, turn: Turn) -> Outcome | None:
    """A number after the routine, compared with the one before; None where the message holds none."""
    now = _number(guide, turn)
    if now is None or state.before is None:
        return None
    if now > state.before:
        return worse(guide, state, turn)
    return (better if now < state.before else same)(guide, state, turn)


def _number(guide: Guide, turn: Turn) -> float | None:
    """A score said in figures; words alone ("fine") are no number."""
    if turn.text is None or not any(sign.isdigit() for sign in turn.text):
        return None
    return guide.understander.read(turn.text, expects="intensity").intensity


def _afterwards(guide: Guide, state: State, turn: Turn) -> float | None:
    """The score after a routine, where there is one before to compare it with."""
    return _number(guide, turn) if state.before is not None else None


def _closing(guide: Guide, state: State, turn: Turn, how: str) -> Outcome:
    now = _afterwards(guide, state, turn)
    state = state.but(trend=how, outcome=how, after=now, open_question=None, step=None)
    replies = [Reply(f"utter_{how}")]
    if now is not None and state.before is not None:
        replies.append(Reply("utter_numbers_compared", {"before": number(state.before), "now": number(now)}))
    return state, [*replies, net(guide, state)]


def net(guide: Guide, state: State) -> Reply:
    """What to watch for, and by when to have it looked at."""
    if not state.regions:
        return Reply("utter_safety_net_calm")
    lines = [
        str(guide.content.red_flags[rule].statement)
        for rule in safety.statements(guide.content, state.regions, ())[: safety.MOST_STATEMENTS]
    ]
    card = {
        "kind": "note",
        "title": guide.content.responses["utter_safety_net_title"][0]["text"],
        "lines": lines,
    }
    return Reply("utter_safety_net", card=card if lines else None)
