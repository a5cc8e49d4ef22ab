"""What a person's conditions rule out, and which of them does."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Forbids, Relaxation, Routine
from bot.guidance.needs import Needs


def forbidding(content: Content, needs: Needs, region: str, routine: Routine) -> str | None:
    """The id of the first condition that rules `routine` out for `region`, or None if none does."""
    for condition in needs.all_conditions:
        entry = content.contraindications.get(condition)
        if condition in routine.not_for or (entry and _rules_out(entry.forbids, region, routine)):
            return condition
    return None


def _rules_out(forbids: Forbids, region: str, routine: Routine) -> bool:
    hardest = max(step.pressure for step in routine.steps)
    return (
        forbids.everything
        or forbids.here
        or region in forbids.regions
        or routine.technique in forbids.techniques
        or routine.technique in forbids.techniques_by_region.get(region, [])  # type: ignore[call-overload]
        or bool(set(routine.tools) & set(forbids.tools))
        or set(routine.positions) <= set(forbids.positions)
        or (forbids.max_pressure is not None and hardest > forbids.max_pressure)
        or (forbids.max_minutes is not None and routine.minutes > forbids.max_minutes)
    )


def forbidding_relaxation(content: Content, needs: Needs, practice: Relaxation) -> str | None:
    """The id of the first condition that rules a relaxation practice out, or None."""
    for condition in needs.all_conditions:
        entry = content.contraindications.get(condition)
        if condition in practice.not_for or (entry and practice.id in entry.forbids.relaxation):
            return condition
    return None


def limits_fluids(content: Content, needs: Needs) -> bool:
    """Whether a condition means this person must not be told to drink more."""
    entries = (content.contraindications.get(condition) for condition in needs.all_conditions)
    return any(entry.forbids.more_fluids for entry in entries if entry)
