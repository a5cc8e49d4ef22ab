"""Whoever asks about a place that gets massage finds something they can do."""

from __future__ import annotations

import pytest

from bot.content.loader import DATA, load
from bot.content.schema import Routine
from bot.guidance.contraindications import forbidding
from bot.guidance.needs import Needs

CONTENT = load(DATA)
MASSAGED = sorted(name for name, region in CONTENT.regions.items() if region.massage)
DESK = ["neck", "shoulder", "upper_back", "lower_back", "forearm", "wrist"]
SPORT = ["shoulder", "upper_arm", "forearm", "hip", "thigh", "calf", "foot"]
# Techniques a place goes without, for a reason that no later routine should forget.
LEFT_OUT = {
    "head": {"deep_tissue", "tool"},  # bone lies close under the skin
    "face": {
        "deep_tissue",
        "tool",
        "trigger_point",
        "sports",
    },  # small, thin muscles over bone, near the eyes
    "jaw": {"deep_tissue", "tool", "sports"},  # the joint and the teeth lie under it
    "neck": {"deep_tissue", "tool"},  # arteries and nerves at the front and side (brief X16, X17)
    "knee": {"deep_tissue", "tool", "trigger_point"},  # a joint: only the muscles above it, lightly
    "ankle": {"deep_tissue", "tool", "trigger_point"},  # a joint
    "wrist": {"deep_tissue", "tool", "trigger_point"},  # nerves and tendons close under the skin
    "shin": {
        "deep_tissue",
        "tool",
        "trigger_point",
    },  # bone, and a tight muscle case (red flag `compartment`)
    "widespread": {"deep_tissue", "tool", "trigger_point", "sports"},  # gentle is best when all of it aches
}


def of(region: str) -> list[Routine]:
    return CONTENT.routines[region].routines


def hardest(routine: Routine) -> int:
    return max(step.pressure for step in routine.steps)


def gentle(region: str) -> list[Routine]:
    """Light touch for pain as bad as it gets."""
    return [routine for routine in of(region) if routine.max_intensity == 10 and 1 <= hardest(routine) <= 2]


@pytest.mark.parametrize("region", MASSAGED)
def test_every_place_has_gentle_massage_for_one_hand(region: str) -> None:
    assert [routine.id for routine in gentle(region) if routine.one_handed]


@pytest.mark.parametrize("region", MASSAGED)
def test_every_place_has_something_in_a_chair_and_something_in_bed(region: str) -> None:
    for position in ("seated", "lying"):
        fitting = [routine for routine in of(region) if position in routine.positions and routine.one_handed]
        assert [routine.id for routine in fitting if routine.max_intensity >= 8], position


@pytest.mark.parametrize("region", MASSAGED)
def test_every_place_has_easy_moves_that_need_no_touch(region: str) -> None:
    assert [routine.id for routine in of(region) if routine.technique == "movement" and not hardest(routine)]


@pytest.mark.parametrize("region", MASSAGED)
def test_every_place_has_something_for_two_hands_free_of_tools(region: str) -> None:
    assert [routine.id for routine in of(region) if set(routine.tools) <= {"hand"}]


@pytest.mark.parametrize("region", DESK)
def test_a_desk_place_has_a_two_minute_break_without_lying_down(region: str) -> None:
    breaks = [routine for routine in of(region) if routine.minutes <= 2 and hardest(routine) <= 2]
    assert [routine.id for routine in breaks if set(routine.positions) & {"seated", "standing"}]


@pytest.mark.parametrize("region", SPORT)
def test_a_place_that_works_in_sport_has_a_routine_before_and_one_after(region: str) -> None:
    sports = [routine for routine in of(region) if routine.technique == "sports"]
    before = [routine for routine in sports if "_before_" in routine.id]
    assert before
    assert len(sports) > len(before)
    assert all(hardest(routine) <= 2 for routine in before)


@pytest.mark.parametrize("region", sorted(LEFT_OUT))
def test_a_place_goes_without_the_techniques_that_do_not_suit_it(region: str) -> None:
    assert not {routine.technique for routine in of(region)} & LEFT_OUT[region]


@pytest.mark.parametrize("condition", ["clot_risk", "varicose_veins", "pregnancy"])
@pytest.mark.parametrize("region", ["thigh", "shin", "calf"])
def test_legs_get_no_firm_or_brisk_work_where_a_clot_or_vein_is_a_worry(region: str, condition: str) -> None:
    needs = Needs((region,), conditions=(condition,))
    left = [routine for routine in of(region) if not forbidding(CONTENT, needs, region, routine)]
    assert left
    assert {routine.technique for routine in left} <= {"swedish", "movement"}
