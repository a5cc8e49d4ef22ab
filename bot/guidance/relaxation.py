"""Which practice to calm down with: the same kind of scoring as for massage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.content.loader import Content
from bot.content.schema import Relaxation
from bot.guidance.contraindications import forbidding_relaxation
from bot.guidance.limits import out_of_place
from bot.guidance.needs import Needs
from bot.guidance.reasons import Reason, Rival
from bot.guidance.scoring import POSITION_OF
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
    Criterion("preferred", 100, preferred),
    Criterion("sleep", 4, sleep),
    Criterion("stress", 3, stress),
    Criterion("pain", 2, pain),
    Criterion("setting", 2, setting),
    Criterion("evidence", 1, evidence),
)


@dataclass(frozen=True)
class Practice:
    """A practice in the version that fits, and what spoke for it."""

    relaxation: Relaxation
    version: Version
    spoke: dict[str, Reason]


def ranked(content: Content, needs: Needs, share: float, left: float) -> list[Practice]:
    """The practices that fit time and place, the best first; among equals the longest. Times in seconds.

    Conditions are not looked at here: `allowed` does.
    """
    found: list[tuple[tuple[int, bool, int, str], Practice]] = []
    for practice in content.relaxation.values():
        version = fitting(practice, share, left)
        if version is None or out_of_place(needs, practice):
            continue
        spoke = {c.name: reason for c in CRITERIA if (reason := c.speaks(practice, needs))}
        points = sum(c.points for c in CRITERIA if c.name in spoke)
        rank = (-points, version.short, -version.seconds, practice.id)
        found.append((rank, Practice(practice, version, spoke)))
    return [practice for _, practice in sorted(found, key=lambda entry: entry[0])]


def choose_relaxation(
    content: Content, needs: Needs, practices: list[Practice]
) -> tuple[Practice | None, list[Rival]]:
    """The first of `practices` that no condition rules out, and why each of the others is not it."""
    best: Practice | None = None
    rivals: list[Rival] = []
    for other in practices:
        name = other.relaxation.id
        condition = forbidding_relaxation(content, needs, other.relaxation)
        if condition:
            rivals.append(Rival("", name, Reason(condition=condition)))
        elif best is None:
            best = other
        else:
            more = (kind for kind in best.spoke if kind not in other.spoke)
            reason = Reason(f"utter_rival_calm_{next(more, 'near')}")
            rivals.append(Rival("", name, reason, fits=True))
    listed = {practice.relaxation.id for practice in practices}
    for practice in content.relaxation.values():
        if practice.id not in listed:
            reason = out_of_place(needs, practice) or Reason("utter_left_out_time")
            rivals.append(Rival("", practice.id, reason))
    return best, rivals
