"""Every step has its own clear picture, and the picture says the same as the step."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest

from bot.content.loader import Content, load
from bot.content.schema import Step
from bot.pictures.address import reference, step_at
from bot.pictures.draw import draw

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 8 * 1024  # of one picture, gzipped
# Throat, chest with belly, and groin on the figure "front": left, top, right, bottom.
NEVER_TOUCHED = ((176, 120, 224, 175), (140, 180, 260, 415), (170, 415, 228, 540))


@cache
def content() -> Content:
    return load()


def owners() -> Iterator[tuple[str, list[Step]]]:
    for entry in content().routines.values():
        yield from ((routine.id, routine.steps) for routine in entry.routines)
    yield from ((practice.id, practice.steps) for practice in content().relaxation.values())


EVERY = [(owner, number, step) for owner, steps in owners() for number, step in enumerate(steps, 1)]
IDS = [f"{owner}-{number}" for owner, number, _ in EVERY]


def drawn(step: Step) -> ElementTree.Element:
    return ElementTree.fromstring(draw(content(), step))


def scene(step: Step) -> str:
    """What there is to see: without title and description."""
    root = drawn(step)
    for name in ("title", "desc"):
        root.remove(one) if (one := root.find(SVG + name)) is not None else None
    return ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(("owner", "number", "step"), EVERY, ids=IDS)
def test_each_step_draws_a_picture_that_says_what_the_step_says(owner: str, number: int, step: Step) -> None:
    root = drawn(step)
    description = root.findtext(f"{SVG}desc") or ""
    assert root.findtext(f"{SVG}title") == step.title
    assert content().zones[step.zone].label in description
    for response in (f"with_{step.with_what}", f"way_{step.direction}"):
        for text in content().responses.get(f"utter_picture_{response}", []):
            assert text["text"] in description
    assert (str(step.strokes) in description) is bool(step.strokes)
    assert ("each side" in description) is step.each_side
    said = [one.text for one in root.iter(f"{SVG}text")]
    assert (f"×{step.strokes}" in said) is bool(step.strokes)
    assert ("each side" in said) is step.each_side
    assert ("♥" in said) is (step.direction == "toward_heart")
    assert reference(content(), owner, number, step)["alt"] == description
    assert step_at(content(), owner, number) == step


@pytest.mark.parametrize(("owner", "number", "step"), EVERY, ids=IDS)
def test_what_a_step_needs_is_in_its_picture(owner: str, number: int, step: Step) -> None:
    del owner, number
    root = drawn(step)
    tones = {name for one in root.iter(f"{SVG}path") for name in one.get("class", "").split()}
    assert any("spot" in one.get("class", "") for one in root.iter(f"{SVG}ellipse"))
    assert ("sign" in tones) is (step.direction != "still")
    assert bool({"hand", "tool"} & tones) is (step.with_what != "none")
    assert ("tool" in tones) is (step.with_what in {"ball", "roller"})


def test_no_picture_is_heavier_than_8_kilobytes() -> None:
    sizes = {
        f"{owner} {number}": len(gzip.compress(draw(content(), step).encode()))
        for owner, number, step in EVERY
    }
    heaviest = max(sizes, key=lambda name: sizes[name])
    print(f"{len(sizes)} pictures, the heaviest is {heaviest}: {sizes[heaviest]} bytes gzip")
    assert sizes[heaviest] <= MOST_BYTES


def test_two_steps_that_differ_in_what_a_picture_shows_differ_in_their_pictures() -> None:
    def shows(step: Step) -> tuple[object, ...]:
        return step.zone, step.with_what, step.direction, step.strokes, step.each_side

    scenes = {shows(step): scene(step) for _, _, step in EVERY}
    same = [(one, other) for one, other in combinations(scenes, 2) if scenes[one] == scenes[other]]
    assert len(scenes) > 150
    assert same == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "shoulder_round"),
        ("with_what", "thumb"),
        ("direction", "circles"),
        ("strokes", 7),
        ("each_side", False),
    ],
)
def test_a_change_of_one_field_changes_the_picture_and_its_words(field: str, value: object) -> None:
    step = step_at(content(), "neck_gentle", 4)
    assert step is not None
    other = step.copy(update={field: value})
    assert scene(other) != scene(step)
    assert drawn(other).findtext(f"{SVG}desc") != drawn(step).findtext(f"{SVG}desc")


def test_the_same_step_gives_the_same_bytes_also_from_content_read_again() -> None:
    again = load()
    assert [draw(content(), step) for _, _, step in EVERY] == [draw(again, step) for _, _, step in EVERY]


def test_no_words_of_a_step_can_become_markup() -> None:
    text = '</title><script>alert(1)</script> & "quotes"'
    step = EVERY[0][2].copy(update={"title": text})
    assert drawn(step).findtext(f"{SVG}title") == text
    assert list(drawn(step).iter(f"{SVG}script")) == []


def test_no_hand_and_no_mark_lies_on_throat_chest_belly_or_groin() -> None:
    for name, zone in content().zones.items():
        if zone.figure != "front" or zone.touch is None:
            continue
        for x, y in (zone.touch.at, *(spot.at for spot in zone.spots)):
            for left, top, right, bottom in NEVER_TOUCHED:
                assert not (left < x < right and top < y < bottom), name


@pytest.mark.parametrize(("owner", "number"), [("neck_gentle", 0), ("neck_gentle", 99), ("nobody", 1)])
def test_a_step_that_does_not_exist_is_none(owner: str, number: int) -> None:
    assert step_at(content(), owner, number) is None
