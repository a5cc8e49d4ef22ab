"""A field is right by what it means, not by how it is written down."""

from __future__ import annotations

import pytest

from bot.content.loader import load
from bot.evaluation.metrics import Share
from bot.evaluation.slots import is_right, measure
from bot.understanding.understander import Understander


@pytest.mark.parametrize(
    ("field", "gold", "read", "right"),
    [
        ("regions", ["knee", "hip"], ("hip", "knee"), True),
        ("regions", ["knee", "hip"], ("knee",), False),
        ("duration_days", 30, 28.0, True),
        ("duration_days", 30, 26.0, False),
        ("intensity", 7, 7.0, True),
        ("intensity", 7, 7.5, False),
        ("stress", 0, None, False),
        ("side", "left", "left", True),
    ],
)
def test_a_field_is_right_or_not(field: str, gold: object, read: object, right: bool) -> None:
    assert is_right(field, gold, read) is right


def test_fields_are_scored_where_told_and_where_not() -> None:
    lines = [
        {"text": "left knee 7/10", "regions": ["knee"], "side": "left", "intensity": 7},
        {"text": "my right knee and hip hurt", "regions": ["knee"]},
        {"text": "7", "asked": "stress", "stress": 7},
    ]
    found = {score.field: score for score in measure(lines, Understander(load()))}
    assert (found["regions"].told, found["regions"].untold) == (Share(1, 2), Share(0, 1))
    assert found["regions"].items is not None
    assert found["regions"].items.precision == pytest.approx(2 / 3)
    assert found["regions"].items.recall == 1
    assert (found["side"].told, found["side"].untold) == (Share(1, 1), Share(1, 2))
    assert (found["stress"].told, found["intensity"].untold) == (Share(1, 1), Share(0, 2))
    assert found["side"].items is None
