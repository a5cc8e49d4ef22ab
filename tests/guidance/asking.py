"""People who ask: every field of `Needs` drawn at random, and what a plan asks of them."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from bot.content.loader import DATA, load
from bot.content.schema import REGIONS, TYPES, Activity, Position, Pressure, Setting, Wish
from bot.guidance.needs import Needs
from bot.guidance.plan import Plan, find_routine, steps

CONTENT = load(DATA)
CONDITIONS = sorted(CONTENT.contraindications)
TOOLS = (None, (), ("ball",), ("roller",), ("ball", "roller"))
NAMES = sorted(
    [routine.id for entry in CONTENT.routines.values() for routine in entry.routines]
    + list(CONTENT.relaxation)
)


def some(values: object, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    """Up to `most` different ones."""
    return st.lists(st.sampled_from(values), unique=True, max_size=most).map(tuple)  # type: ignore[arg-type]


def maybe(kind: object) -> st.SearchStrategy[str | None]:
    """One of the values of a `Literal`, or None."""
    return st.none() | st.sampled_from(get_args(kind))


def needs(most_conditions: int = 3) -> st.SearchStrategy[Needs]:
    """Anybody at all."""
    return st.builds(
        Needs,
        regions=some(REGIONS, 5),
        types=some(TYPES, 3),
        intensity=st.none() | st.floats(0, 10),
        duration_days=st.none() | st.floats(0, 4000),
        onset=st.sampled_from([None, "sudden", "gradual", "after_injury"]),
        stress=st.none() | st.floats(0, 10),
        conditions=some(CONDITIONS, most_conditions),
        minutes=st.none() | st.integers(1, 45),
        careful=st.booleans(),
        no_massage=st.booleans(),
        by_choice=st.booleans(),
        one_sided=some(REGIONS, 3),
        setting=maybe(Setting),
        tools=st.sampled_from(TOOLS),
        pressure=maybe(Pressure),
        wish=maybe(Wish),
        activity=maybe(Activity),
        one_handed=st.booleans(),
        unable=some(get_args(Position), 2),
        preferred=some(NAMES, 2),
        helped=some(NAMES, 8),
        unhelpful=some(NAMES, 8),
        harmful=some(NAMES, 8),
    )


def hardest(plan: Plan) -> int:
    """The firmest pressure on a sore place that the plan asks for."""
    return max((part.step.pressure for part in steps(CONTENT, plan) if part.region), default=0)


def techniques(plan: Plan) -> set[str]:
    """The techniques of its routines."""
    return {str(find_routine(CONTENT, region, name).technique) for region, name in plan.routines}
