"""What a routine says of itself is what its steps ask for."""

from __future__ import annotations

import pytest

from bot.content.loader import DATA, load
from bot.content.schema import Relaxation, Routine

CONTENT = load(DATA)
ROUTINES = [routine for entry in CONTENT.routines.values() for routine in entry.routines]
ALL = [*ROUTINES, *CONTENT.relaxation.values()]
MOST = {"swedish": 3, "sports": 3, "movement": 2, "trigger_point": 4, "tool": 4, "deep_tissue": 5}


@pytest.mark.parametrize("practice", ALL, ids=lambda practice: practice.id)
def test_the_minutes_are_those_of_the_steps_to_within_half_a_minute(practice: Routine | Relaxation) -> None:
    taken = sum(step.seconds * (2 if step.each_side else 1) for step in practice.steps)
    assert abs(taken - 60 * practice.minutes) <= 30


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_the_tools_are_those_of_the_steps(routine: Routine) -> None:
    used = {step.with_what for step in routine.steps} - {"none"}
    tools = used & {"ball", "roller"}
    assert tools == set(routine.tools) - {"hand"}
    assert ("hand" in routine.tools) == bool(used - tools)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_no_technique_is_firmer_than_its_kind(routine: Routine) -> None:
    hardest = max(step.pressure for step in routine.steps)
    assert hardest <= MOST[routine.technique]
    assert not (hardest > 2 and routine.max_intensity > 7)


@pytest.mark.parametrize("practice", ALL, ids=lambda practice: practice.id)
def test_every_step_says_where_and_what_one_should_feel(practice: Routine | Relaxation) -> None:
    assert all(step.where and step.feel for step in practice.steps)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_one_hand_never_needs_two(routine: Routine) -> None:
    if routine.one_handed:
        assert not [step.title for step in routine.steps if step.with_what == "both_hands"]
        assert not [
            step.title for step in routine.steps if "both palms" in step.do or "both hands" in step.do.lower()
        ]


def test_no_two_practices_share_an_id() -> None:
    assert len({practice.id for practice in ALL}) == len(ALL)


def test_a_trial_of_massage_is_cited_where_the_label_says_so() -> None:
    kinds = {"trial", "review", "guideline"}
    for practice in ALL:
        if practice.evidence != "common_practice":
            assert kinds & {CONTENT.sources[source].kind for source in practice.sources}, practice.id
