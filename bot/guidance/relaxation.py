"""Which practice to calm down with: the same kind of scoring as for massage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.loader import Content
from bot.content.schema import Relaxation
from bot.guidance.contraindications import forbidding_relaxation
from bot.guidance.limits import HARMED, out_of_place
from bot.guidance.needs import Needs
from bot.guidance.reasons import Reason, Rival
from bot.guidance.scoring import POSITION_OF, UNHELPFUL
from bot.guidance.versions import Version, fitting


@dataclass(frozen=True)
class Criterion:
    """As in scoring.py, for a practice."""

    name: str
    points: int
    speaks: Callable[[Relaxation, Needs], Reason | None]


def preferred(practice: Relaxation, needs: Needs) -> Reason | None:
    """The person asked for this one."""
    return Reason("utter_reason_preferred") if practice.id in needs.preferred else None


def helped(practice: Relaxation, needs: Needs) -> Reason | None:
    """It helped the person before."""
    return Reason("utter_reason_helped") if practice.id in needs.helped else None


def sleep(practice: Relaxation, needs: Needs) -> Reason | None:
    """The person wants to sleep."""
    asked = needs.wish == "sleep" and "sleep" in practice.suits
    return Reason("utter_reason_calm_sleep") if asked else None


def stress(practice: Relaxation, needs: Needs) -> Reason | None:
    """High stress, a wish for calm, or no pain to speak of."""
    asked = needs.calm_first or needs.wish == "calm"
    return Reason("utter_reason_calm_stress") if asked and "stress" in practice.suits else None


def pain(practice: Relaxation, needs: Needs) -> Reason | None:
    """There is pain, and it is meant for that."""
    return Reason("utter_reason_calm_pain") if needs.regions and "pain" in practice.suits else None


def setting(practice: Relaxation, needs: Needs) -> Reason | None:
    """It can be done where the person is."""
    position = POSITION_OF.get(needs.setting or "")
    fits = position in practice.positions and position not in needs.unable
    return Reason("utter_reason_calm_setting") if fits else None


def evidence(practice: Relaxation, needs: Needs) -> Reason | None:
    """It was tested."""
    return Reason("utter_reason_calm_tested") if practice.evidence == "tested" else None


# As in scoring.py: our judgement. What the person wants comes before what it is for, proof settles ties.
CRITERIA = (
    Criterion("preferred", 300, preferred),
    Criterion("helped", 100, helped),
    Criterion("sleep", 4, sleep),
    Criterion("stress", 3, stress),
    Criterion("pain", 2, pain),
    Criterion("setting", 2, setting),
    Criterion("evidence", 1, evidence),
)


@dataclass(frozen=True)
class Practice:
    """A practice in the version that fits, and what spoke for it. `unhelpful` as in scoring.py."""

    relaxation: Relaxation
    version: Version
    spoke: dict[str, Reason]
    unhelpful: bool = False


def ranked(content: Content, needs: Needs, share: float, left: float) -> list[Practice]:
    """The practices that fit time and place, the best first; among equals the longest. Times in seconds.

    Conditions and harm done before are not looked at here: `choose_relaxation` does.
    """
    found: list[tuple[tuple[int, bool, int, str], Practice]] = []
    for practice in content.relaxation.values():
        version = fitting(practice, share, left)
        if version is None or out_of_place(needs, practice):
            continue
        spoke = {c.name: reason for c in CRITERIA if (reason := c.speaks(practice, needs))}
        unhelpful = practice.id in needs.unhelpful
        points = sum(c.points for c in CRITERIA if c.name in spoke) - UNHELPFUL * unhelpful
        rank = (-points, version.short, -version.seconds, practice.id)
        found.append((rank, Practice(practice, version, spoke, unhelpful)))
    return [practice for _, practice in sorted(found, key=lambda entry: entry[0])]


def choose_relaxation(
    content: Content, needs: Needs, practices: list[Practice]
) -> tuple[Practice | None, list[Rival]]:
    """The first of `practices` that nothing rules out, and why each of the others is not it."""
    best: Practice | None = None
    rivals: list[Rival] = []
    for other in practices:
        name = other.relaxation.id
        condition = forbidding_relaxation(content, needs, other.relaxation)
        if condition:
            rivals.append(Rival("", name, Reason(condition=condition)))
        elif name in needs.harmful:
            rivals.append(Rival("", name, HARMED))
        elif best is None:
            best = other
        else:
            rivals.append(Rival("", name, _outscored(best, other), fits=True))
    listed = {practice.relaxation.id for practice in practices}
    for practice in content.relaxation.values():
        if practice.id not in listed:
            harmed = HARMED if practice.id in needs.harmful else None
            reason = harmed or out_of_place(needs, practice) or Reason("utter_left_out_time")
            rivals.append(Rival("", practice.id, reason))
    return best, rivals


def _outscored(best: Practice, rival: Practice) -> Reason:
    """What the chosen one has and this one has not, the weightiest first."""
    if rival.unhelpful and not best.unhelpful:
        return Reason("utter_rival_unhelpful")
    more = (kind for kind in best.spoke if kind not in rival.spoke)
    return Reason(f"utter_rival_calm_{next(more, 'near')}")
