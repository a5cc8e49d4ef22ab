"""Things said beside the interview: questions, courtesies, leaving, starting again."""

from __future__ import annotations

from bot.content.words import say
from bot.dialogue import questions, routine
from bot.dialogue.answers import clear
from bot.dialogue.plan_card import hydration, plan_sources
from bot.dialogue.reply import Reply
from bot.dialogue.resume import resume
from bot.dialogue.safety_card import contacts_of, spoken_numbers
from bot.dialogue.state import State, forget_intake
from bot.dialogue.turn import Guide, Turn

Outcome = tuple[State, list[Reply]]


def greet(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The welcome, or a shorter hello to someone already talking."""
    del turn
    if state.asked:
        state, again = resume(guide, state)
        return state, [Reply("utter_greet_again"), *again]
    state, reply = questions.ask(guide, state, "location")
    return state, [Reply("utter_welcome"), reply]


def said(guide: Guide, turn: Turn) -> Reply:
    """`utter_<intent>` (without its `ask_`), with the clinic's name and, for a person, its contacts."""
    site = guide.content.sites.get(turn.site)
    values = {
        "clinic": site.brand.name if site else "",
        "retention_days": str(site.retention_days) if site else "",
        **spoken_numbers(guide.content, turn.country),
    }
    card = None
    if turn.intent in {"ask_human", "ask_clinic"} and site:
        links = [{"label": contact.label, "href": contact.href} for contact in site.contacts]
        card = {"kind": "contact", "title": site.brand.name, "lines": [], "contacts": links}
    return Reply("utter_" + turn.intent.removeprefix("ask_"), values, card=card)


def sources(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Where the plan comes from, or how to see where an answer comes from; then the open question again."""
    del turn
    plan = routine.plan_of(guide.content, state)
    named = plan_sources(guide.content, plan) if state.confirmed else []
    card = sources_card(guide, say(guide.content, "utter_plan_title"), named) if named else None
    state, again = resume(guide, state)
    return state, [Reply("utter_sources", card=card), *again]


def remark(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Answers what is beside the point, then puts the open question again."""
    reply = said(guide, turn)
    if turn.intent == "goodbye":
        return state.but(open_question=None, step=None), [reply]
    state, again = resume(guide, state)
    return state, [reply, *again]


def numbers(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The numbers of the person's country, then the open question again."""
    state, again = resume(guide, state)
    return state, [*helplines(guide, turn), *again]


def helplines(guide: Guide, turn: Turn) -> list[Reply]:
    """The emergency, urgent and crisis numbers as one card."""
    links = contacts_of(["emergency", "urgent", "crisis"], guide.content, turn.country)
    title = say(guide.content, "utter_numbers_title")
    return [
        Reply("utter_numbers_intro", card={"kind": "contact", "title": title, "lines": [], "contacts": links})
    ]


def explain(guide: Guide, state: State, turn: Turn) -> Outcome:
    """An answer from `data/education`, with its evidence and sources; then the open question again."""
    topic = guide.content.education[turn.intent.removeprefix("ask_")]
    state, again = resume(guide, state)
    values = {"answer": topic.answer.strip(), "proven": topic.proven.strip()}
    return state, [
        Reply("utter_explain", values, card=sources_card(guide, topic.title, topic.sources)),
        *again,
    ]


def sources_card(guide: Guide, title: str, named: list[str]) -> dict[str, object]:
    """The sources of those ids as a card."""
    items = [
        {"title": source.title, "organisation": source.organisation, "year": source.year, "url": source.url}
        for source in (guide.content.sources[name] for name in named)
    ]
    return {"kind": "sources", "title": title, "items": items}


def drink(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The tip about drinking that fits what is known; who may not drink more is always told so."""
    del turn
    plan = routine.plan_of(guide.content, state)
    tip = hydration(guide.content, plan).text
    replies = [Reply("utter_hydration", {"tip": tip.strip()})]
    if not state.conditions_asked and plan.hydration != guide.content.hydration.limited.id:
        replies.append(Reply("utter_hydration", {"tip": guide.content.hydration.limited.text.strip()}))
    state, again = resume(guide, state)
    return state, [*replies, *again]


def start_over(guide: Guide, state: State, turn: Turn) -> Outcome:
    """All answers forgotten; danger signs that fired still stand."""
    del turn
    since = "new" if state.memory.visits else None
    state, reply = questions.ask(guide, forget_intake(state).but(since=since), "location")
    return state, [Reply("utter_start_over"), reply]


def stop(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Leaves the routine or the interview; everything said is kept."""
    del guide, turn
    return state.but(step=None, open_question=None), [Reply("utter_stopped", expects="other")]


def go_back(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The step before in a routine, the question before in the interview."""
    del turn
    if state.step is not None:
        return routine.back(guide, state)
    earlier = [topic for topic in state.asked if topic not in {state.open_question, "danger"}]
    if not earlier:
        return resume(guide, state)
    state, reply = questions.ask(guide, clear(state, earlier[-1]).but(asked=tuple(earlier[:-1])), earlier[-1])
    return state, [reply]
