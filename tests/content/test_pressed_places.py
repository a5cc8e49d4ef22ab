"""No step presses where nothing may press, as its words and its region say it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content.checks import problems
from bot.content.checks.places import pressed
from bot.content.loader import DATA, load
from bot.content.schema import Step

CONTENT = load(DATA)
TOUCHING = [
    (region, routine.id, step)
    for region, entry in CONTENT.routines.items()
    for routine in entry.routines
    for step in routine.steps
    if step.with_what != "none"
]
NEVER = [
    "Front of your neck",
    "The sides of your neck",
    "Your throat",
    "The muscle of your chest",
    "Your tummy, in circles",
    "High up in the groin",
    "Deep in the armpit",
    "Behind the knee",
    "The back of your knee",
    "Along the spine",
    "The inner thigh",
    "The tailbone",
    "The kneecap and around it",
    "The joint itself",
    "Over the kidneys",
    "The lumpy veins",
]
FINE = [
    "Beside the spine, never on it",
    "Both sides of the spine, from waist to hips",
    "Front of the thigh. Stop well below the groin.",
    "The whole calf, not behind the knee",
    "Back of the upper arm, away from the armpit",
    "The muscle 3 finger widths above the kneecap",
    "The thick muscle behind the hip bone",
]


def moved(step: Step, where: str, pressure: int = 3) -> Step:
    return step.copy(update={"do": "Press and hold.", "where": where, "pressure": pressure})


@pytest.mark.parametrize("where", NEVER)
@pytest.mark.parametrize("pressure", [1, 4])
def test_a_place_that_is_never_pressed_is_found(where: str, pressure: int) -> None:
    assert pressed(moved(TOUCHING[0][2], where, pressure))


@pytest.mark.parametrize("where", FINE)
def test_a_place_that_is_only_named_to_keep_off_it_is_fine(where: str) -> None:
    assert pressed(moved(TOUCHING[0][2], where)) is None


def test_a_bone_may_be_smoothed_but_not_pressed() -> None:
    assert pressed(moved(TOUCHING[0][2], "Along the shin bone", 2)) is None
    assert pressed(moved(TOUCHING[0][2], "Along the shin bone", 3)) == "bone"


@pytest.mark.parametrize(
    ("region", "name", "step"), TOUCHING, ids=lambda value: getattr(value, "title", value)
)
def test_no_step_presses_where_nothing_may(region: str, name: str, step: Step) -> None:
    assert pressed(step) is None
    assert 1 <= step.pressure <= 5
    assert CONTENT.regions[region].massage


def test_the_neck_gets_hands_alone_and_only_light_or_medium() -> None:
    neck = [step for region, _, step in TOUCHING if region == "neck"]
    assert {step.with_what for step in neck} <= {"fingertips", "palm", "both_hands"}
    assert max(step.pressure for step in neck) <= 4
    assert not {routine.technique for routine in CONTENT.routines["neck"].routines} & {"tool", "deep_tissue"}


def test_the_check_names_each_step_that_presses_wrongly(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    calf, neck = data / "routines/calf.yml", data / "routines/neck.yml"
    calf.write_text(
        calf.read_text("utf-8").replace("The thick part of the calf", "Behind the knee", 1), "utf-8"
    )
    words = neck.read_text("utf-8").replace("with_what: fingertips", "with_what: ball", 1)
    neck.write_text(words.replace("with_what: both_hands", "with_what: none", 1), "utf-8")
    found = {problem.path: problem.what for problem in problems(data) if "routines" in problem.path}
    assert found == {
        "data/routines/calf.yml: calf_gentle: step 2": "presses on 'Behind the knee', "
        "or does not say to keep off it",
        "data/routines/neck.yml: neck_gentle: step 2": "puts 'ball' on the neck, which only gets hands",
        "data/routines/neck.yml: neck_knead: step 2": "has a pressure of 2 but nothing that presses",
    }
