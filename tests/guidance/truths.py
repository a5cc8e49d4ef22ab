"""What each reason of a plan claims, written again from its words and not from the code that gives it.

Each takes the person and the routine or practice it is said of, and tells whether it is so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine
from bot.guidance.needs import Needs
from bot.guidance.plan import Plan

LEGLESS = {"neck", "shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"}


def firmest(of: Routine | Relaxation) -> int:
    return max(step.pressure for step in of.steps)


def things(of: Routine) -> set[str]:
    return {str(step.with_what) for step in of.steps} | {str(tool) for tool in of.tools}


Truth = Callable[[Needs, str, Routine], bool]
OF_ROUTINES: Mapping[str, Truth] = {
    "preferred": lambda n, _, r: r.id in n.preferred,
    "helped": lambda n, _, r: r.id in n.helped,
    "types": lambda n, _, r: bool(set(n.types) & set(r.types)),
    "gentle": lambda n, _, r: n.intensity is not None and n.intensity >= 6 and firmest(r) <= 2,
    "nerve": lambda n, _, r: (
        not {"burning", "shooting", "tingling", "numb"}.isdisjoint(n.types) and firmest(r) <= 2
    ),
    "careful": lambda n, _, r: n.careful and firmest(r) <= 2,
    "onset_sudden": lambda n, _, r: n.onset == "sudden" and firmest(r) <= 2,
    "onset_after_injury": lambda n, _, r: n.onset == "after_injury" and firmest(r) <= 2,
    "stress": lambda n, _, r: n.stress is not None and n.stress >= 6 and r.technique == "swedish",
    "wish_ease": lambda n, _, r: n.wish == "ease" and r.technique != "movement",
    "wish_sleep": lambda n, _, r: n.wish == "sleep" and r.technique == "swedish",
    "wish_calm": lambda n, _, r: n.wish == "calm" and r.technique == "swedish",
    "wish_move": lambda n, _, r: n.wish == "move" and r.technique in {"movement", "tool"},
    "wish_recover": lambda n, _, r: n.wish == "recover" and r.technique == "sports",
    "activity_sport": lambda n, _, r: n.activity == "sport" and r.technique == "sports",
    "activity_sitting": lambda n, _, r: n.activity == "sitting" and r.technique == "movement",
    "tool_ball": lambda n, _, r: "ball" in (n.tools or ()) and "ball" in things(r),
    "tool_roller": lambda n, _, r: "roller" in (n.tools or ()) and "roller" in things(r),
    "pressure_light": lambda n, _, r: n.pressure == "light" and firmest(r) <= 2,
    "pressure_medium": lambda n, _, r: n.pressure == "medium" and firmest(r) == 3,
    "pressure_firm": lambda n, _, r: n.pressure == "firm" and firmest(r) >= 4,
    "setting_desk": lambda n, _, r: n.setting == "desk" and "seated" in r.positions,
    "setting_travel": lambda n, _, r: n.setting == "travel" and "seated" in r.positions,
    "setting_bed": lambda n, _, r: n.setting == "bed" and "lying" in r.positions,
    "hands": lambda n, _, r: n.one_handed and r.one_handed,
    "side": lambda n, place, r: place in n.one_sided and place in LEGLESS and r.one_handed,
    "time": lambda n, _, r: (
        n.minutes is not None
        and sum(s.seconds * (1 + s.each_side) for s in r.steps) <= n.minutes * 60
    ),
    "lasting": lambda n, _, r: (
        n.duration_days is not None and n.duration_days >= 90 and r.technique == "movement"
    ),
    "tested": lambda n, _, r: r.evidence == "tested",
    "not_firm": lambda n, _, r: n.pressure == "firm" and firmest(r) <= 2,
}  # fmt: skip
OF_PRACTICES: Mapping[str, Callable[[Needs, Relaxation], bool]] = {
    "preferred": lambda n, p: p.id in n.preferred,
    "helped": lambda n, p: p.id in n.helped,
    "calm_sleep": lambda n, p: n.wish == "sleep" and "sleep" in p.suits,
    "calm_stress": lambda n, p: "stress" in p.suits,
    "calm_pain": lambda n, p: bool(n.regions) and "pain" in p.suits,
    "calm_setting": lambda n, p: (
        {"desk": "seated", "travel": "seated", "bed": "lying"}[str(n.setting)] in p.positions
    ),
    "calm_tested": lambda n, p: p.evidence == "tested",
}
OF_THE_REST: Mapping[str, Callable[[Needs, Plan, Content], bool]] = {
    "calm_first": lambda n, p, _: n.stress is not None and n.stress >= 6 and p.calm_first,
    "drink_limited": lambda n, p, c: p.hydration == c.hydration.limited.id,
    "drink_headache": lambda n, p, _: "head" in n.regions and p.hydration == "with_a_headache",
    "drink_heat_or_exercise": lambda n, p, _: (
        ("cramping" in n.types or n.activity == "sport" or n.wish == "recover")
        and p.hydration == "in_heat_or_exercise"
    ),
    "habit_wish": lambda n, p, c: n.wish in c.habits[str(p.habit)].wishes,
    "habit_day": lambda n, p, c: (
        n.setting in c.habits[str(p.habit)].settings or n.activity in c.habits[str(p.habit)].activities
    ),
    "habit_stress": lambda n, p, c: (n.stress or 0) >= 6 and c.habits[str(p.habit)].stressed,
    "habit_region": lambda n, p, c: bool(set(n.regions) & set(c.habits[str(p.habit)].regions)),
    "habit_types": lambda n, p, c: bool(set(n.types) & set(c.habits[str(p.habit)].types)),
}
