"""Figures against values worked out by hand or taken from the papers they come from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics import (
    Bin,
    Pair,
    Share,
    calibration,
    calibration_error,
    confusions,
    macro_f1,
    scores,
    share,
)

# a read as: a a b; b as: b; c as: a. So a: precision 2/3, recall 2/3; b: 1/2, 1; c: 0, 0.
PAIRS = [Pair("a", "a"), Pair("a", "a"), Pair("a", "b"), Pair("b", "b"), Pair("c", "a")]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_wilson_interval_is_that_of_newcombes_table(hits: int, of: int, low: float, high: float) -> None:
    assert Share(hits, of).interval == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(of=st.integers(1, 10_000), part=st.floats(0, 1))
def test_a_share_lies_within_its_interval(of: int, part: float) -> None:
    found = Share(round(of * part), of)
    low, high = found.interval
    assert 0 <= low <= found.rate + 1e-12
    assert found.rate - 1e-12 <= high <= 1


def test_a_share_says_how_many_of_how_many() -> None:
    assert str(share([True, False, False, False])) == "1 of 4, 25.0 % (4.6 to 69.9)"
    assert str(share([])) == "none"


def test_each_label_gets_its_precision_and_recall() -> None:
    found = {score.label: score for score in scores(PAIRS)}
    assert [(label, score.lines) for label, score in found.items()] == [("a", 3), ("b", 1), ("c", 1)]
    assert (found["a"].precision, found["a"].recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (found["b"].precision, found["b"].recall) == (0.5, 1)
    assert (found["c"].precision, found["c"].recall, found["c"].f1) == (0, 0, 0)


def test_every_label_counts_the_same_in_the_macro_f1() -> None:
    assert macro_f1(scores(PAIRS)) == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_the_most_frequent_confusion_comes_first_and_right_readings_are_none() -> None:
    assert confusions([*PAIRS, Pair("c", "a")]) == [(Pair("c", "a"), 2), (Pair("a", "b"), 1)]


def test_confidence_is_compared_stretch_by_stretch() -> None:
    bins = calibration([(0.92, True), (0.98, False), (0.31, True), (1.0, True)])
    assert bins == [Bin(0.31, Share(1, 1)), Bin(pytest.approx(2.9 / 3), Share(2, 3))]


def test_the_calibration_error_is_the_mean_gap_by_lines() -> None:
    assert calibration_error([Bin(0.5, Share(1, 1)), Bin(0.9, Share(1, 3))]) == pytest.approx(
        (0.5 * 1 + (0.9 - 1 / 3) * 3) / 4
    )
