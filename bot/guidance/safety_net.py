"""What to watch for after a plan, and by when to have it looked at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.loader import Content
from bot.content.schema import TIERS
from bot.guidance.needs import FRESH_INJURY_DAYS, STRONG_INTENSITY, Needs

MOST_SIGNS = 3  # on the plan; the closing names more
LASTING_DAYS = 42.0  # six weeks, after which NHS pages for back, neck and joints say to see someone


@dataclass(frozen=True)
class SafetyNet:
    """`signs` are red flags whose statements to watch for; `by` the response that says by when."""

    signs: tuple[str, ...]
    by: str


def safety_net(content: Content, needs: Needs) -> SafetyNet:
    """For what is known. The more lasting, strong or fresh it is, the sooner; stress has its own."""
    return SafetyNet(tuple(signs(content, needs.regions)[:MOST_SIGNS]), _by(needs))


def signs(content: Content, regions: tuple[str, ...], settled: tuple[str, ...] = ()) -> list[str]:
    """The red flags whose statement is for `regions` and that are not `settled`, most serious first."""
    due = [
        name
        for name, flag in content.red_flags.items()
        if flag.statement
        and flag.status != "retired"
        and name not in settled
        and set(flag.regions) & set(regions)
    ]
    return sorted(due, key=lambda name: (TIERS.index(content.red_flags[name].tier), name))


def _by(needs: Needs) -> str:
    if needs.no_massage and not needs.by_choice:
        return "utter_see_by_days"
    if not needs.regions:
        return "utter_see_by_stress"
    if (needs.duration_days or 0) >= LASTING_DAYS:
        return "utter_see_by_lasting"
    fresh = needs.onset == "after_injury" and (needs.duration_days or 0) <= FRESH_INJURY_DAYS
    if fresh or (needs.intensity or 0) >= STRONG_INTENSITY:
        return "utter_see_by_days"
    return "utter_see_by_weeks"
