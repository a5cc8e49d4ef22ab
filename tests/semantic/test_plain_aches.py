"""A plain ache in a plain place is no danger sign: the bot goes on asking, and raises nothing."""

from __future__ import annotations

import pytest

from bot.content.loader import load
from bot.semantic.trained import load_detector
from bot.settings import Settings
from bot.triage.gate import Gate

PLACES = (
    "neck", "jaw", "shoulder", "upper back", "lower back", "hip", "thigh", "knee", "shin", "ankle", "foot",
    "elbow", "forearm", "wrist", "hand",
)  # fmt: skip
FRAMES = (
    "it's my {}",
    "i've got a sore {}",
    "my {} has been hurting a bit",
    "{} pain",
    "a dull ache in the {}",
)


@pytest.fixture(scope="module")
def gate() -> Gate:
    settings = Settings.from_environment()
    content = load(settings.data)
    return Gate(content, load_detector(settings, content.red_flags))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_plain_ache_raises_nothing(gate: Gate, frame: str) -> None:
    found = {place: gate.assess(frame.format(place)) for place in PLACES}
    raised = {place: one.rules or one.ask for place, one in found.items() if one.rules or one.ask}
    assert len(raised) <= 1, raised  # the detector may doubt one wording in fifteen, never more
