"""The one way into the dialogue: the gate first, then the handler that Rasa's rule chose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.content.schema import Tier
from bot.dialogue import (
    about_plan,
    asides,
    interview,
    note,
    preferences,
    progress,
    questions,
    returning,
    routine,
    safety,
    visits,
)
from bot.dialogue.answers import absorb
from bot.dialogue.reply import Reply
from bot.dialogue.resume import resume
from bot.dialogue.state import CRISIS_TIERS, State
from bot.dialogue.turn import Guide, Turn
from bot.triage.decision import Told

Outcome = tuple[State, list[Reply]]
Handler = Callable[[Guide, State, Turn], Outcome]


def respond(guide: Guide, action: str, state: State, turn: Turn) -> Outcome:
    """The next state and the replies (at least one) to one message.

    `action` is the name of the Rasa action; `KeyError` for one that is not the dialogue's.
    """
    state, replies, settled = _gate(guide, state, turn)
    if not settled:
        state, more = _closed(guide, state, turn) if state.closed else _handled(guide, action, state, turn)
        replies = [*replies, *more]
    return state, _with_numbers(guide, state, turn, replies)


def _with_numbers(guide: Guide, state: State, turn: Turn, replies: list[Reply]) -> list[Reply]:
    """In a crisis, even one taken back, no turn is without the numbers (promise 1)."""
    flags = guide.content.red_flags
    told = any(
        flags[rule].tier in CRISIS_TIERS for rule in (*state.rules, *state.overridden) if rule in flags
    )
    shown = any(
        reply.response == "utter_numbers_intro" or (reply.card and reply.card["kind"] == "crisis")
        for reply in replies
    )
    if shown or not (told or state.tier in CRISIS_TIERS):
        return replies
    return [*replies[:-1], *asides.helplines(guide, turn), replies[-1]]


def _gate(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply], bool]:
    """The red-flag gate on what was typed; True when it has answered for the whole turn."""
    if turn.text is None:
        return _ticked(guide, state, turn)
    earlier = Told(frozenset(state.told) | safety.stated_by_conditions(guide, state.conditions))
    found = guide.gate.assess(turn.text, answered=frozenset(state.denied), earlier=earlier.stated)
    state = state.but(told=tuple(sorted(earlier.then(found.told).stated)))
    new = tuple(rule for rule in found.rules if rule not in state.rules)
    if new:
        fired, replies = safety.fire(guide, interview.told(guide, state, turn), turn, new)
        if not (fired.closed or state.closed):
            doubt = found.ask.id if found.ask else None
            fired, replies = interview.after_a_sign(guide, state, (fired, replies), turn, doubt)
        return fired, replies, True
    if found.ask and not state.closed and found.ask.id not in {state.pending, *state.rules}:
        state = interview.told(guide, state, turn)
        asked, reply = safety.question(guide, state, found.ask.id)
        return asked, [reply], True
    return state, [], False


def _ticked(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply], bool]:
    """A condition ticked on the card may complete a sign typed before: then its question comes first."""
    new = safety.stated_by_conditions(guide, turn.chosen("condition"))
    ask = guide.gate.completed(frozenset(state.told), new) if new and not state.closed else None
    if ask is None or ask.id in {*state.denied, *state.rules}:
        return state, [], False
    state = absorb(guide, state, turn)
    asked, reply = safety.question(guide, state, ask.id)
    return asked, [reply], True


def _closed(guide: Guide, state: State, turn: Turn) -> Outcome:
    """A high tier stands: the card, taking it back, or a fact about us beside the card; nothing else."""
    if turn.intent == "not_meant" and not state.pending:
        return safety.take_back(guide, state, turn)
    if state.pending:
        new, replies = safety.answer(guide, state, turn)
        if new.closed or new.pending:
            return new, replies or [safety.standing_reply(guide, new, turn)]
        if returning.due(guide.content, new):
            new, asked = returning.ask(guide, new)
            return new, [*replies, *asked]
        topic = questions.next_topic(guide, new) or "location"
        new, reply = questions.ask(guide, new, topic)
        return new, [*replies, reply]
    said_yes = turn.intent == "affirm" or "yes" in turn.chosen("rule")
    if state.tier == Tier.CRISIS_RISK.value and state.open_question == "danger" and said_yes:
        state = state.raised(Tier.CRISIS_NOW, ()).but(open_question=None)
        return state, safety.card_replies(guide, state, turn)
    return state.but(open_question=None), [
        *_beside_the_card(guide, state, turn),
        safety.standing_reply(guide, state, turn),
    ]


def _beside_the_card(guide: Guide, state: State, turn: Turn) -> list[Reply]:
    """A fact about us; or, where there is time for it, a note for whoever is to have a look today."""
    if turn.intent == "ask_note" and state.tier == Tier.URGENT_SAME_DAY.value:
        return [note.shown(guide.content, state)]
    return [asides.said(guide, turn)] if turn.intent in _BESIDE_A_CARD else []


_BESIDE_A_CARD = frozenset(
    {"ask_human", "ask_clinic", "ask_privacy", "erase_data", "ask_bot", "thanks", "goodbye"}
)


def _handled(guide: Guide, action: str, state: State, turn: Turn) -> Outcome:
    outcome = visits.come_back(guide, action, state, turn) or progress.answered(guide, state, turn)
    if outcome:
        return outcome
    if state.pending and action not in _WHILE_SETTLING:
        action = "action_interview"
    language = guide.languages.other(turn.text) if turn.text is not None else None
    if language is not None and absorb(guide, state, turn) == state:
        state, again = resume(guide, state)
        response = f"utter_other_language_{language}" if language else "utter_other_language"
        return state, [Reply(response), *again]
    if _says_no_pain(guide, state, turn):
        state, action = state.but(regions=(), sides={}, types=()), "action_calm"
    if turn.intent == "ask_pet_or_child" and "pregnancy" in state.conditions:  # "is that safe for the baby?"
        turn, action = replace(turn, intent="ask_safety_of_massage"), "action_explain"
    if _is_an_answer(guide, action, state, turn):
        action = "action_interview"
    if _says_what_to_fit(guide, action, state, turn):
        action = "action_interview"
    elif _agrees(guide, state, turn):
        action = "action_next_step"
    if action in _AFTER_PLAN and not state.confirmed:
        action = "action_interview"
    if action == "action_repeat_step" and state.step is None and state.open_question is not None:
        return resume(guide, state)
    needs_plan = action in _NEEDS_STEP and (state.step is None or not state.confirmed)
    if needs_plan and not (action in _STARTS and state.confirmed):
        action = "action_interview"
    return HANDLERS[action](guide, state, turn)


def _agrees(guide: Guide, state: State, turn: Turn) -> bool:
    """ "Yes" or "just show me" to a plan, "done" after a step."""
    if not state.confirmed or state.open_question not in {"preference", "step"}:
        return False
    if turn.intent == "want_routine" and state.open_question == "preference":
        asked_for = routine.plan_of(guide.content, state).routines  # none: it is shown again, and why
        return bool(asked_for) and absorb(guide, state, turn) == state
    return turn.intent == "affirm"


def _says_what_to_fit(guide: Guide, action: str, state: State, turn: Turn) -> bool:
    """ "No ball here", said to a plan, is no wish to start it."""
    if turn.text is None or not state.confirmed or state.open_question != "preference":
        return False
    said = preferences.of(absorb(guide, state, turn)) != preferences.of(state)
    return said and action not in {"action_calm", "action_explain"} and not guide.questions.asks(turn.text)


def _says_no_pain(guide: Guide, state: State, turn: Turn) -> bool:
    """ "No pain, just stress", typed where a place or a feeling was asked for."""
    if turn.text is None or state.open_question not in {"location", "side", "type"}:
        return False
    read = guide.understander.read(turn.text, expects="intensity")
    return read.intensity == 0 and not read.regions


def _is_an_answer(guide: Guide, action: str, state: State, turn: Turn) -> bool:
    """Whether a message taken for a question or a remark is a report: "I take apixaban", "everything hurts".

    The classifier does not know the open question; what the message adds to the answers decides.
    """
    doubtful = action == "action_explain" or (action == "action_remark" and turn.intent in _DOUBTFUL_REMARKS)
    if turn.text is None or not doubtful or guide.questions.asks(turn.text):
        return False
    return absorb(guide, state, turn) != state


_DOUBTFUL_REMARKS = frozenset({"out_of_scope", "chitchat", "ask_medicine", "ask_pet_or_child", "abuse"})

HANDLERS: dict[str, Handler] = {
    "action_greet": asides.greet,
    "action_interview": interview.proceed,
    "action_correct": interview.correct,
    "action_why": interview.why,
    "action_calm": interview.calm,
    "action_drink": asides.drink,
    "action_explain": about_plan.explain,
    "action_remark": asides.remark,
    "action_numbers": asides.numbers,
    "action_sources": asides.sources,
    "action_alternatives": about_plan.what_else,
    "action_note": note.take_along,
    "action_start_over": asides.start_over,
    "action_stop": asides.stop,
    "action_go_back": asides.go_back,
    "action_next_step": routine.forward,
    "action_repeat_step": routine.repeat,
    "action_pause": routine.pause,
    "action_too_hard": routine.too_hard,
    "action_too_soft": routine.too_soft,
    "action_it_hurts": routine.it_hurts,
    "action_better": progress.better,
    "action_same": progress.same,
    "action_worse": progress.worse,
    "action_take_back": safety.take_back,
    "action_red_flag": interview.proceed,
    "action_danger_question": interview.proceed,
}

_NEEDS_STEP = frozenset({
    "action_next_step", "action_repeat_step", "action_pause", "action_too_hard", "action_too_soft",
    "action_it_hurts",
})  # fmt: skip
_AFTER_PLAN = frozenset({"action_better", "action_same", "action_worse"})
_STARTS = frozenset({"action_next_step", "action_repeat_step"})
_WHILE_SETTLING = frozenset({
    "action_why", "action_remark", "action_numbers", "action_explain", "action_note", "action_stop",
})  # fmt: skip
