"""The detector beside the phrases: it must not talk them out of what is plainly said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loader import Content, load
from bot.content.schema import Tier
from bot.semantic.trained import load_detector
from bot.settings import Settings
from bot.triage.decision import urgency
from bot.triage.gate import Gate
from tests.red_flags.building import read_yaml

LINES = Path(__file__).parents[1] / "red_flags"
GRAVE = (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK, Tier.URGENT_SAME_DAY)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Settings.from_environment().data)


@pytest.fixture(scope="module")
def both(content: Content) -> Gate:
    return Gate(content, load_detector(Settings.from_environment(), content.red_flags))


def must_fire(content: Content, tier: Tier) -> list[str]:
    files = (LINES / f"{flag.id}.yml" for flag in content.red_flags.values() if flag.tier == tier)
    lines = (line for file in files if file.exists() for line in read_yaml(file)["must_fire"])
    return [str(line["text"] if isinstance(line, dict) else line) for line in lines]


@pytest.mark.parametrize("tier", GRAVE)
def test_what_the_phrases_fire_is_hardly_ever_only_asked_about(
    content: Content, both: Gate, tier: Tier
) -> None:
    lines = must_fire(content, tier)
    found = [both.assess(line) for line in lines]
    passed_over = [
        line
        for line, each in zip(lines, found, strict=True)
        if urgency(each.tier) > urgency(tier) and each.ask is None
    ]
    assert passed_over == []
    fired = sum(urgency(each.tier) <= urgency(tier) for each in found)
    assert fired >= 0.95 * len(lines), f"{fired} of {len(lines)} fired, the rest were asked about"
