"""Chooses what to offer: the same needs always lead to the same plan, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine, Step
from bot.guidance.contraindications import forbidding, forbidding_relaxation, limits_fluids
from bot.guidance.needs import HIGH_INTENSITY, Needs

DEFAULT_MINUTES = 12
MOST_REGIONS = 3
STRESSED = 6.0
STRONG = 6.0


@dataclass(frozen=True)
class Reason:
    """A sentence of `data/responses` with its values, or the `text` of a document of `data/`."""

    response: str = ""
    text: str = ""
    condition: str = ""  # a contraindication id: its `reason` is said
    region: str = ""


@dataclass(frozen=True)
class Plan:
    """What is offered and why. `routines` are (region, routine id) pairs, in the order to do them."""

    routines: tuple[tuple[str, str], ...]
    relaxation: str | None
    hydration: str
    reasons: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    minutes: int


@dataclass(frozen=True)
class Screenful:
    """One step as it is shown: of which part of the plan, and the step itself."""

    title: str
    region: str | None
    step: Step


def find_routine(content: Content, region: str, routine_id: str) -> Routine:
    """The routine of that id; `KeyError` if the region has none of that name."""
    for routine in content.routines[region].routines:
        if routine.id == routine_id:
            return routine
    raise KeyError(f"no routine {routine_id!r} for {region!r}")


def steps(content: Content, plan: Plan) -> list[Screenful]:
    """All steps of a plan, in order: massage first, then the relaxation."""
    shown: list[Screenful] = []
    for region, routine_id in plan.routines:
        routine = find_routine(content, region, routine_id)
        shown += [Screenful(routine.title, region, step) for step in routine.steps]
    if plan.relaxation:
        practice = content.relaxation[plan.relaxation]
        shown += [Screenful(practice.title, None, step) for step in practice.steps]
    return shown


def choose(content: Content, needs: Needs) -> Plan:
    """The plan for `needs`; always at least a relaxation practice or a stated reason."""
    left_out: list[Reason] = []
    reasons: list[Reason] = []
    practice = _relaxation(content, needs, left_out)
    routines: list[tuple[str, str]] = []
    spent = practice.minutes if practice and _calm_first(needs) else 0
    for region in () if needs.no_massage else needs.regions:
        routine = _routine(content, needs, region, left_out)
        if routine is None:
            continue
        if len(routines) == MOST_REGIONS or _too_long(needs, spent, routine, bool(routines)):
            left_out.append(Reason("utter_left_out_time", region=region))
            continue
        routines.append((region, routine.id))
        spent += routine.minutes
        reasons.append(Reason(text=routine.why))
        if routine.id in needs.helped:
            reasons.append(Reason("utter_reason_helped"))
    if needs.no_massage and not needs.by_choice:
        left_out.append(Reason("utter_left_out_see_professional"))
    if practice and not _calm_first(needs):
        if routines and needs.minutes and spent + practice.minutes > needs.minutes:
            practice = None
        else:
            spent += practice.minutes
    if practice:
        reasons.append(Reason(text=practice.why))
    return Plan(
        routines=tuple(routines),
        relaxation=practice.id if practice else None,
        hydration=_hydration(content, needs),
        reasons=tuple(_gentleness(needs, bool(routines)) + reasons),
        left_out=tuple(dict.fromkeys(left_out)),
        minutes=spent,
    )


def _too_long(needs: Needs, spent: int, routine: Routine, later: bool) -> bool:
    """Whether the time runs out; without a stated time only a second place can be too much."""
    bound = bool(spent) if needs.minutes else later
    return bound and spent + routine.minutes > (needs.minutes or DEFAULT_MINUTES)


def _routine(content: Content, needs: Needs, region: str, left_out: list[Reason]) -> Routine | None:
    """The routine that suits best; a condition may take it away, but never lead to a firmer one."""
    entry = content.routines.get(region)
    if entry is None or not entry.routines:
        left_out.append(Reason(text=(entry.why_none or "") if entry else "", region=region))
        return None
    mild = sorted(
        (routine for routine in entry.routines if not _too_firm(needs, routine)),
        key=lambda routine: _rank(needs, routine),
    )
    forbidden = {routine.id: forbidding(content, needs, region, routine) for routine in entry.routines}
    left_out += [Reason(condition=condition) for condition in forbidden.values() if condition]
    if not mild and not any(forbidden.values()):
        left_out.append(Reason("utter_left_out_too_sore", region=region))
    if any(routine.id in needs.harmful for routine in entry.routines):
        left_out.append(Reason("utter_left_out_harmed", region=region))
    allowed = (r for r in mild if not forbidden[r.id] and r.id not in needs.harmful)
    return next((routine for routine in allowed if _hardest(routine) <= _hardest(mild[0])), None)


def _hardest(routine: Routine) -> int:
    return max(step.pressure for step in routine.steps)


def _too_firm(needs: Needs, routine: Routine) -> bool:
    deep = routine.technique in {"deep_tissue", "trigger_point", "tool"}
    return (
        _hardest(routine) > needs.max_pressure
        or (needs.intensity or 0) > routine.max_intensity
        or (needs.nerve_like and deep)
    )


def _rank(needs: Needs, routine: Routine) -> tuple[float, ...]:
    """Lower is better: what helped before, what suits the type of pain, what calms the stressed, the short.

    What did not help before comes last.
    """
    suits = len(set(needs.types) & set(routine.types))
    needs_calm = (needs.stress or 0) >= STRESSED or (needs.intensity or 0) >= STRONG
    gentle = routine.technique == "swedish" and needs_calm
    over = max(0, routine.minutes - (needs.minutes or DEFAULT_MINUTES))
    return (
        routine.id in needs.unhelpful,
        over,
        routine.id not in needs.helped,
        -suits - (2 if gentle else 0),
        0 if routine.technique == "swedish" else 1,
        routine.minutes,
    )


def _calm_first(needs: Needs) -> bool:
    return (needs.stress or 0) >= STRESSED or not needs.regions


def _relaxation(content: Content, needs: Needs, left_out: list[Reason]) -> Relaxation | None:
    """A longer practice for a stressed person with time, else the shortest that suits."""
    fitting: list[Relaxation] = []
    for practice in content.relaxation.values():
        condition = forbidding_relaxation(content, needs, practice)
        if condition is None:
            fitting.append(practice)
        elif _calm_first(needs):
            left_out.append(Reason(condition=condition))
    wanted = "stress" if _calm_first(needs) else "pain"
    budget = needs.minutes or DEFAULT_MINUTES
    share = budget if not needs.regions else budget / 2

    def rank(practice: Relaxation) -> tuple[object, ...]:
        return (
            wanted not in practice.suits,
            max(0, practice.minutes - share),
            practice.evidence != "tested",
            -practice.minutes,
            practice.id,
        )

    return min(fitting, key=rank, default=None)


def _hydration(content: Content, needs: Needs) -> str:
    if limits_fluids(content, needs):
        return content.hydration.limited.id
    wanted = (
        "headache" if "head" in needs.regions else "heat_or_exercise" if "cramping" in needs.types else "any"
    )
    ordered = sorted(
        content.hydration.tips, key=lambda tip: (wanted not in tip.suits, "any" not in tip.suits, tip.id)
    )
    return ordered[0].id


def _gentleness(needs: Needs, massage: bool) -> list[Reason]:
    if not massage:
        return []
    if (needs.intensity or 0) >= HIGH_INTENSITY:
        return [Reason("utter_reason_gentle")]
    return [Reason("utter_reason_nerve")] if needs.nerve_like else []
