"""The gate on what cuts across all red flags: denials, history, other people … in `cross/<set>.yml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.content.schema import Tier
from bot.triage.decision import urgency
from tests.red_flags.building import gate, read_yaml

SETS = ("buried", "history", "idioms", "minimised", "negation", "other_people", "questions", "typos")
FOLDER = Path(__file__).parent / "cross"
LINES_EACH = 25


def _must_fire() -> Iterator[Any]:
    for name in SETS:
        for line in read_yaml(FOLDER / f"{name}.yml")["must_fire"]:
            yield pytest.param(line["text"], Tier(line["tier"]), id=f"{name}-{line['text'][:60]}")


def _must_not_fire() -> Iterator[Any]:
    for name in SETS:
        for text in read_yaml(FOLDER / f"{name}.yml")["must_not_fire"]:
            yield pytest.param(text, id=f"{name}-{text[:60]}")


@pytest.mark.parametrize(("text", "tier"), _must_fire())
def test_danger_reaches_its_tier_however_it_is_told(text: str, tier: Tier) -> None:
    found = gate().assess(text)
    assert urgency(found.tier) <= urgency(tier), found


@pytest.mark.parametrize("text", _must_not_fire())
def test_what_is_no_danger_now_sends_nobody_anywhere_today(text: str) -> None:
    found = gate().assess(text)
    assert urgency(found.tier) > urgency(Tier.URGENT_SAME_DAY), found


@pytest.mark.parametrize("name", SETS)
def test_every_set_has_enough_lines_each_way(name: str) -> None:
    lines = read_yaml(FOLDER / f"{name}.yml")
    assert set(lines) == {"must_fire", "must_not_fire"}
    assert len(lines["must_fire"]) >= LINES_EACH
    assert len(lines["must_not_fire"]) >= LINES_EACH


def test_every_file_is_a_set_and_no_line_stands_twice() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yml")) == sorted(SETS)
    texts = Counter(parameters.values[0] for parameters in (*_must_fire(), *_must_not_fire()))
    assert [text for text, count in texts.items() if count > 1] == []
