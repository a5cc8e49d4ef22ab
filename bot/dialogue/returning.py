"""The start of a return visit: whether it was looked at, how it is now, and what is taken over."""

from __future__ import annotations

from typing import Any

from bot.content.loader import Content
from bot.content.schema import Tier
from bot.content.words import say
from bot.dialogue import safety, summary
from bot.dialogue.memories import Visit
from bot.dialogue.reply import Reply
from bot.dialogue.safety_card import contacts_of
from bot.dialogue.state import CLOSING_TIERS, CRISIS_TIERS, State
from bot.dialogue.turn import Guide, Turn

ONGOING = ("better", "same", "worse")
_SEEN = {"affirm": "yes", "deny": "no", "unsure": "no", "pause": "no"}  # "not yet" reads as a pause


def due(content: Content, state: State) -> str | None:
    """What a return visit asks before anything else: "seen", "return", or None when that is done."""
    if not state.memory.visits or state.closed:
        return None
    if not state.seen and _unsettled(content, state.memory.last):
        return "seen"
    return None if state.since else "return"


def ask(guide: Guide, state: State) -> tuple[State, list[Reply]]:
    """Puts the question that is due; KeyError when none is."""
    topic = str(due(guide.content, state))
    put = {"seen": _ask_seen, "return": _ask_return}[topic]
    return state.but(open_question=topic), [put(guide.content, state)]


def _unsettled(content: Content, visit: Visit) -> bool:
    """Whether the visit ended with advice to be seen that still rules out massage, or more."""
    if visit.tier is None or visit.tier == Tier.SELF_CARE.value:
        return False
    flags = [content.red_flags[rule] for rule in visit.rules if rule in content.red_flags]
    return visit.tier in CLOSING_TIERS or not flags or not all(flag.gentle_massage for flag in flags)


def _ask_seen(content: Content, state: State) -> Reply:
    del content
    tier = state.memory.last.tier
    kind = "crisis" if tier in CRISIS_TIERS else "urgent" if tier in CLOSING_TIERS else "professional"
    return Reply(f"utter_return_seen_{kind}", expects="danger")


def _ask_return(content: Content, state: State) -> Reply:
    last = state.memory.last
    place = summary.places(content, State(regions=last.regions, sides=last.sides))
    kind, score = "pain" if last.regions else "calm", _score(last)
    if score is None:
        return Reply(f"utter_return_{kind}_unscored", {"place": place}, expects="feedback")
    values = {"place": place, "score": summary.number(score)}
    return Reply(f"utter_return_{kind}", values, expects="feedback")


def _score(visit: Visit) -> float | None:
    """What the visit began with, which later ones are compared with: pain, or stress where nothing hurt."""
    return visit.pain if visit.regions else visit.stress


def seen(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply]]:
    """An answer to "was it looked at?". Without a yes, what stood then stands again.

    A message that is no answer puts the question again; the second time it counts as no.
    """
    said = (turn.chosen("seen") or [_SEEN.get(turn.intent, "")])[0]
    if not said and "seen unanswered" not in state.doubted:
        state = state.but(doubted=(*state.doubted, "seen unanswered"))
        return state, [Reply("utter_not_understood_1")]
    state, last = state.but(seen=True, open_question=None), state.memory.last
    if said == "yes" and last.tier in CRISIS_TIERS:
        links = contacts_of(["crisis", "emergency"], guide.content, turn.country)
        title = say(guide.content, "utter_numbers_title")
        card = {"kind": "contact", "title": title, "lines": [], "contacts": links}
        return state, [Reply("utter_return_safe_yes", card=card)]
    if said == "yes":
        return state, [Reply("utter_return_seen_yes")]
    known = tuple(rule for rule in last.rules if rule in guide.content.red_flags)
    new = state.raised(Tier(last.tier), known)
    cards = safety.card_replies(guide, new, turn)
    return new.but(open_question=cards[-1].expects), cards


def how(guide: Guide, state: State, turn: Turn) -> str | None:
    """How a message says it is since the last visit: better, same, worse or new; None if it does not."""
    if turn.chosen("since") == ["new"]:
        return "new"
    if turn.intent in ONGOING:
        return turn.intent
    if turn.text is None or guide.questions.asks(turn.text):
        return None
    last = state.memory.last
    read = guide.understander.read(turn.text, expects="intensity")
    if set(read.regions) - set(last.regions):
        return "new"
    before = _score(last)
    if read.trend or read.intensity is None or before is None:
        return read.trend
    return "same" if read.intensity == before else "better" if read.intensity < before else "worse"


def taken_up(content: Content, state: State, since: str) -> State:
    """The last visit's trouble again. Scores are asked anew, conditions confirmed, danger screened afresh.

    For something new only preferences are taken over.
    """
    last = state.memory.last
    state = state.but(since=since, open_question=None, minutes=state.minutes or last.minutes, misunderstood=0)
    if since == "new":
        return state
    regions = tuple(dict.fromkeys((*state.regions, *(r for r in last.regions if r in content.regions))))
    known = tuple(name for name in last.conditions if name in content.contraindications)
    return state.but(
        goal="pain" if regions else "calm",
        regions=regions,
        sides={**last.sides, **state.sides},
        types=state.types or last.types,
        onset=state.onset or last.onset,
        duration_days=state.duration_days or state.memory.lasted(last.regions),
        conditions=tuple(dict.fromkeys((*state.conditions, *known))),
        gentler=last.gentler,
        trend=since,
    )


def must_confirm(state: State) -> bool:
    """Whether the conditions known from last time are to be confirmed rather than asked for anew."""
    return (
        state.since in ONGOING
        and bool(state.conditions)
        and set(state.regions) <= set(state.memory.last.regions)
    )


def visit_of(content: Content, state: State) -> dict[str, Any] | None:
    """What this visit leaves for later ones (`Visit`); None while there is nothing to tell.

    Nothing is left before a high tier of the last visit is settled, so that it cannot be skipped.
    """
    nothing = not state.regions and state.stress is None
    if nothing or (due(content, state) == "seen"):
        return None
    return {
        "regions": list(state.regions),
        "sides": dict(state.sides),
        "types": list(state.types),
        "onset": state.onset,
        "pain": state.intensity,
        "after": state.after,
        "stress": state.stress,
        "duration_days": state.duration_days,
        "since": state.since,
        "results": dict(state.results),
        "harm": state.harm,
        "conditions": list(state.conditions),
        "minutes": state.minutes,
        "gentler": state.gentler,
    }


def chart_card(content: Content, state: State) -> dict[str, Any] | None:
    """Pain and stress over the visits for this trouble, in words and as points; None for a first one."""
    before = state.memory.about(state.regions)
    if not before or state.since == "new" or state.memory.today is None:
        return None
    points: list[dict[str, Any]] = [
        {"at": visit.at.isoformat(), "pain": visit.pain, "stress": visit.stress} for visit in before
    ]
    points.append({"at": state.memory.today.isoformat(), "pain": state.intensity, "stress": state.stress})
    then = f", {say(content, 'utter_chart_then')} "
    lines = [
        say(content, f"utter_chart_{what}", {"scores": then.join(scores)})
        for what in ("pain", "stress")
        if len(scores := [summary.number(p[what]) for p in points if p[what] is not None]) > 1
    ]
    if not lines:
        return None
    return {
        "kind": "note",
        "title": say(content, "utter_chart_title"),
        "lines": lines,
        "chart": {"points": points},
    }
