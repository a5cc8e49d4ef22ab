"""Every region, type, intensity, stress and condition against what the documents allow."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings

from bot.content.schema import REGIONS, TYPES
from bot.guidance.needs import Needs
from bot.guidance.plan import Plan, choose, find_routine
from tests.guidance import asking, forbidden

CONTENT = asking.CONTENT
CONDITIONS = asking.CONDITIONS
INTENSITIES = (None, 0.0, 4.0, 6.0, 7.0, 10.0)
STRESS = (None, 8.0)
PAIRS = random.Random(20261122).sample([(a, b) for a, b in product(CONDITIONS, CONDITIONS) if a < b], 40)
NERVE = {"burning", "shooting", "tingling", "numb"}
DEEP = {"deep_tissue", "trigger_point", "tool"}


def every_need(region: str, kinds: tuple[str, ...] = TYPES) -> Iterator[Needs]:
    """Each type by intensity by stress by condition alone, then the seeded pairs."""
    conditions = [(), *((name,) for name in CONDITIONS)]
    felt = [(), *((kind,) for kind in kinds)]
    for types, intensity, stress, condition in product(felt, INTENSITIES, STRESS, conditions):
        yield Needs((region,), types, intensity, 10.0, "gradual", stress, condition)
    for pair, intensity in product(PAIRS, INTENSITIES):
        yield Needs((region,), ("aching",), intensity, 10.0, "gradual", 3.0, pair)


def wrong(asked: Needs, plan: Plan) -> list[str]:
    """Everything in `plan` that the documents do not allow for `asked`."""
    found = []
    for region, name in plan.routines:
        routine = find_routine(CONTENT, region, name)
        found += [
            f"{name} despite {c}" for c in forbidden.of_routine(CONTENT, asked.conditions, region, routine)
        ]
        if region in forbidden.never_massaged(CONTENT):
            found.append(f"massage of the {region}")
        if asked.intensity is not None and asked.intensity > routine.max_intensity:
            found.append(f"{name} at {asked.intensity:g} out of 10")
        if NERVE & set(asked.types) and routine.technique in DEEP:
            found.append(f"{name} on nerve-like pain")
    if plan.relaxation:
        practice = CONTENT.relaxation[plan.relaxation]
        found += [
            f"{practice.id} despite {c}" for c in forbidden.of_practice(CONTENT, asked.conditions, practice)
        ]
    limited = any(CONTENT.contraindications[name].forbids.more_fluids for name in asked.conditions)
    if limited != (plan.hydration == CONTENT.hydration.limited.id):
        found.append(f"the drinking tip {plan.hydration}")
    if (asked.intensity or 0) >= 7 and asking.hardest(plan) > 2:
        found.append(f"pressure {asking.hardest(plan)} on strong pain")
    return found


def unexplained(asked: Needs, plan: Plan) -> set[str]:
    """The regions that get no routine and about which no reason is stated."""
    kept = {region for region, _ in plan.routines}
    named = {reason.region for reason in plan.left_out}
    conditions = {reason.condition for reason in plan.left_out if reason.condition}
    everywhere = asked.no_massage and any(
        reason.response in {"utter_left_out_see_professional", "utter_left_out_by_choice"}
        for reason in plan.left_out
    )
    return {
        region
        for region in asked.regions
        if region not in kept | named and not everywhere and not conditions & blockers(asked, region)
    }


def blockers(asked: Needs, region: str) -> set[str]:
    """The conditions that take at least one routine of a region away."""
    return {
        condition
        for routine in CONTENT.routines[region].routines
        for condition in forbidden.of_routine(CONTENT, asked.all_conditions, region, routine)
    }


@pytest.mark.parametrize("region", REGIONS)
def test_every_need_of_a_region_gets_only_what_is_allowed_or_the_reason(region: str) -> None:
    for asked in every_need(region):
        plan = choose(CONTENT, asked)
        assert wrong(asked, plan) == [], asked
        assert unexplained(asked, plan) == set(), asked
        assert plan.routines or plan.relaxation or plan.left_out, asked


@pytest.mark.parametrize("region", REGIONS)
def test_a_condition_never_leads_to_more_pressure(region: str) -> None:
    without: dict[tuple[object, ...], int] = {}
    for asked in every_need(region, ("aching", "burning", "cramping")):
        rest = (asked.types, asked.intensity, asked.stress)
        pressure = asking.hardest(choose(CONTENT, asked))
        if not asked.conditions:
            without[rest] = pressure
        elif rest in without:
            assert pressure <= without[rest], asked


@settings(max_examples=300, derandomize=True, deadline=None)
@given(asking.needs())
def test_any_need_at_all_gets_only_what_is_allowed_or_the_reason(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    assert wrong(asked, plan) == []
    assert unexplained(asked, plan) == set()
    assert not (asked.no_massage and plan.routines)
    if asked.careful:
        assert asking.hardest(plan) <= 2


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_alone_on_a_stressed_person_without_pain_still_leaves_a_practice(
    condition: str,
) -> None:
    plan = choose(CONTENT, Needs(stress=9.0, conditions=(condition,)))
    assert plan.relaxation is not None
    assert not plan.routines
    assert wrong(Needs(stress=9.0, conditions=(condition,)), plan) == []


@pytest.mark.parametrize("region", sorted(forbidden.never_massaged(CONTENT)))
def test_a_place_that_is_never_massaged_says_why(region: str) -> None:
    plan = choose(CONTENT, Needs((region,), ("tight",), 2.0, stress=9.0))
    assert plan.routines == ()
    assert [reason.text for reason in plan.left_out if reason.region == region] == [
        CONTENT.routines[region].why_none
    ]


def test_chest_belly_and_groin_are_among_the_places_never_massaged() -> None:
    assert {"chest", "abdomen", "groin"} <= forbidden.never_massaged(CONTENT)
    assert not any(CONTENT.routines[region].routines for region in ("chest", "abdomen", "groin"))


@pytest.mark.parametrize(
    ("types", "technique"), [(("burning",), DEEP), (("shooting", "aching"), DEEP), (("numb",), DEEP)]
)
def test_nerve_like_pain_gets_no_deep_work_anywhere(types: tuple[str, ...], technique: set[str]) -> None:
    for region in REGIONS:
        plan = choose(CONTENT, Needs((region,), types, 4.0))
        used = {find_routine(CONTENT, place, name).technique for place, name in plan.routines}
        assert not used & technique


def test_a_fresh_injury_gets_no_massage_and_the_reason() -> None:
    plan = choose(CONTENT, Needs(("ankle",), ("sore",), 4.0, duration_days=1.0, onset="after_injury"))
    assert plan.routines == ()
    assert "fresh_injury" in {reason.condition for reason in plan.left_out}


def test_the_front_of_the_neck_is_in_no_step() -> None:
    words = ("front of your neck", "side of your neck", "throat", "under your jaw")
    for entry in CONTENT.routines.values():
        for routine in entry.routines:
            for step in (step for step in routine.steps if step.pressure):
                told = f"{step.do} {step.where or ''}".lower()
                allowed = any(no in told for no in ("not", "never", "avoid", "away", "off", "stay"))
                assert allowed or not any(word in told for word in words), (routine.id, step.title)
