"""What was understood, said back: in one line while it is gathered, as a card before the plan."""

from __future__ import annotations

from typing import Any

from bot.content.loader import Content
from bot.content.words import listed, say
from bot.dialogue import preferences
from bot.dialogue.state import State

FIELDS = ("location", "type", "intensity", "duration", "onset", "stress", "conditions", "preferences")


def place(content: Content, state: State, region: str) -> str:
    """A region with its side, as it reads after "your": "left knee"."""
    label = content.regions[region].label
    side = state.sides.get(region)
    return say(content, f"utter_place_{side}", {"region": label}) if side else label


def places(content: Content, state: State) -> str:
    """All places of the pain, as one phrase."""
    return listed([place(content, state, region) for region in state.regions], say(content, "utter_and"))


def number(value: float) -> str:
    """A score without a needless decimal: "7", "6.5"."""
    return f"{value:g}"


def duration(content: Content, days: float) -> str:
    """A length of time in the unit a person would use."""
    for unit, length in (("years", 365.0), ("months", 30.0), ("weeks", 7.0), ("days", 1.0)):
        count = round(days / length)
        if days >= length * (2 if unit != "days" else 1) * 0.93:
            return say(
                content,
                f"utter_time_{unit}_one" if count == 1 else f"utter_time_{unit}",
                {"count": str(count)},
            )
    return say(content, "utter_time_today")


def described(content: Content, state: State, field: str) -> str | None:
    """The answer to one topic in words, or None while there is none."""
    types = content.lexicon["pain_types"]
    onsets = content.lexicon["onset"]
    joined = say(content, "utter_and")
    values: dict[str, str | None] = {
        "location": places(content, state) or None,
        "type": listed([types[name].label.lower() for name in state.types if name in types], joined) or None,
        "intensity": _out_of_ten(content, state.intensity),
        "duration": None if state.duration_days is None else duration(content, state.duration_days),
        "onset": onsets[state.onset].label.lower() if state.onset and state.onset in onsets else None,
        "stress": _out_of_ten(content, state.stress),
        "conditions": _conditions(content, state),
        "preferences": listed(preferences.in_words(content, state), joined) or None,
    }
    if values[field] is None and field in state.unknown:
        return say(content, "utter_value_unknown")
    return values[field]


def _out_of_ten(content: Content, score: float | None) -> str | None:
    return None if score is None else say(content, "utter_value_score", {"score": number(score)})


def _conditions(content: Content, state: State) -> str | None:
    if not state.conditions:
        return say(content, "utter_value_none") if state.conditions_asked else None
    known = content.contraindications
    return listed(
        [known[name].label for name in state.conditions if name in known], say(content, "utter_and")
    )


def summary_card(content: Content, state: State) -> dict[str, Any]:
    """The card "here is what I understood", one item a topic that has an answer."""
    items = [
        {"label": say(content, f"utter_label_{field}"), "value": value}
        for field in FIELDS
        if (value := described(content, state, field))
    ]
    return {"kind": "summary", "title": say(content, "utter_summary_title"), "items": items}


def news(content: Content, before: State, after: State) -> str:
    """What a message added, in one phrase: "left knee, aching, 6 out of 10"; empty if nothing."""
    changed = [
        say(content, f"utter_noted_{field}", {"value": value}) if field in {"intensity", "stress"} else value
        for field in FIELDS
        if (value := described(content, after, field)) and value != described(content, before, field)
    ]
    nothing = {say(content, "utter_value_none"), say(content, "utter_value_unknown")}
    return ", ".join(value for value in changed if value not in nothing)
