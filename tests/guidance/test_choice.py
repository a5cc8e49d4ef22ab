"""What holds of every plan, whoever asks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.needs import Needs
from bot.guidance.plan import Plan, choose, find_routine, parts, steps
from bot.guidance.reasons import Reason
from tests import scale
from tests.guidance import asking, truths
from tests.guidance.asking import CONDITIONS, CONTENT, hardest, techniques

LIGHT = {"swedish", "movement"}
many = settings(max_examples=scale.of(400, 10_000), derandomize=True, deadline=None)


def reason_ids(plan: Plan) -> set[str]:
    return {reason.response.removeprefix("utter_reason_") for reason in plan.reasons if reason.response}


def is_true(asked: Needs, plan: Plan, reason: Reason) -> bool:
    """Whether what a reason claims is so, of the place it names or of all that the plan holds."""
    name = reason.response.removeprefix("utter_reason_")
    routines = [
        (region, find_routine(CONTENT, region, name_))
        for region, name_ in plan.routines
        if reason.region in ("", region)
    ]
    calm = CONTENT.relaxation[plan.relaxation] if plan.relaxation else None
    if reason.text:
        return reason.text in {routine.why for _, routine in routines} | ({calm.why} if calm else set())
    if set(reason.what) - set(asked.types):
        return False
    if name in truths.OF_THE_REST:
        return truths.OF_THE_REST[name](asked, plan, CONTENT)
    if name in truths.OF_PRACTICES and calm and truths.OF_PRACTICES[name](asked, calm):
        return True
    return (
        name in truths.OF_ROUTINES
        and bool(routines)
        and all(truths.OF_ROUTINES[name](asked, region, routine) for region, routine in routines)
    )


@many
@given(asking.needs())
def test_there_is_always_a_plan_or_a_reason(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    assert plan.routines or plan.relaxation or plan.left_out
    assert plan.hydration
    assert plan.safety_net.by in CONTENT.responses


@many
@given(asking.needs())
def test_every_reason_is_true(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    assert [reason for reason in plan.reasons if not is_true(asked, plan, reason)] == []
    assert plan.reasons or not (plan.routines or plan.relaxation)


@many
@given(asking.needs())
def test_all_that_is_not_chosen_has_its_reason(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    named = {(rival.region, rival.id) for rival in plan.rivals}
    assert {("", name) for name in CONTENT.relaxation} - named == (
        {("", plan.relaxation)} if plan.relaxation else set()
    )
    for region, name in plan.routines:
        every = {(region, routine.id) for routine in CONTENT.routines[region].routines}
        assert every - named == {(region, name)}
    for rival in plan.rivals:
        assert rival.reason.condition or rival.reason.response in CONTENT.responses


@many
@given(asking.needs())
def test_a_plan_stays_within_the_minutes_asked_for_and_takes_as_long_as_it_says(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    taken = sum(part.step.seconds * (2 if part.step.each_side else 1) for part in steps(CONTENT, plan))
    assert (plan.minutes - 1) * 60 < taken <= plan.minutes * 60 or taken == plan.minutes == 0
    assert plan.minutes <= (asked.minutes or 12)


@many
@given(asking.needs())
def test_nothing_needs_what_the_person_has_not(asked: Needs) -> None:
    for region, version in parts(CONTENT, choose(CONTENT, asked)):
        assert set(version.of.positions) - set(asked.unable)
        if region:
            routine = find_routine(CONTENT, region, version.of.id)
            assert truths.things(routine) & {"ball", "roller"} <= set(asked.tools or ())
            assert routine.one_handed or not asked.one_handed
            assert truths.firmest(routine) <= {"light": 2, "medium": 4}.get(asked.pressure or "", 5)


@many
@given(asking.needs())
def test_the_same_needs_get_the_same_plan(asked: Needs) -> None:
    assert choose(CONTENT, replace(asked)) == choose(CONTENT, asked)


@many
@given(asking.needs(2), st.sampled_from(CONDITIONS))
def test_one_more_condition_never_adds_pressure_or_a_technique(asked: Needs, condition: str) -> None:
    """A light technique may come in the stead of what was taken away; nothing else may."""
    before = choose(CONTENT, asked)
    after = choose(CONTENT, replace(asked, conditions=(*asked.conditions, condition)))
    assert hardest(after) <= hardest(before)
    assert techniques(after) <= techniques(before) | LIGHT


@many
@given(asking.needs(), st.floats(0, 10), st.floats(0, 10))
def test_more_pain_never_means_more_pressure(asked: Needs, one: float, other: float) -> None:
    less, more = (choose(CONTENT, replace(asked, intensity=score)) for score in sorted([one, other]))
    assert hardest(more) <= hardest(less)


@many
@given(asking.needs())
def test_the_habit_is_none_that_a_condition_rules_out(asked: Needs) -> None:
    habit = choose(CONTENT, asked).habit
    if habit is None:
        return
    entry = CONTENT.habits[habit]
    assert not set(entry.not_for) & set(asked.all_conditions)
    forbids = [CONTENT.contraindications[name].forbids for name in asked.all_conditions]
    assert not (entry.kind == "heat" and any(item.heat for item in forbids))
    assert not (entry.kind == "cold" and any(item.cold for item in forbids))
    assert not (entry.kind == "moving" and any(item.everything for item in forbids))
    assert not entry.regions or set(entry.regions) & set(asked.regions)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_alone_still_leaves_a_habit(condition: str) -> None:
    assert choose(CONTENT, Needs(("knee",), conditions=(condition,))).habit


def test_stress_alone_pain_with_stress_and_pain_without_get_different_plans() -> None:
    pain = Needs(("neck",), ("tight",), 4.0, stress=2.0)
    alone, with_stress, without = (
        choose(CONTENT, asked) for asked in (Needs(stress=8.0), replace(pain, stress=8.0), pain)
    )
    assert not alone.routines
    assert with_stress.calm_first
    assert not without.calm_first
    assert steps(CONTENT, with_stress)[0].region is None
    assert steps(CONTENT, without)[0].region == "neck"
    assert reason_ids(with_stress) - reason_ids(without) >= {"stress", "calm_stress"}


def test_several_places_make_one_plan_with_the_worst_first() -> None:
    plan = choose(CONTENT, Needs(("shoulder", "neck", "hand", "foot"), ("tight",), 4.0))
    assert [region for region, _ in plan.routines] == ["shoulder", "neck", "hand"]
    assert {reason.region for reason in plan.left_out} - {""} == {"foot"}
    assert plan.minutes <= 12


def test_few_minutes_get_the_short_version() -> None:
    few = choose(CONTENT, Needs(("neck",), ("tight",), 4.0, minutes=3))
    many_ = choose(CONTENT, Needs(("neck",), ("tight",), 4.0, minutes=20))
    assert [name for _, name in few.routines] == list(few.short) == ["neck_knead"]
    assert many_.short == ()
    assert len(steps(CONTENT, few)) < len(steps(CONTENT, many_))


def test_one_minute_is_said_to_be_too_short() -> None:
    plan = choose(CONTENT, Needs(("neck",), ("tight",), 4.0, minutes=1))
    assert plan.minutes == 0
    assert "utter_left_out_minutes" in {reason.response for reason in plan.left_out}


@pytest.mark.parametrize(
    ("tools", "used", "named"), [(None, False, True), ((), False, False), (("ball",), True, False)]
)
def test_a_ball_is_used_where_there_is_one_and_named_where_nothing_was_said(
    tools: tuple[str, ...] | None, used: bool, named: bool
) -> None:
    plan = choose(CONTENT, Needs(("shoulder",), ("tight",), 4.0, tools=tools))
    assert ("tool_ball" in reason_ids(plan)) == used
    assert ("utter_option_tool_ball" in {reason.response for reason in plan.left_out}) == named


@pytest.mark.parametrize("region", ["neck", "shoulder", "calf", "lower_back"])
def test_what_else_fits_can_be_asked_for_and_is_then_chosen(region: str) -> None:
    asked = Needs((region,), ("tight",), 4.0)
    for rival in choose(CONTENT, asked).rivals:
        if rival.fits:
            tried = {"helped": tuple(set(asking.NAMES) - {rival.id}), "unhelpful": (rival.id,)}
            plan = choose(CONTENT, replace(asked, preferred=(rival.id,), **tried))
            assert rival.id in {plan.relaxation, *(name for _, name in plan.routines)}, rival
            assert "preferred" in reason_ids(plan)
