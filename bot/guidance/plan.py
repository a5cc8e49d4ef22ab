"""Chooses what to offer: the same needs always lead to the same plan, with its reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine, Step
from bot.guidance.contraindications import limits_fluids
from bot.guidance.habits import choose_habit
from bot.guidance.limits import HARMED, TOOLS
from bot.guidance.massage import Massage, choose_massage
from bot.guidance.needs import LIGHT, Needs
from bot.guidance.reasons import Reason, Rival
from bot.guidance.relaxation import Practice, choose_relaxation, ranked
from bot.guidance.safety_net import SafetyNet, safety_net
from bot.guidance.versions import Version, minutes

DEFAULT_MINUTES = 12  # where no time was said: long enough for two places and a breath, short enough to do
CALM_MINUTES = 6  # the most for a practice beside massage where no stress asks for more


@dataclass(frozen=True)
class Plan:
    """What is offered and why.

    `routines` are (region, routine id) pairs in the order to do them; `short` the ids shown in their
    short version. `calm_first` puts the relaxation before them. `reasons` are what spoke for the picks,
    `left_out` what a person should know is missing, `rivals` every routine and practice not chosen.
    `minutes` are those of the steps shown, rounded up.
    """

    routines: tuple[tuple[str, str], ...]
    relaxation: str | None
    hydration: str
    habit: str | None
    safety_net: SafetyNet
    reasons: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    rivals: tuple[Rival, ...]
    minutes: int
    short: tuple[str, ...] = ()
    calm_first: bool = False


@dataclass(frozen=True)
class Screenful:
    """One step as it is shown: of which part of the plan, which one there (from 1), and the step itself."""

    title: str
    region: str | None
    owner: str  # the id of the routine or the relaxation practice
    number: int
    step: Step


def find_routine(content: Content, region: str, routine_id: str) -> Routine:
    """The routine of that id; `KeyError` if the region has none of that name."""
    for routine in content.routines[region].routines:
        if routine.id == routine_id:
            return routine
    raise KeyError(f"no routine {routine_id!r} for {region!r}")


def parts(content: Content, plan: Plan) -> list[tuple[str | None, Version]]:
    """The parts of a plan in the order to do them: region (None for relaxation) and what is shown of each."""
    routines: list[tuple[str | None, Routine | Relaxation]] = [
        (region, find_routine(content, region, name)) for region, name in plan.routines
    ]
    if plan.relaxation:
        calm = (None, content.relaxation[plan.relaxation])
        routines = [calm, *routines] if plan.calm_first else [*routines, calm]
    return [(region, Version(of, of.id in plan.short)) for region, of in routines]


def steps(content: Content, plan: Plan) -> list[Screenful]:
    """All steps that are shown, in order."""
    return [
        Screenful(version.of.title, region, version.of.id, number, step)
        for region, version in parts(content, plan)
        for number, step in version.numbered
    ]


def choose(content: Content, needs: Needs) -> Plan:
    """The plan for `needs`; always at least a relaxation practice or a stated reason."""
    time = (needs.minutes or DEFAULT_MINUTES) * 60.0
    first = _calm_first(content, needs, time)
    massage = choose_massage(content, needs, time - first[0].version.seconds if first else time)
    second = first if first and massage.picks else _calm_after(content, needs, time, massage)
    calm, calm_rivals = choose_relaxation(content, needs, second)
    shown = [pick.version for pick in massage.picks if pick.version] + ([calm.version] if calm else [])
    habit, habit_reasons, habit_rivals = choose_habit(content, needs)
    drink, drink_reasons = _hydration(content, needs)
    left_out = massage.left_out + _missing_calm(needs, calm, calm_rivals, bool(shown))
    return Plan(
        routines=tuple((pick.region, pick.routine.id) for pick in massage.picks),
        relaxation=calm.relaxation.id if calm else None,
        hydration=drink,
        habit=habit,
        safety_net=safety_net(content, needs),
        reasons=tuple(dict.fromkeys([*_reasons(needs, massage, calm), *drink_reasons, *habit_reasons])),
        left_out=tuple(dict.fromkeys([*left_out, *_options(needs, massage.rivals)])),
        rivals=(*massage.rivals, *calm_rivals, *habit_rivals),
        minutes=minutes(sum(version.seconds for version in shown)),
        short=tuple(version.of.id for version in shown if version.short),
        calm_first=bool(first) and calm is not None,
    )


def _calm_first(content: Content, needs: Needs, time: float) -> list[Practice]:
    """For the stressed, practices that take half the time, or all of it where half is too little.

    Conditions play no part, so that none of them leaves more time for massage.
    """
    if not needs.calm_first:
        return []
    share = time if not needs.regions or needs.no_massage else time / 2
    return ranked(content, needs, share, share) or ranked(content, needs, time, time)


def _calm_after(content: Content, needs: Needs, time: float, massage: Massage) -> list[Practice]:
    """Beside massage, a practice in the time that it leaves; without massage, in the whole time."""
    most = min(time / 2, CALM_MINUTES * 60.0, massage.left) if massage.picks else time
    return ranked(content, needs, most, most)


def _reasons(needs: Needs, massage: Massage, calm: Practice | None) -> list[Reason]:
    """What spoke for each pick, weightiest first; then why each may help, from its own document.

    What does not hold for all places names its own.
    """
    of_each = [(pick.region, reason) for pick in massage.picks for reason in pick.score.spoke.values()]
    said = Counter(reason for _, reason in of_each)
    spoke = [
        reason if said[reason] == len(massage.picks) else replace(reason, region=region)
        for region, reason in of_each
    ]
    if massage.picks and needs.pressure == "firm" and needs.max_pressure <= LIGHT:
        spoke.insert(0, Reason("utter_reason_not_firm"))
    if calm and massage.picks and needs.calm_first:
        spoke.insert(0, Reason("utter_reason_calm_first"))
    spoke += [Reason(text=pick.routine.why) for pick in massage.picks]
    if calm:
        spoke += [*calm.spoke.values(), Reason(text=calm.relaxation.why)]
    return spoke


def _missing_calm(needs: Needs, calm: Practice | None, rivals: list[Rival], anything: bool) -> list[Reason]:
    """Practices that did harm; those that conditions rule out, where calming matters; too short a time."""
    why = (rival.reason for rival in rivals)
    lost = [reason for reason in why if reason == HARMED or (reason.condition and needs.calm_first)]
    return lost if anything or calm else [*lost, Reason("utter_left_out_minutes")]


def _options(needs: Needs, rivals: list[Rival]) -> list[Reason]:
    """Routines that only lack a tool, where nothing was said about tools; once a tool."""
    if needs.tools is not None:
        return []
    lost = {rival.reason.response for rival in rivals}
    return [Reason(f"utter_option_tool_{tool}") for tool in TOOLS if f"utter_left_out_tool_{tool}" in lost]


def _hydration(content: Content, needs: Needs) -> tuple[str, list[Reason]]:
    """The tip about drinking, and why this one; who was told to limit drinks is told nothing else."""
    if limits_fluids(content, needs):
        return content.hydration.limited.id, [Reason("utter_reason_drink_limited")]
    hot = "cramping" in needs.types or needs.activity == "sport" or needs.wish == "recover"
    wanted = "headache" if "head" in needs.regions else "heat_or_exercise" if hot else "any"
    tip = min(
        content.hydration.tips, key=lambda tip: (wanted not in tip.suits, "any" not in tip.suits, tip.id)
    )
    speaks = wanted != "any" and wanted in tip.suits
    return tip.id, [Reason(f"utter_reason_drink_{wanted}")] if speaks else []
