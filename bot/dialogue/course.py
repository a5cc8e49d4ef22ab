"""Danger in the course of a pain: how bad, how long and how it began, rather than what was said."""

from __future__ import annotations

from typing import Literal

from bot.content.loader import Content
from bot.content.schema import Course
from bot.dialogue.state import State


def due(content: Content, state: State, which: Literal["fire_when", "ask_when"]) -> tuple[str, ...]:
    """The red flags whose condition on the answers holds, and on which nothing is settled yet."""
    settled = {*state.rules, *state.denied, *state.doubtful}
    return tuple(
        name
        for name, flag in content.red_flags.items()
        if name not in settled and flag.status != "retired" and _holds(getattr(flag, which), state)
    )


def _holds(course: Course | None, state: State) -> bool:
    if course is None:
        return False
    at_least = ((course.min_intensity, state.intensity), (course.min_duration_days, state.duration_days))
    exactly = ((course.onset, state.onset), (course.trend, state.trend))
    reached = all(bound is None or (value is not None and value >= bound) for bound, value in at_least)
    return reached and all(wanted is None or value == wanted for wanted, value in exactly)
