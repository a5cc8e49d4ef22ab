"""Every red flag against what people type: `tests/red_flags/<id>.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.triage.decision import urgency
from tests.red_flags.building import DATA, gate, read_yaml, red_flag_files

EXPECTED = ("must_fire", "must_ask", "must_not_fire")
LINES_EACH = 8


def _documents() -> list[str]:
    return sorted(path.stem for path in (DATA / "red_flags").glob("*.yml"))


def _lines(expected: str) -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.glob("*.yml")):
        for number, line in enumerate(read_yaml(path).get(expected) or ()):
            yield pytest.param(path.stem, str(line), id=f"{path.stem}-{number}-{str(line)[:60]}")


@pytest.mark.parametrize(("rule", "text"), _lines("must_fire"))
def test_what_must_fire_fires_or_something_as_urgent_does(rule: str, text: str) -> None:
    outcomes = gate().outcomes(text)
    own = outcomes.get(rule, "none")
    found = gate().assess(text)
    as_urgent = urgency(found.tier) <= urgency(red_flag_files().red_flags[rule].tier)
    assert own == "fire" or (own == "ask" and as_urgent), found


@pytest.mark.parametrize(("rule", "text"), _lines("must_ask"))
def test_what_must_ask_at_least_asks(rule: str, text: str) -> None:
    found = gate().assess(text)
    assert gate().outcomes(text).get(rule) in ("ask", "fire"), found


@pytest.mark.parametrize(("rule", "text"), _lines("must_not_fire"))
def test_what_must_not_fire_does_not(rule: str, text: str) -> None:
    found = gate().assess(text)
    assert rule not in found.rules, found


@pytest.mark.parametrize(
    "around",
    ["my friend says it's nothing, {}", "{}, its probably nothing", "{}. can you give me a massage for it?"],
)
def test_making_light_of_danger_never_lowers_the_tier(around: str) -> None:
    for parameters in _lines("must_fire"):
        text = parameters.values[1]
        plain, lighter = gate().assess(text), gate().assess(around.format(text))
        assert urgency(lighter.tier) <= urgency(plain.tier), (text, plain, lighter)


@pytest.mark.parametrize("rule", _documents())
def test_every_red_flag_has_enough_lines_each_way(rule: str) -> None:
    lines = read_yaml(Path(__file__).with_name(f"{rule}.yml"))
    assert set(lines) <= set(EXPECTED)
    assert len(lines["must_fire"]) >= LINES_EACH
    assert len(lines["must_not_fire"]) >= LINES_EACH


def test_every_file_of_lines_belongs_to_a_red_flag() -> None:
    assert sorted(path.stem for path in Path(__file__).parent.glob("*.yml")) == _documents()
