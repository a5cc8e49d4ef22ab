"""What a person's conditions rule out, read straight from the documents and not through the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine


def of_routine(content: Content, conditions: Iterable[str], region: str, routine: Routine) -> Iterator[str]:
    """The ids of the conditions that `routine` breaks."""
    used = {*routine.tools, *(step.with_what for step in routine.steps)}
    for name in conditions:
        forbids = content.contraindications[name].forbids
        by_region = {str(place): techniques for place, techniques in forbids.techniques_by_region.items()}
        broken = [
            forbids.everything,
            forbids.here,
            name in routine.not_for,
            region in forbids.regions,
            routine.technique in forbids.techniques,
            routine.technique in by_region.get(region, []),
            not used.isdisjoint(forbids.tools),
            not set(routine.positions) - set(forbids.positions),
            any(step.pressure > forbids.max_pressure for step in routine.steps)
            if forbids.max_pressure is not None
            else False,
            forbids.max_minutes is not None and routine.minutes > forbids.max_minutes,
        ]
        if any(broken):
            yield name


def of_practice(content: Content, conditions: Iterable[str], practice: Relaxation) -> Iterator[str]:
    """The ids of the conditions that a relaxation practice breaks."""
    for name in conditions:
        if name in practice.not_for or practice.id in content.contraindications[name].forbids.relaxation:
            yield name


def never_massaged(content: Content) -> set[str]:
    """The regions that no condition and no wish ever opens to massage."""
    return {name for name, region in content.regions.items() if not region.massage}
