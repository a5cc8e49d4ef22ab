"""When a message says nothing the dialogue can use: what it may mean, the question again, a plain menu."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.words import say
from bot.dialogue import questions
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.resume import resume
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn

Outcome = tuple[State, list[Reply]]


def not_understood(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Says so, offers what it may mean, and puts the question again; the second time with a plain menu."""
    count = state.misunderstood + 1
    state = state.but(misunderstood=count)
    if state.open_question == "confirm" and turn.intent == "deny":
        return state, [Reply("utter_ask_what_to_change", expects="confirm")]
    if state.open_question in {"danger", "conditions"} and turn.intent == "affirm":
        state, again = resume(guide, state)
        return state, [Reply("utter_which_of_these"), *again]
    state, again = _again(guide, state)
    if turn.intent in {"greet", "affirm", "want_routine"} and count == 1:
        return state, again
    open_ = again[-1]
    readings = _readings(guide.content, turn)
    if count == 1 and readings:
        return state, [Reply("utter_did_you_mean", choices=readings, expects=open_.expects)]
    if count == 1:
        return state, [Reply("utter_not_understood_1"), *again]
    choices = tuple(open_.all_choices(guide.content))
    return state, [Reply("utter_not_understood_2", {}, choices, open_.multiple, open_.expects)]


def _again(guide: Guide, state: State) -> Outcome:
    if state.open_question is None:
        state, reply = questions.ask(guide, state, "location")
        return state, [reply]
    return resume(guide, state)


def _readings(content: Content, turn: Turn) -> tuple[Choice, ...]:
    """A button for each thing the message may ask for, where it has a name to put on a button."""
    titles = ((intent, _title(content, intent)) for intent in turn.readings)
    return tuple(Choice(title, f"/{intent}") for intent, title in titles if title)


def _title(content: Content, intent: str) -> str | None:
    topic = content.education.get(intent.removeprefix("ask_"))
    if topic:
        return topic.title
    response = f"utter_reading_{intent}"
    return say(content, response) if response in content.responses else None
