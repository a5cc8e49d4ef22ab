"""Which routine suits a person best: named criteria, each of which gives points and says why.

A criterion that has nothing to say gives nothing, so the reasons of a plan are exactly what decided it.
Conditions give no points on purpose: they only take away, so that no condition can change the order of
what is left (massage.py rests on that).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.schema import Routine
from bot.guidance.limits import hardest, tools_of
from bot.guidance.needs import LIGHT, STRESSED, STRONG_INTENSITY, Needs
from bot.guidance.reasons import Reason
from bot.guidance.versions import versions

LONG_DAYS = 90.0
UNHELPFUL = 100  # more than all but the person's own choice: what did not help before comes last
ARMS = frozenset({"neck", "shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand"})
WISHED = {  # the techniques for each wish, after data/education/choosing_technique.yml
    "ease": frozenset({"swedish", "deep_tissue", "trigger_point", "tool"}),
    "sleep": frozenset({"swedish"}),
    "calm": frozenset({"swedish"}),
    "move": frozenset({"movement", "tool"}),
    "recover": frozenset({"sports"}),
}
ACTIVE = {"sport": frozenset({"sports"}), "sitting": frozenset({"movement"})}
POSITION_OF = {"desk": "seated", "travel": "seated", "bed": "lying"}


@dataclass(frozen=True)
class Criterion:
    """`speaks` gives the reason where the criterion holds, else None; it is worth `points`, once a kind."""

    name: str
    points: int
    speaks: Callable[[str, Routine, Needs], Reason | None]


@dataclass(frozen=True)
class Score:
    """What spoke for a routine, by the name of its criterion, and the points together.

    `unhelpful`: it did not help the person before, which costs `UNHELPFUL` points.
    """

    points: int
    spoke: dict[str, Reason]
    unhelpful: bool = False


def score(region: str, routine: Routine, needs: Needs) -> Score:
    """All criteria on one routine."""
    spoke = {c.name: reason for c in CRITERIA if (reason := c.speaks(region, routine, needs))}
    points = sum(c.points * (len(spoke[c.name].what) or 1) for c in CRITERIA if c.name in spoke)
    unhelpful = routine.id in needs.unhelpful
    return Score(points - UNHELPFUL * unhelpful, spoke, unhelpful)


def preferred(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """The person asked for this one."""
    return Reason("utter_reason_preferred") if routine.id in needs.preferred else None


def helped(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It helped the person before."""
    return Reason("utter_reason_helped") if routine.id in needs.helped else None


def types(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It is meant for what the pain feels like, once for each kind."""
    felt = tuple(kind for kind in needs.types if kind in routine.types)
    return Reason("utter_reason_types", what=felt) if felt else None


def gentle(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """Strong pain: light."""
    strong = (needs.intensity or 0) >= STRONG_INTENSITY
    return Reason("utter_reason_gentle") if strong and hardest(routine) <= LIGHT else None


def nerve(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """Nerve-like pain: light."""
    return Reason("utter_reason_nerve") if needs.nerve_like and hardest(routine) <= LIGHT else None


def careful(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """Something is not known or not ruled out: light."""
    return Reason("utter_reason_careful") if needs.careful and hardest(routine) <= LIGHT else None


def onset(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It came suddenly or with an injury: light."""
    abrupt = needs.onset in {"sudden", "after_injury"}
    return Reason(f"utter_reason_onset_{needs.onset}") if abrupt and hardest(routine) <= LIGHT else None


def stress(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """High stress: slow strokes, the kind that calms."""
    stressed = (needs.stress or 0) >= STRESSED
    return Reason("utter_reason_stress") if stressed and routine.technique == "swedish" else None


def wish(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It serves what the person wants from it."""
    serves = needs.wish is not None and routine.technique in WISHED[needs.wish]
    return Reason(f"utter_reason_wish_{needs.wish}") if serves else None


def activity(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It suits what the body was busy with."""
    suits = routine.technique in ACTIVE.get(needs.activity or "", ())
    return Reason(f"utter_reason_activity_{needs.activity}") if suits else None


def tool(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It uses what the person has at hand."""
    used = tools_of(routine) & set(needs.tools or ())
    return Reason(f"utter_reason_tool_{min(used)}") if used else None


def pressure(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It is as firm as the person likes."""
    firmest = hardest(routine)
    kind = "light" if firmest <= LIGHT else "medium" if firmest == 3 else "firm"
    return Reason(f"utter_reason_pressure_{kind}") if kind == needs.pressure else None


def setting(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It can be done where the person is, without getting up or lying down."""
    position = POSITION_OF.get(needs.setting or "")
    fits = position in routine.positions and position not in needs.unable
    return Reason(f"utter_reason_setting_{needs.setting}") if fits else None


def hands(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """One hand does it, where only one is free."""
    return Reason("utter_reason_hands") if needs.one_handed and routine.one_handed else None


def side(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """A sore arm or shoulder: the other hand does the work."""
    spared = region in needs.one_sided and region in ARMS and routine.one_handed
    return Reason("utter_reason_side") if spared else None


def time(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """The whole of it fits in the time asked for."""
    fits = needs.minutes is not None and versions(routine)[0].seconds <= needs.minutes * 60
    return Reason("utter_reason_time") if fits else None


def lasting(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """Pain of three months or more: moving has the best proof (NICE NG193)."""
    long = (needs.duration_days or 0) >= LONG_DAYS
    return Reason("utter_reason_lasting") if long and routine.technique == "movement" else None


def evidence(region: str, routine: Routine, needs: Needs) -> Reason | None:
    """It was tested, as done here."""
    return Reason("utter_reason_tested") if routine.evidence == "tested" else None


# The only place where weights stand. Our judgement, not a trial's; what each is measured against:
CRITERIA = (
    Criterion("preferred", 300, preferred),  # outdoes all others together: the person's own choice
    Criterion("helped", 100, helped),  # outdoes all that follow together: what helped this very person
    Criterion("wish", 4, wish),  # what they came for outdoes one kind of pain that suits less
    Criterion("gentle", 4, gentle),  # with strong pain the light one wins over a match of kind and tool
    Criterion("tool", 3, tool),  # who fetches a ball wants to use it, unless stressed or in strong pain
    Criterion("stress", 3, stress),  # calming is the best proven effect of massage (moyer-2004-massage)
    Criterion("nerve", 3, nerve),  # as strong as stress: light touch only
    Criterion("careful", 3, careful),
    Criterion("types", 2, types),  # each kind that matches
    Criterion("onset", 2, onset),  # an abrupt start: as much as one kind
    Criterion("activity", 2, activity),
    Criterion("pressure", 2, pressure),
    Criterion("setting", 2, setting),
    Criterion("hands", 1, hands),  # a filter already; said so that the person knows it was heard
    Criterion("side", 1, side),
    Criterion("time", 1, time),  # the whole rather than the short version
    Criterion("lasting", 1, lasting),
    Criterion("evidence", 1, evidence),  # settles near ties; so little is tested that more would be unfair
)
