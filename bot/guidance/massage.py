"""Which routines, place by place, the worst first; and why each of the others was left out.

A person's conditions, what did harm before and how bad it is may take a routine away. Then nothing firmer,
and no technique but a light one, comes in its stead: not for this place and not, with the time that was
freed, for another. So one more condition, or one more harm, never adds pressure or a technique to a plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.content.loader import Content
from bot.content.schema import Routine
from bot.guidance.limits import HARMED, TOOLS, hardest, too_much, unfit
from bot.guidance.needs import FIRM, Needs
from bot.guidance.reasons import Reason, Rival
from bot.guidance.scoring import Score, score
from bot.guidance.versions import Version, fitting, seconds

MOST_REGIONS = 3
LACKS_A_TOOL = frozenset(f"utter_left_out_tool_{tool}" for tool in TOOLS)
LIGHT_TECHNIQUES = frozenset({"swedish", "movement"})
TECHNIQUES = LIGHT_TECHNIQUES | {"deep_tissue", "sports", "trigger_point", "tool"}


@dataclass(frozen=True)
class Candidate:
    """One routine for one region, judged by itself.

    `unfit` says why it does not fit the person's time, place and things, `too_much` why it must not be.
    `version` is the one that fits the time that is left, None where none does.
    """

    region: str
    routine: Routine
    score: Score
    version: Version | None
    unfit: Reason | None
    too_much: Reason | None


@dataclass
class Massage:
    """What was chosen so far. `left` is in seconds; `firmest` and `techniques` say what may still come."""

    left: float
    picks: list[Candidate] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    left_out: list[Reason] = field(default_factory=list)
    firmest: int = FIRM
    techniques: frozenset[str] = TECHNIQUES


def choose_massage(content: Content, needs: Needs, time: float) -> Massage:
    """The routines that fit in `time` seconds; a place without one has its reason in `left_out`."""
    massage = Massage(time)
    if needs.no_massage:
        why = "by_choice" if needs.by_choice else "see_professional"
        massage.left_out += [Reason(f"utter_left_out_{why}")] if needs.regions else []
        return massage
    for at, region in enumerate(needs.regions):
        entry = content.routines.get(region)
        if entry is None or not entry.routines:
            massage.left_out.append(Reason(text=(entry.why_none or "") if entry else "", region=region))
        elif len(massage.picks) == MOST_REGIONS:
            massage.left_out.append(Reason("utter_left_out_time", region=region))
        else:
            places = min(len(needs.regions) - at, MOST_REGIONS - len(massage.picks))
            _choose_for(massage, candidates(content, needs, region, massage.left / places, massage.left))
    return massage


def candidates(content: Content, needs: Needs, region: str, share: float, left: float) -> list[Candidate]:
    """The routines of a region, the best first; among equals the lightest, then the shortest.

    `share` is the part of the time, in seconds, that this place may take before it has to be short.
    """
    judged = [
        Candidate(
            region,
            routine,
            score(region, routine, needs),
            version := fitting(routine, share, left),
            unfit(needs, routine, version),
            too_much(content, needs, region, routine),
        )
        for routine in content.routines[region].routines
    ]
    return sorted(judged, key=_rank)


def _rank(candidate: Candidate) -> tuple[int, int, int, str]:
    routine = candidate.routine
    return -candidate.score.points, hardest(routine), seconds(routine.steps), routine.id


def _choose_for(massage: Massage, ranked: list[Candidate]) -> None:
    """Adds the best candidate that is allowed, and what became of the others."""
    best: Candidate | None = None
    for candidate in ranked:
        version = candidate.version
        reason = candidate.unfit
        lacks_a_tool = reason is not None and reason.response in LACKS_A_TOOL
        if (
            (reason is None or lacks_a_tool)
            and version is not None
            and not _allowed(massage, candidate.routine, version)
        ):
            reason = Reason("utter_left_out_gentler")
        elif reason is None and candidate.too_much is None and best is None:
            best = candidate
            continue
        elif reason is None and version is not None and best is None:
            massage.firmest = min(massage.firmest, version.hardest)
            massage.techniques &= LIGHT_TECHNIQUES | {candidate.routine.technique}
        reason = candidate.too_much or reason
        fits = reason is None
        said = reason or _outscored(best, candidate)
        massage.rivals.append(Rival(candidate.region, candidate.routine.id, said, fits))
    region = ranked[0].region
    lost = [rival.reason for rival in massage.rivals if rival.region == region and not rival.fits]
    grave = [reason for reason in lost if reason.condition or reason == HARMED]
    if best is None and not any(reason.condition for reason in grave):
        grave = [replace((grave or lost)[0], region=region)]
    massage.left_out += grave
    if best is None:
        return
    massage.picks.append(best)
    massage.left -= best.version.seconds if best.version else 0


def _allowed(massage: Massage, routine: Routine, version: Version) -> bool:
    """Whether it is no firmer and no deeper than what was taken away."""
    return version.hardest <= massage.firmest and routine.technique in massage.techniques


def _outscored(best: Candidate | None, rival: Candidate) -> Reason:
    """What the chosen one has and this one has not, the weightiest first."""
    assert best is not None  # a candidate that fits comes after the best
    if rival.score.unhelpful and not best.score.unhelpful:
        return Reason("utter_rival_unhelpful")
    has = rival.score.spoke
    more = (
        name
        for name, reason in best.score.spoke.items()
        if name not in has or len(has[name].what) < len(reason.what)
    )
    return Reason(f"utter_rival_{next(more, 'near')}")
