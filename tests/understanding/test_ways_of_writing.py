"""Each way of writing is understood, whatever the words it is tried on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import yaml

from bot.content.loader import load
from bot.understanding import Understander

SUNDAY = date(2026, 11, 22)
WAYS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("ways_of_writing.yml").read_text("utf-8")
)
LINES = [
    pytest.param(line, id=f"{way}: {line['text'][:50]}") for way, lines in WAYS.items() for line in lines
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(load())


@pytest.mark.parametrize("line", LINES)
def test_a_way_of_writing_is_understood(understander: Understander, line: dict[str, Any]) -> None:
    understood = asdict(understander.read(line["text"], line.get("asked"), SUNDAY))
    expected = {name: value for name, value in line.items() if name not in ("text", "asked")}
    assert {name: _plain(understood[name]) for name in expected} == {
        name: _plain(value) for name, value in expected.items()
    }


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "🦵",
        "7",
        "mykneehurts",
        "my neck hurts 7 ",
        "left not right knee ok, was fine now gone. ",
        "\u202eهذا نص\u202c ",
    ],
    ids=["capital", "emoji", "digit", "without spaces", "told", "denied", "right to left"],
)
def test_two_thousand_letters_of_anything_are_read_in_a_second(
    understander: Understander, piece: str
) -> None:
    started = perf_counter()
    understood = understander.read((piece * 2_000)[:2_000], "intensity", SUNDAY)
    assert perf_counter() - started < 1
    assert understood.intensity is None or 0 <= understood.intensity <= 10


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, (list, tuple)) else value
