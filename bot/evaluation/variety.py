"""How many different plans there are, and whether one changed answer changes the plan.

The space of all answers is far too large to walk, so a seeded sample stands for it: the same every time.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any, get_args

from bot.content.loader import Content, load
from bot.content.schema import REGIONS, TYPES, Activity, Pressure, Setting, Wish
from bot.evaluation.metrics import Share, share
from bot.guidance.needs import Needs
from bot.guidance.plan import Plan, choose

SEED = 20261122
PEOPLE = 20_000
ASKED_AGAIN = 1_500  # of whom each answer is changed once


@dataclass(frozen=True)
class Neighbours:
    """One answer changed: how often the plan differs, and how often a differing plan says another why."""

    answer: str
    differ: Share
    said: Share


@dataclass(frozen=True)
class Variety:
    """`space` is the number of all combinations; `plans` and `with_massage` count different ones."""

    space: int
    sampled: int
    plans: int
    with_massage: int
    routines_used: int
    routines: int
    practices_used: int
    practices: int
    habits_used: int
    habits: int
    neighbours: list[Neighbours]


def answers(content: Content) -> Mapping[str, Sequence[Any]]:
    """The values each answer takes: all of its kinds, and numbers on both sides of every threshold."""
    alone = [(name,) for name in content.contraindications]
    conditions = [*[()] * len(alone), *alone]  # half of the people have none
    return {
        "regions": [
            (),
            *((region,) for region in REGIONS),
            ("neck", "shoulder"),
            ("lower_back", "hip", "calf"),
        ],
        "types": [(), *((kind,) for kind in TYPES)],
        "intensity": [None, 2.0, 5.0, 6.5, 9.0],
        "duration_days": [None, 1.0, 10.0, 60.0, 400.0],
        "onset": [None, "sudden", "gradual", "after_injury"],
        "stress": [None, 3.0, 8.0],
        "conditions": conditions,
        "minutes": [None, 3, 5, 10, 20],
        "setting": [None, *get_args(Setting)],
        "tools": [None, ("ball",), ("roller",)],
        "pressure": [None, *get_args(Pressure)],
        "wish": [None, *get_args(Wish)],
        "activity": [None, *get_args(Activity)],
        "one_handed": [False, False, False, True],  # most people have both hands free
    }


def measure(content: Content, people: int = PEOPLE, asked_again: int = ASKED_AGAIN) -> Variety:
    """Everything, on a seeded sample of `people`; of the first `asked_again` each answer is changed."""
    space = answers(content)
    draw = random.Random(SEED)
    asked = somebody(space, draw, people)
    plans = [choose(content, needs) for needs in asked]
    every = {routine.id for entry in content.routines.values() for routine in entry.routines}
    return Variety(
        space=prod(len(set(values)) for values in space.values()),
        sampled=people,
        plans=len({offered(plan) for plan in plans}),
        with_massage=len({plan.routines for plan in plans if plan.routines}),
        routines_used=len({name for plan in plans for _, name in plan.routines}),
        routines=len(every),
        practices_used=len({plan.relaxation for plan in plans if plan.relaxation}),
        practices=len(content.relaxation),
        habits_used=len({plan.habit for plan in plans if plan.habit}),
        habits=len(content.habits),
        neighbours=list(
            _neighbours(content, space, list(zip(asked, plans, strict=True))[:asked_again], draw)
        ),
    )


def offered(plan: Plan) -> tuple[object, ...]:
    """What a person gets to do, without the words around it."""
    return plan.routines, plan.relaxation, plan.short, plan.calm_first, plan.hydration, plan.habit


def somebody(space: Mapping[str, Sequence[Any]], draw: random.Random, count: int) -> list[Needs]:
    """So many people with answers drawn at random."""
    return [Needs(**{answer: draw.choice(values) for answer, values in space.items()}) for _ in range(count)]


def _neighbours(
    content: Content,
    space: Mapping[str, Sequence[Any]],
    people: list[tuple[Needs, Plan]],
    draw: random.Random,
) -> Iterator[Neighbours]:
    for answer, values in space.items():
        differ: list[bool] = []
        said: list[bool] = []
        for needs, plan in people:
            other_answer = draw.choice([value for value in values if value != getattr(needs, answer)])
            other = choose(content, replace(needs, **{answer: other_answer}))
            differ.append(offered(other) != offered(plan))
            if differ[-1]:
                said.append(_why(other) != _why(plan))
        yield Neighbours(answer, share(differ), share(said))


def _why(plan: Plan) -> tuple[object, ...]:
    return plan.reasons, plan.left_out, plan.rivals


def main() -> int:
    """`python -m bot.evaluation.variety`: this part alone, printed."""
    found = measure(load())
    print(f"{found.plans} different plans in {found.sampled} of {found.space:.1e} combinations")
    print(f"{found.with_massage} different sets of routines")
    for near in found.neighbours:
        print(f"{near.answer:15} differs: {near.differ}; for a reason: {near.said}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
