"""What rules a routine out, each with its reason.

`unfit` looks at what the person can, wants and has; `too_much` at what is safe and wise. The difference
matters: what is too much makes all that follows gentler (see massage.py), what does not fit does not.
"""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine
from bot.guidance.contraindications import forbidding
from bot.guidance.needs import LIKED, Needs
from bot.guidance.reasons import Reason
from bot.guidance.versions import Version

DEEP = frozenset({"deep_tissue", "trigger_point", "tool"})
TOOLS = ("ball", "roller")
HARMED = Reason("utter_left_out_harmed")
POSSIBLE = {  # where one is, and the positions that can be taken there; anything goes at home
    "desk": frozenset({"seated", "standing"}),
    "travel": frozenset({"seated"}),
    "bed": frozenset({"seated", "lying"}),
}


def tools_of(routine: Routine) -> set[str]:
    """The tools a routine needs beside hands."""
    used: set[str] = {*routine.tools, *(step.with_what for step in routine.steps)}
    return used & set(TOOLS)


def unfit(needs: Needs, routine: Routine, version: Version | None) -> Reason | None:
    """Why the routine does not fit what the person can, wants and has, or None.

    `version` is the one for the time that is left, None where none is short enough.
    """
    if needs.one_handed and not routine.one_handed:
        return Reason("utter_left_out_hands")
    if needs.pressure and hardest(routine) > LIKED[needs.pressure]:
        return Reason("utter_left_out_pressure")
    reason = out_of_place(needs, routine)
    if reason is None and version is None:
        reason = Reason("utter_left_out_time")
    missing = tools_of(routine) - set(needs.tools or ())
    return reason or (Reason(f"utter_left_out_tool_{min(missing)}") if missing else None)


def out_of_place(needs: Needs, of: Routine | Relaxation) -> Reason | None:
    """Why it cannot be done where the person is and in a position they can take, or None."""
    positions: set[str] = set(of.positions)
    if positions <= set(needs.unable):
        return Reason("utter_left_out_position")
    possible = POSSIBLE.get(needs.setting or "")
    if possible is not None and not positions & possible - set(needs.unable):
        return Reason(f"utter_left_out_setting_{needs.setting}")
    return None


def too_much(content: Content, needs: Needs, region: str, routine: Routine) -> Reason | None:
    """Why the routine must not be: a condition, harm it did before, or more than this pain should get.

    None if it may. The whole routine counts, not its short version. More pain never allows more.
    """
    condition = forbidding(content, needs, region, routine)
    if condition:
        return Reason(condition=condition)
    if routine.id in needs.harmful:
        return HARMED
    if (needs.intensity or 0) > routine.max_intensity:
        return Reason("utter_left_out_too_sore")
    if needs.nerve_like and routine.technique in DEEP:
        return Reason("utter_left_out_nerve")
    if hardest(routine) > needs.max_pressure:
        return Reason("utter_left_out_firm")
    return None


def hardest(routine: Routine) -> int:
    """The firmest pressure of any of its steps."""
    return max(step.pressure for step in routine.steps)
