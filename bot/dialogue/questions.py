"""The interview's questions: which comes next, and how each is put."""

from __future__ import annotations

from collections.abc import Callable

from bot.content.loader import Content
from bot.dialogue import returning, safety
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.state import State
from bot.dialogue.summary import described, summary_card
from bot.dialogue.turn import Guide

TOPICS = (
    "location",
    "side",
    "type",
    "intensity",
    "duration",
    "onset",
    "stress",
    "danger",
    "conditions",
    "confirm",
)
RECENT_DAYS = 14.0
STRONG = 7.0
FEW_QUESTIONS = 3  # who said it all at once sees what was understood beside the plan, not before it
COMMON_REGIONS = (
    "head", "jaw", "neck", "shoulder", "upper_back", "lower_back", "hip", "knee", "calf", "foot", "hand",
    "widespread",
)  # fmt: skip


def next_topic(guide: Guide, state: State) -> str | None:
    """The first topic still open, or None when everything needed is known."""
    return next((topic for topic in TOPICS if _is_open(guide, state, topic)), None)


def _is_open(guide: Guide, state: State, topic: str) -> bool:
    if topic in state.unknown:
        return False
    if state.goal == "calm" and not state.regions:
        return topic == "stress" and state.stress is None
    return {
        "location": not state.regions,
        "side": any(needs_side(guide.content, state, region) for region in state.regions),
        "type": not state.types,
        "intensity": state.intensity is None,
        "duration": state.duration_days is None,
        "onset": state.onset is None and _onset_matters(state),
        "stress": state.stress is None,
        "danger": bool(safety.due_statements(guide.content, state)),
        "conditions": not state.conditions_asked,
        "confirm": not state.confirmed and len(state.asked) > FEW_QUESTIONS,
    }[topic]


def needs_side(content: Content, state: State, region: str) -> bool:
    """Whether "left or right?" is worth asking: for arms and legs, where it is not said yet."""
    entry = content.regions.get(region)
    return bool(entry and entry.sided and entry.group in {"arms", "legs"} and region not in state.sides)


def _onset_matters(state: State) -> bool:
    recent = state.duration_days is None or state.duration_days <= RECENT_DAYS
    return recent or (state.intensity or 0) >= STRONG


def ask(guide: Guide, state: State, topic: str) -> tuple[State, Reply]:
    """`topic` becomes the open question; the reply that puts it."""
    again = state.asked and state.asked[-1] == topic
    asked = state.asked if again else (*state.asked, topic)
    return state.but(open_question=topic, asked=asked), _question(guide, state, topic)


def _question(guide: Guide, state: State, topic: str) -> Reply:
    content = guide.content
    special: dict[str, Callable[[], Reply]] = {
        "danger": lambda: safety.screen(guide, state),
        "location": lambda: _ask_location(content),
        "side": lambda: _ask_side(content, state),
        "type": lambda: _ask_type(content),
        "conditions": lambda: _ask_conditions(content, state),
        "confirm": lambda: Reply("utter_ask_confirm", card=summary_card(content, state), expects="confirm"),
    }
    if topic in special:
        return special[topic]()
    calm = topic == "stress" and state.goal == "calm"
    return Reply("utter_ask_stress_only" if calm else f"utter_ask_{topic}", expects=topic)


def understood(guide: Guide, state: State) -> Reply:
    """What was understood, beside a plan that is shown without asking whether it is right."""
    return Reply("utter_understood", card=summary_card(guide.content, state))


def _ask_location(content: Content) -> Reply:
    choices = region_choices(content, COMMON_REGIONS)
    return Reply("utter_ask_location", choices=choices, multiple=True, expects="location")


def _ask_side(content: Content, state: State) -> Reply:
    region = next(region for region in state.regions if needs_side(content, state, region))
    return Reply("utter_ask_side", {"region": content.regions[region].label}, expects="side")


def _ask_type(content: Content) -> Reply:
    types = content.lexicon["pain_types"]
    choices = tuple(Choice.option(entry.label, "type", name) for name, entry in types.items())
    return Reply("utter_ask_type", choices=choices, multiple=True, expects="type")


def conditions_for(content: Content, regions: tuple[str, ...]) -> list[str]:
    """The conditions asked of everybody, and those that matter for `regions`."""
    entries = content.contraindications.items()
    return [name for name, entry in entries if entry.ask or set(entry.ask_for_regions) & set(regions)]


def _ask_conditions(content: Content, state: State) -> Reply:
    if returning.must_confirm(state):
        known = described(content, state, "conditions") or ""
        return Reply("utter_ask_conditions_again", {"known": known}, expects="conditions")
    choices = tuple(
        Choice.option(content.contraindications[name].label, "condition", name)
        for name in conditions_for(content, state.regions)
    )
    return Reply("utter_ask_conditions", choices=choices, multiple=True, expects="conditions")


def region_choices(content: Content, regions: tuple[str, ...]) -> tuple[Choice, ...]:
    """A button for each region, in that order."""
    return tuple(
        Choice.option(content.regions[region].label.capitalize(), "region", region)
        for region in regions
        if region in content.regions
    )


def other_regions(content: Content) -> tuple[str, ...]:
    """The regions that are not on the first card."""
    return tuple(region for region in content.regions if region not in COMMON_REGIONS)
