"""What a picture says in words: its description, and the badges in its corner."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Step
from bot.content.words import say
from bot.pictures.signs import HEART


def description(content: Content, step: Step) -> str:
    """What the picture shows, for who does not see it: place, hand or tool, movement, how often."""
    parts = [say(content, "utter_picture_place", {"place": content.zones[step.zone].label})]
    if step.with_what != "none":
        parts.append(say(content, f"utter_picture_with_{step.with_what}"))
    parts.append(say(content, f"utter_picture_way_{step.direction}"))
    if step.strokes:
        parts.append(say(content, "utter_picture_times", {"count": step.strokes}))
    if step.each_side:
        parts.append(say(content, "utter_picture_each_side"))
    return " ".join(parts)


def badges(content: Content, step: Step) -> list[str]:
    """The few short words that stand in the picture."""
    heart = [HEART] if step.direction == "toward_heart" else []
    count = [say(content, "utter_picture_badge_times", {"count": step.strokes})] if step.strokes else []
    side = [say(content, "utter_picture_badge_each_side")] if step.each_side else []
    return [*heart, *count, *side]
