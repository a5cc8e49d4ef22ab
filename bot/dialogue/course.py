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
        if name not in settled
        and flag.status != "retired"
        and any(_holds(course, state) for course in getattr(flag, which))
    )


def _holds(course: Course, state: State) -> bool:
    visits, days = _over_visits(state)
    at_least = (
        (course.min_intensity, state.intensity),
        (course.min_duration_days, state.duration_days),
        (course.min_visits, visits),
        (course.min_days_of_care, days),
    )
    exactly = ((course.onset, state.onset), (course.trend, state.trend))
    reached = all(bound is None or (value is not None and value >= bound) for bound, value in at_least)
    return reached and all(wanted is None or value == wanted for wanted, value in exactly)


def _over_visits(state: State) -> tuple[int, float]:
    """How many visits in a row were for this trouble, this one counted, and over how many days."""
    before = state.memory.unrelieved(state.regions) if state.since not in {None, "new"} else ()
    return 1 + len(before), max((state.memory.days_since(visit) for visit in before), default=0.0)
