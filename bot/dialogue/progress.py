"""How is it now? In figures, better, the same or worse; whether it did harm; what to watch for."""

from __future__ import annotations

from bot.content.schema import Tier
from bot.content.words import say
from bot.dialogue import returning, routine, safety
from bot.dialogue.memories import WORST_FIRST
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.summary import number
from bot.dialogue.turn import Guide, Turn
from bot.guidance.safety_net import signs

Outcome = tuple[State, list[Reply]]

MOST_REPLIES = 3  # to the end of a routine: more is not read
_HARM = {
    "deny": "no", "better": "no", "same": "no", "affirm": "worse", "worse": "worse", "it_hurts": "worse",
    "unsure": "unsure",
}  # fmt: skip


def better(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Glad; then whether it did harm."""
    return _outcome(guide, state, turn, "better")


def same(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Honest that it may take time; then whether it did harm."""
    return _outcome(guide, state, turn, "same")


def worse(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Worse is checked for danger again, and is a reason to have it looked at; after a routine it is harm."""
    state = routine.harmed(state, state.done) if state.done else state
    new = state.raised(Tier.SEE_PROFESSIONAL, ()).but(
        trend="worse", outcome="worse", step=None, skipped_massage=True, screened=(), denied=(), done=()
    )
    new = new.but(after=_afterwards(guide, state, turn))
    replies = [Reply("utter_worse"), *safety.card_replies(guide, new, turn)]
    if not safety.due_statements(guide.content, new):
        return new.but(open_question=None), [*replies, net(guide, new)]
    return new.but(open_question="danger"), [*replies, safety.screen(guide, new)]


def answered(guide: Guide, state: State, turn: Turn) -> Outcome | None:
    """The answer to what is asked after a routine; None where the message is none, or that is not open."""
    if state.pending:
        return None
    if state.open_question == "harm":
        return _harm(guide, state, turn)
    return _scored(guide, state, turn) if state.open_question == "feedback" else None


def _scored(guide: Guide, state: State, turn: Turn) -> Outcome | None:
    """A number after the routine, compared with the one before."""
    now = _number(guide, turn)
    if now is None:
        return None
    if state.before is None:
        return state.but(after=now), [Reply("utter_ask_compared", expects="feedback")]
    if now > state.before:
        return worse(guide, state, turn)
    return (better if now < state.before else same)(guide, state, turn)


def _number(guide: Guide, turn: Turn) -> float | None:
    """A score that was pressed, or said in figures; words alone ("fine") are no number."""
    pressed = turn.chosen("now")
    if pressed:
        return float(pressed[0])
    if turn.text is None or not any(sign.isdigit() for sign in turn.text):
        return None
    return guide.understander.read(turn.text, expects="intensity").intensity


def _afterwards(guide: Guide, state: State, turn: Turn) -> float | None:
    """The score after a routine, where there is one before to compare it with; else as it stood."""
    now = _number(guide, turn) if state.before is not None else None
    return state.after if now is None else now


def _outcome(guide: Guide, state: State, turn: Turn, how: str) -> Outcome:
    after = _afterwards(guide, state, turn)
    state = state.but(outcome=how, after=after, open_question=None, step=None)
    replies = [Reply(f"utter_{how}")]
    if after is not None and state.before is not None:
        scores = {"before": number(state.before), "now": number(after)}
        replies.append(Reply("utter_numbers_compared", scores))
    if not state.done:
        return _ending(guide, state, turn, replies)
    state = state.but(results={**state.results, **dict.fromkeys(state.done, how)}, open_question="harm")
    return state, [*replies, Reply("utter_ask_harm", expects="feedback")]


def _harm(guide: Guide, state: State, turn: Turn) -> Outcome | None:
    """The answer to "did it make anything worse?": kept, and "yes" is checked for danger.

    Only "no" is followed by the habit for today: what is sore is left alone.
    """
    said = (turn.chosen("harm") or [_HARM.get(turn.intent, "")])[0]
    if turn.text is not None and said in {"", "worse"}:
        read = guide.understander.read(turn.text)
        said = "sore" if "sore" in read.types and not read.trend else said
    if said not in WORST_FIRST:
        return None
    if said == "worse":
        return worse(guide, state, turn)
    harm = min(filter(None, [said, state.harm]), key=WORST_FIRST.index)
    state = state.but(harm=harm, done=(), open_question=None)
    today = habit(guide, state) if said == "no" else []
    return _ending(guide, state, turn, today or [Reply(f"utter_harm_{said}")])


def _ending(guide: Guide, state: State, turn: Turn, replies: list[Reply]) -> Outcome:
    """What to watch for; then, where there is room, how the visits went or the offer to be remembered."""
    replies = [*replies, net(guide, state)]
    if len(replies) >= MOST_REPLIES:
        return state, replies
    if state.memory.visits:
        chart = returning.chart_card(guide.content, state)
        return state, [*replies, *([Reply("utter_chart", card=chart)] if chart else [])]
    site = guide.content.sites.get(turn.site)
    if state.code_offered or site is None:  # without a clinic nobody keeps anything
        return state, replies
    return state.but(code_offered=True), [*replies, _offer_code(guide, max(1, site.retention_days))]


def _offer_code(guide: Guide, days: int) -> Reply:
    values = {"retention_days": str(days)}
    title, lines = (say(guide.content, f"utter_offer_code_{part}", values) for part in ("title", "lines"))
    card = {"kind": "note", "title": title, "lines": lines.split("\n"), "action": "make_code"}
    return Reply("utter_offer_code", card=card)


def net(guide: Guide, state: State) -> Reply:
    """What to watch for, and by when to have it looked at."""
    if not state.regions:
        return Reply("utter_safety_net_calm")
    by = say(guide.content, routine.plan_of(guide.content, state).safety_net.by)
    lines = [
        str(guide.content.red_flags[rule].statement)
        for rule in signs(guide.content, state.regions)[: safety.MOST_STATEMENTS]
    ]
    card = {
        "kind": "note",
        "title": guide.content.responses["utter_safety_net_title"][0]["text"],
        "lines": lines,
    }
    return Reply("utter_safety_net", {"by": by}, card=card if lines else None)


def habit(guide: Guide, state: State) -> list[Reply]:
    """The plan's one thing for today, said once more at the end."""
    named = routine.plan_of(guide.content, state).habit
    if named is None:
        return []
    entry = guide.content.habits[named]
    return [Reply("utter_habit", {"title": entry.title, "do": entry.do})]
