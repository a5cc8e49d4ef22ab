"""The interview: takes in what was said, then asks the next thing or shows the plan."""

from __future__ import annotations

from bot.dialogue import about_plan, course, preferences, questions, returning, routine, safety
from bot.dialogue.answers import CLEARS, absorb, clear, unknown
from bot.dialogue.misunderstood import not_understood
from bot.dialogue.reply import Reply
from bot.dialogue.resume import resume
from bot.dialogue.state import PREFERENCES, State, forget_intake
from bot.dialogue.summary import news
from bot.dialogue.turn import Guide, Turn

Outcome = tuple[State, list[Reply]]

_PASSED_OVER = frozenset({"side", "type", "intensity", "duration", "onset", "stress"})
_AFTER_THE_PLAN = (None, "preference", "feedback", "harm", "step", "other")
KEPT_FOR_NEW_PLACE = ("stress", "conditions", "conditions_asked", *PREFERENCES)


def proceed(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Any message that may hold an answer: buttons, facts, yes, no, not sure."""
    if turn.chosen("more"):
        choices = questions.region_choices(guide.content, questions.other_regions(guide.content))
        return state, [Reply("utter_ask_location_more", choices=choices, multiple=True, expects="location")]
    if state.step is not None or (state.confirmed and state.open_question in _AFTER_THE_PLAN):
        return _after_the_plan(guide, state, turn)
    told = absorb(guide, state, turn).but(misunderstood=state.misunderstood)
    told, replies = _settle(guide, told, turn)
    if told.closed or told.pending:
        return told, replies
    changed = turn.chosen("change")
    if changed and changed[0] in CLEARS:
        told, reply = questions.ask(guide, clear(told, changed[0]), changed[0])
        return told, [*replies, reply]
    told, confirmed = _confirmation(told, turn)
    if told == state and not replies and not confirmed and not _tells_anything(guide, turn):
        return not_understood(guide, state, turn)
    echo = news(guide.content, state, told) if turn.text is not None else ""
    if echo and not replies:
        replies = [Reply("utter_noted", {"noted": echo})]
    return advance(guide, told.but(misunderstood=0), turn, replies)


def _tells_anything(guide: Guide, turn: Turn) -> bool:
    """Whether a typed message holds a fact, even one known already."""
    return turn.text is not None and absorb(guide, State(), turn) != State()


def advance(guide: Guide, state: State, turn: Turn, replies: list[Reply]) -> Outcome:
    """Asks the next open thing after `replies`, or shows the plan when nothing is open."""
    if returning.due(guide.content, state):
        state, asked = returning.ask(guide, state)
        return state, [*replies, *asked]
    due = course.due(guide.content, state, "fire_when")
    if due:
        state, cards = safety.fire(guide, state, turn, due)
        replies = [*replies, *cards]
        if state.closed:
            return state, replies
    doubtful = course.due(guide.content, state, "ask_when")
    if doubtful:
        state, reply = safety.question(guide, state, doubtful[0])
        return state, [*replies, reply]
    state = _let_go(guide, state)
    topic = questions.next_topic(guide, state)
    if topic is None:
        heard = [] if state.confirmed or not state.regions else [questions.understood(guide, state)]
        state, shown = routine.offer(guide, state)
        return state, [*replies, *heard, *shown]
    state, reply = questions.ask(guide, state, topic)
    return state, [*replies, reply]


def _let_go(guide: Guide, state: State) -> State:
    """A question that two messages passed over is not put a third time; those on safety always are."""
    topic = questions.next_topic(guide, state)
    if topic != state.open_question or topic not in _PASSED_OVER:
        return state
    mark = f"{topic} unanswered"
    if mark in state.doubted:
        return unknown(state, topic)
    return state.but(doubted=(*state.doubted, mark))


def _settle(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Answers to the danger questions."""
    if state.pending:
        return safety.answer(guide, state, turn)
    if state.open_question == "danger":
        return safety.answer_screen(guide, state, turn) or (state, [])
    return state, []


def _confirmation(state: State, turn: Turn) -> tuple[State, bool]:
    if state.open_question != "confirm":
        return state, False
    if "yes" in turn.chosen("confirm") or turn.intent in {"affirm", "next_step", "want_routine"}:
        return state.but(confirmed=True), True
    return state, False


def _after_the_plan(guide: Guide, state: State, turn: Turn) -> Outcome:
    """A message in the middle of a routine or after it: a new place starts a new interview."""
    if state.pending:
        return _settled_in_a_routine(guide, state, turn)
    if "ask" in turn.chosen("fit") or turn.chosen("routine"):
        return _another_plan(guide, state, turn)
    planned = state.open_question == "preference"
    read = absorb(guide, state if planned else state.but(open_question=None), turn)
    if turn.chosen("change"):
        return proceed(guide, state.but(step=None, confirmed=False), turn)
    if set(read.regions) - set(state.regions):
        fresh, told = _afresh(guide, state, turn)
        echo = Reply("utter_noted", {"noted": news(guide.content, fresh, told)})
        return advance(guide, told, turn, [echo])
    in_routine = state.step is not None
    told = state.but(conditions=read.conditions) if in_routine else read
    told = told.but(open_question=state.open_question)
    fits = planned or (told.step is None and preferences.of(told) != preferences.of(state))
    if (told != state and (told.conditions != state.conditions or fits)) or preferences.chosen(turn):
        noted = news(guide.content, state, told)
        state, shown = routine.offer(guide, told)
        echoed = [Reply("utter_noted", {"noted": noted}), Reply("utter_plan_changed")] if noted else []
        return state, [*echoed, *shown]
    state = state.but(misunderstood=state.misunderstood + 1)
    state, again = resume(guide, state)
    return state, [Reply("utter_not_understood_1"), *again]


def _another_plan(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Puts the card of what to fit, or the routine in that was picked instead."""
    if not turn.chosen("routine"):
        return state.but(step=None, open_question="preference"), [preferences.ask()]
    state, shown = routine.offer(guide, about_plan.switched(guide.content, state, turn))
    return state, [Reply("utter_plan_switched"), *shown]


def _afresh(guide: Guide, state: State, turn: Turn) -> tuple[State, State]:
    """What is kept for a new place, and that with what was said of it."""
    fresh = forget_intake(state, keep=KEPT_FOR_NEW_PLACE)
    read = absorb(guide, fresh, turn)
    asked, due = (set(questions.conditions_for(guide.content, of.regions)) for of in (state, read))
    return fresh, read.but(conditions_asked=read.conditions_asked and due <= asked)


def told(guide: Guide, state: State, turn: Turn) -> State:
    """What a message with a danger sign adds; a new place after the plan is screened like the first."""
    read = absorb(guide, state, turn)
    if returning.due(guide.content, state) == "return" and read.trend:
        return returning.taken_up(guide.content, read, read.trend)
    if state.confirmed and set(read.regions) - set(state.regions):
        return _afresh(guide, state, turn)[1]
    same_plan = routine.plan_of(guide.content, read) == routine.plan_of(guide.content, state)
    return read if same_plan else read.but(step=None)


def after_a_sign(guide: Guide, before: State, fired: Outcome, turn: Turn, doubt: str | None) -> Outcome:
    """Goes on after a sign that closes nothing: what else was heard, what is in doubt, the next question."""
    state, replies = fired
    echo = news(guide.content, before, state)
    if echo:
        replies = [*replies, Reply("utter_noted", {"noted": echo})]
    for rule in (doubt, before.pending):
        if rule and rule not in (*state.rules, *state.denied):
            state, reply = safety.question(guide, state, rule)
            return state, [*replies, reply]
    return advance(guide, state, turn, replies)


def _settled_in_a_routine(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The answer to a settling question between two steps: the same step again, or another plan."""
    new, replies = safety.answer(guide, state, turn)
    if new.closed or new.pending:
        return new, replies
    same = (new.rules, new.doubtful) == (state.rules, state.doubtful)
    new, shown = routine.repeat(guide, new, turn) if same else routine.offer(guide, new)
    return new, [*replies, *shown]


def correct(guide: Guide, state: State, turn: Turn) -> Outcome:
    """ "That's wrong": what it corrects is taken in; without a correction in it, it asks which part."""
    told = absorb(guide, state, turn)
    if told != state:
        return proceed(guide, state, turn)
    return state, [Reply("utter_ask_what_to_change", expects="confirm")]


def why(guide: Guide, state: State, turn: Turn) -> Outcome:
    """ "Why do you ask?": the reason for the open question, then the question again."""
    del turn
    if about_plan.is_open(state) and not state.pending:
        return about_plan.why(guide, state)
    topic = "danger" if state.pending else state.open_question
    response = f"utter_why_{topic}"
    state, again = resume(guide, state)
    known = response in guide.content.responses
    return state, [Reply(response if known else "utter_why_general"), *again]


def calm(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Stress without pain, or a wish to relax: no pain form.

    "My head won't switch off" names no sore head: a place alone, said with stress, is no pain yet.
    """
    told = absorb(guide, state, turn)
    told, replies = _settle(guide, told, turn)
    if told.closed or told.pending:
        return told, replies
    if not state.regions and not told.types and told.intensity is None:
        told = told.but(regions=(), sides={})
    if told.regions and turn.intent != "want_relaxation" and not told.confirmed:
        return advance(guide, told, turn, replies)
    if told.regions:
        told, shown = routine.offer(guide, told.but(skipped_massage=True))
        return told, [*replies, *shown]
    told = told.but(goal="calm", confirmed=False, step=None)
    if turn.intent == "want_relaxation" and told.stress is None:
        told = told.but(unknown=tuple(dict.fromkeys((*told.unknown, "stress"))))
    return advance(guide, told, turn, [*replies, Reply("utter_calm_first")])
