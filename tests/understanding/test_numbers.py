"""Numbers are found as people write them."""

from __future__ import annotations

import pytest

from bot.content.loader import load
from bot.understanding.numbers import NumberReader


@pytest.fixture(scope="module")
def reader() -> NumberReader:
    return NumberReader(load().lexicon["numbers"])


@pytest.mark.parametrize(
    ("text", "low", "high", "scale"),
    [
        ("7", 7, 7, None),
        ("-3", -3, -3, None),
        ("minus 3", -3, -3, None),
        ("6-7", 6, 7, None),
        ("3 or 4", 3, 4, None),
        ("between 5 and 6", 5, 6, None),
        ("6-7/10", 6, 7, 10),
        ("seven out of ten", 7, 7, 10),
        ("4 out of 5", 4, 4, 5),
        ("60%", 60, 60, 100),
        ("twenty five", 25, 25, None),
        ("nine hundred", 900, 900, None),
        ("2 and a half", 2.5, 2.5, None),
        ("a couple of", 2, 2, None),
        ("1.5", 1.5, 1.5, None),
    ],
)
def test_one_number_is_read(
    reader: NumberReader, text: str, low: float, high: float, scale: float | None
) -> None:
    (number,) = reader.find(text)
    assert (number.low, number.high, number.scale) == (low, high, scale)


def test_a_scale_of_five_or_a_hundred_is_brought_to_ten(reader: NumberReader) -> None:
    assert [reader.find(text)[0].out_of_ten for text in ("4/5", "55 out of 100", "7")] == [8, 5.5, 7]


@pytest.mark.parametrize("text", ["l5", "7:30", "24/7", "no numbers here"])
def test_what_is_no_number_is_left_alone(reader: NumberReader, text: str) -> None:
    assert reader.find(text) == []
