"""The detector as it is fitted from our examples: what it hears, and what it refuses to load."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
import yaml

from bot.content.loader import DATA, load
from bot.content.schema import Tier
from bot.errors import MendableError
from bot.evaluation.red_flags import HIGH
from bot.semantic.detector import ABOUT, ENCODER, Detector
from bot.semantic.examples import NO_SIGN, classes
from bot.semantic.trained import ensure_detector
from bot.settings import Settings
from bot.triage.decision import urgency

TESTS = Path(__file__).parents[1]
SAMPLE = 300
# Floors well below what was measured (docs/evaluation.md): the fit may differ a little by machine.
FEWEST_HEARD = 0.85
MOST_FALSE_ALARMS = 0.05


@pytest.fixture(scope="module")
def folder() -> Path:
    return ensure_detector(Settings.from_environment())


@pytest.fixture(scope="module")
def detector(folder: Path) -> Detector:
    return Detector(folder, load(DATA).red_flags)


def lines(folder: str, key: str) -> list[tuple[str, str]]:
    """A seeded sample of lines that were never trained on, with the file they stand in."""
    found = [
        (path.stem, str(line))
        for path in sorted((TESTS / folder).glob("*.yml"))
        for line in yaml.safe_load(path.read_text(encoding="utf-8")).get(key) or ()
    ]
    return random.Random(20261124).sample(found, min(SAMPLE, len(found)))


def test_it_knows_every_red_flag_in_use() -> None:
    content = load(DATA)
    used = {name for name, flag in content.red_flags.items() if flag.status != "retired"}
    assert set(classes(content)) == {*used, NO_SIGN}


def test_it_hears_danger_it_was_never_taught(detector: Detector) -> None:
    flags = load(DATA).red_flags
    grave = [
        (r, t)
        for r, t in lines("red_flags", "must_fire")
        if urgency(flags[r].tier) <= urgency(Tier.URGENT_SAME_DAY)
    ]
    heard = [bool(detector.hear(text).fire or detector.hear(text).ask) for _, text in grave]
    assert sum(heard) >= FEWEST_HEARD * len(heard)


def test_it_leaves_what_people_say_every_day_alone(detector: Detector) -> None:
    flags = load(DATA).red_flags
    said = [
        str(text)
        for topic in ("answers", "conversation", "routine", "progress", "stress", "oils", "sleep")
        for texts in yaml.safe_load((TESTS / "nlu" / f"{topic}.yml").read_text(encoding="utf-8"))[
            "held_out"
        ].values()
        for text in texts
    ]
    fired = [text for text in said if (rule := detector.hear(text).fire) and flags[rule].tier in HIGH]
    assert len(fired) <= MOST_FALSE_ALARMS * len(said), fired


def test_the_same_text_is_always_heard_alike(detector: Detector, folder: Path) -> None:
    again = Detector(folder, load(DATA).red_flags)
    for text in ("my face has dropped on one side", "stiff neck", "", "😀", "a" * 2000):
        assert detector.hear(text) == again.hear(text)


def test_a_buried_fact_is_heard_in_a_long_story(detector: Detector) -> None:
    story = "we had a nice day at the garden centre and bought some bulbs and a new rake for the lawn. "
    fact = "since lunch one side of my face droops and the words come out slurred. "
    heard = detector.hear(story * 5 + fact + story * 5)
    assert heard.fire == "stroke_signs"
    assert "droops" in heard.span


@pytest.mark.parametrize("broken", [ABOUT, ENCODER])
def test_a_damaged_detector_is_refused_by_name(folder: Path, tmp_path: Path, broken: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / broken).write_bytes(b"damaged")
    with pytest.raises(MendableError, match=broken):
        Detector(copy, load(DATA).red_flags)


def test_a_missing_detector_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(MendableError, match="make train"):
        Detector(tmp_path, load(DATA).red_flags)


def test_what_it_was_made_from_is_kept_with_it(folder: Path) -> None:
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    assert about["classes"] == list(classes(load(DATA)))
    assert about["examples"] > 5_000
