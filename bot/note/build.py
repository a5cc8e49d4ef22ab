"""Puts a note together from what is known of a person. Pure: the same state gives the same note."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.loader import Content
from bot.content.schema import TIERS, RedFlag, Tier
from bot.content.words import say
from bot.dialogue.safety import doubted_tier
from bot.dialogue.state import State
from bot.dialogue.summary import described, number
from bot.guidance.needs import STRESSED
from bot.note.note import Answer, Fact, Note, Rating, Score, Sign, Talk

LASTING_DAYS = 90.0  # three months, from which on ICD-11 counts pain as long-lasting
TOPICS = ("location", "type", "duration", "onset", "trend", "conditions")
DATE = "%Y-%m-%d, %H:%M %Z"
PARTS = ("facts", "ratings", "signs", "tried", "questions", "which", "score", "sign", "answer")
PRIVATE = "violence"  # whoever reads over a shoulder must not learn of it (docs/safety.md, H8)


def build(content: Content, state: State, talk: Talk | None = None) -> Note:
    """The note that follows from `state`, whatever tier stands; with `talk` it says when it was told."""
    outcome = _outcome(state)
    return Note(
        title=say(content, "utter_note_title"),
        about=say(content, "utter_note_about"),
        told=say(content, "utter_note_told", {"date": f"{talk.ended:{DATE}}"}) if talk else None,
        standing=standing(content, state),
        facts=tuple(_facts(content, state)),
        ratings=tuple(_ratings(content, state)),
        signs=tuple(_signs(content, state)),
        tried=state.tried,
        outcome=say(content, f"utter_note_outcome_{outcome}") if outcome else None,
        questions=tuple(_questions(content, state)),
        headings={part: say(content, f"utter_note_heading_{part}") for part in PARTS},
    )


def _outcome(state: State) -> str | None:
    """How what was tried went; "worse" said of nothing tried is the course of the pain."""
    return state.outcome if state.tried else None


def standing(content: Content, state: State) -> str | None:
    """The advice of the tier that stands, None where that is self-care."""
    if state.tier in {None, Tier.SELF_CARE.value}:
        return None
    return say(content, "utter_note_standing", {"advice": _advice(content, Tier(state.tier))})


def _advice(content: Content, tier: Tier) -> str:
    return say(content, f"utter_note_advice_{tier.value}")


def _facts(content: Content, state: State) -> Iterator[Fact]:
    for topic in TOPICS:
        words = _trend(content, state) if topic == "trend" else described(content, state, topic)
        if words:
            yield Fact(topic, say(content, f"utter_label_{topic}"), words)


def _trend(content: Content, state: State) -> str | None:
    trend = content.lexicon["trend"].get(state.trend or "")
    return trend.label.lower() if trend else None


def _ratings(content: Content, state: State) -> Iterator[Rating]:
    """Where a routine was begun, the score before it stands for the one told. Both are of pain only."""
    before, after = (state.before, state.after) if state.regions else (None, None)
    told: dict[Score, float | None] = {
        "now": state.intensity if state.intensity != before else None,
        "before": before,
        "after": after,
        "stress": state.stress,
    }
    for which, value in told.items():
        if value is not None:
            words = say(content, "utter_value_score", {"score": number(value)})
            yield Rating(which, say(content, f"utter_note_score_{which}"), value, words)


def _signs(content: Content, state: State) -> Iterator[Sign]:
    """Each sign once, with its gravest answer; first what was told, the most serious first."""
    answers: dict[str, Answer] = dict.fromkeys(state.denied, "no")
    answers |= dict.fromkeys(state.overridden, "taken_back")
    answers |= dict.fromkeys(state.doubtful, "unsure")
    answers |= dict.fromkeys(state.rules, "yes")
    order = ("yes", "unsure", "taken_back", "no")
    flags = {rule: content.red_flags[rule] for rule in answers if rule in content.red_flags}
    for rule in sorted(flags, key=lambda r: (order.index(answers[r]), TIERS.index(flags[r].tier), r)):
        if flags[rule].response != PRIVATE:
            yield _sign(content, flags[rule], answers[rule])


def _sign(content: Content, flag: RedFlag, answer: Answer) -> Sign:
    tier = doubted_tier(flag.tier) if answer == "unsure" else flag.tier
    words = say(content, f"utter_note_answer_{answer}", {"advice": _advice(content, tier)})
    return Sign(flag.id, flag.statement or flag.question, answer, words)


def _questions(content: Content, state: State) -> Iterator[str]:
    asked = {
        "cause": True,
        "self": True,
        "lasting": (state.duration_days or 0) >= LASTING_DAYS,
        "conditions": bool(state.conditions),
        "stress": (state.stress or 0) >= STRESSED,
        "worse": _outcome(state) in {"worse", "hurt"},
        "back": True,
    }
    for name, fits in asked.items():
        if fits:
            yield say(content, f"utter_note_question_{name}")
