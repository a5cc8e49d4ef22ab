""" "Why this?", "is it proven?", "what else?": a plan, or its open part, answers from its own data."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.words import say
from bot.dialogue import asides, routine
from bot.dialogue.plan_card import evidence, in_words, plan_sources, sentence
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.resume import resume
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn
from bot.guidance.plan import Plan, find_routine, parts, steps
from bot.guidance.reasons import Rival
from bot.guidance.versions import Version

Outcome = tuple[State, list[Reply]]

MOST_OFFERED = 3
OPEN = ("preference", "step")


def is_open(state: State) -> bool:
    """Whether a plan, or a step of one, is what the talk is about."""
    return state.confirmed and (state.step is not None or state.open_question in OPEN)


def why(guide: Guide, state: State) -> Outcome:
    """What spoke for the plan; in a routine what it is for, and the reasons of the whole."""
    content = guide.content
    plan = routine.plan_of(content, state)
    lines = in_words(content, plan.reasons, "utter_reason_place")
    title = say(content, "utter_why_plan_title")
    card = {"kind": "note", "title": title, "lines": lines} if lines else None
    texts = [version.of.why for _, version in _about(content, state, plan)]
    reply = Reply("utter_why_plan", {"answer": " ".join(texts)}, card=card)
    state, again = resume(guide, state)
    return state, [reply, *again]


def explain(guide: Guide, state: State, turn: Turn) -> Outcome:
    """A question about massage; "is it proven?" of the plan at hand is about the plan."""
    of_this = (
        turn.intent == "ask_evidence" and turn.text is not None and guide.questions.is_of_this(turn.text)
    )
    if of_this and is_open(state) and not state.pending:
        return proof(guide, state)
    return asides.explain(guide, state, turn)


def proof(guide: Guide, state: State) -> Outcome:
    """How well each part is tested, with its sources."""
    content = guide.content
    plan = routine.plan_of(content, state)
    about = _about(content, state, plan)
    said = [
        say(content, "utter_proof_part", {"title": version.of.title, "proven": evidence(content, version)})
        for _, version in about
    ]
    named = dict.fromkeys(source for _, version in about for source in version.of.sources)
    title = say(content, "utter_plan_title") if state.step is None else about[0][1].of.title
    card = asides.sources_card(guide, title, list(named) or plan_sources(content, plan))
    state, again = resume(guide, state)
    return state, [Reply("utter_proof", {"proven": "\n".join(said)}, card=card), *again]


def what_else(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The next best, each with a button that takes it instead, and why the others are not offered."""
    del turn
    if not state.confirmed:
        return resume(guide, state)
    content = guide.content
    plan = routine.plan_of(content, state)
    regions = {region or "" for region, _ in _about(content, state, plan)}
    rivals = [rival for rival in plan.rivals if rival.region in regions and _title(content, rival)]
    fitting = [rival for rival in rivals if rival.fits][:MOST_OFFERED]
    lines = [
        say(
            content,
            "utter_alternative",
            {"title": _title(content, rival), "reason": sentence(content, rival.reason)},
        )
        for rival in (*fitting, *(rival for rival in rivals if not rival.fits))
    ]
    choices = tuple(
        Choice.option(say(content, "utter_instead", {"title": _title(content, rival)}), "routine", rival.id)
        for rival in fitting
    )
    card = (
        {"kind": "note", "title": say(content, "utter_alternatives_title"), "lines": lines} if lines else None
    )
    reply = Reply("utter_alternatives" if fitting else "utter_no_alternatives", {}, choices, card=card)
    state, again = resume(guide, state)
    return state, [reply, *again]


def switched(content: Content, state: State, turn: Turn) -> State:
    """The state with what was picked instead; it takes the place of what was picked for that region."""
    preferred = state.preferred
    for name in turn.chosen("routine"):
        alike = _alike(content, name)
        if alike:
            preferred = (*(other for other in preferred if other not in alike), name)
    return state.but(preferred=preferred)


def _alike(content: Content, name: str) -> set[str]:
    """The ids of all that could stand in the same place; empty for an id that is none."""
    if name in content.relaxation:
        return set(content.relaxation)
    groups = ({routine.id for routine in entry.routines} for entry in content.routines.values())
    return next((ids for ids in groups if name in ids), set())


def _about(content: Content, state: State, plan: Plan) -> list[tuple[str | None, Version]]:
    """The part of the open step, else all parts of the plan."""
    shown = steps(content, plan)
    every = parts(content, plan)
    if state.step is None or not shown:
        return every
    owner = shown[min(state.step, len(shown) - 1)].owner
    return [part for part in every if part[1].of.id == owner]


def _line(content: Content, rival: Rival) -> str:
    values = {"title": _title(content, rival), "reason": sentence(content, rival.reason)}
    return say(content, "utter_alternative", values)


def _title(content: Content, rival: Rival) -> str:
    """The title of a routine or practice; empty for a habit, which is no part of a routine."""
    if rival.region:
        return find_routine(content, rival.region, rival.id).title
    return content.relaxation[rival.id].title if rival.id in content.relaxation else ""
