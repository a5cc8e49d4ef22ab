"""What strangers type is understood, field by field."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import load
from bot.understanding import Understander, Understanding
from bot.understanding.duration import LONGEST

SUNDAY = date(2026, 11, 22)
LINES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("lines.yml").read_text("utf-8"))
TIED = {"sides", "intensities", "corrects"}  # compared only where a line names them
FIELDS = [field.name for field in fields(Understanding)]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(load())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['text'][:60]}|{line.get('asked', '')}")
def test_a_line_tells_exactly_its_fields(understander: Understander, line: dict[str, Any]) -> None:
    understood = asdict(understander.read(line["text"], line.get("asked"), SUNDAY))
    compared = [name for name in FIELDS if name in line or name not in TIED]
    expected = {name: _plain(line.get(name)) for name in compared}
    assert {name: _plain(understood[name]) for name in compared} == expected


def test_the_table_covers_every_field() -> None:
    assert set(FIELDS) <= {name for line in LINES for name in line}


def test_a_weekday_said_on_that_day_is_a_week_ago(understander: Understander) -> None:
    assert understander.read("since sunday", None, SUNDAY).duration_days == 7


def test_without_a_day_given_days_are_counted_to_today(understander: Understander) -> None:
    days = understander.read("since monday").duration_days
    assert days is not None
    assert 1 <= days <= 7


def test_a_very_long_text_is_read_up_to_its_limit(understander: Understander) -> None:
    assert understander.read("my left knee hurts " * 5_000).regions == ("knee",)


_QUESTIONS = st.sampled_from([None, "intensity", "stress", "duration", "side", "preference"])
_NUMBERS = st.sampled_from(
    ["7", "-3", "/", "10", "2019", "31", "00", "1e9", "%", "½", "half", "out", "of", "."]
)
_WORDS = st.sampled_from(
    ["weeks", "since", "tues", "left", "knee", "not", "stress", "and", ",", "fine", "minutes"]
)
_TIMES = st.sampled_from(["ago", "march", "february", "a", "to", "years", "from", "now", "was", "right"])
_PIECES = _NUMBERS | _WORDS | _TIMES


@given(text=st.text(max_size=200), asked=_QUESTIONS)
def test_any_text_is_read_without_error_and_within_range(
    understander: Understander, text: str, asked: str | None
) -> None:
    _assert_within_range(understander.read(text, asked, SUNDAY))


@given(pieces=st.lists(_PIECES, max_size=14), asked=_QUESTIONS)
def test_any_jumble_of_numbers_and_times_stays_within_range(
    understander: Understander, pieces: list[str], asked: str | None
) -> None:
    _assert_within_range(understander.read(" ".join(pieces), asked, SUNDAY))


def _assert_within_range(understood: Understanding) -> None:
    ratings = [understood.intensity, understood.stress, *understood.intensities.values()]
    assert all(0 <= rating <= 10 for rating in ratings if rating is not None)
    assert understood.duration_days is None or 0 <= understood.duration_days <= LONGEST
    assert understood.minutes is None or understood.minutes >= 1
    assert not set(understood.regions) & set(understood.denied_regions)
    assert all(getattr(understood, name) is None for name in understood.impossible)


def _plain(value: Any) -> Any:
    return list(value or []) if isinstance(value, (list, tuple)) or value is None else value
