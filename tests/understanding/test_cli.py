"""`python -m bot parse` answers each line with one JSON object."""

from __future__ import annotations

import io
import json

from bot.content.loader import load
from bot.understanding.cli import run
from bot.understanding.understander import Understander


def test_each_line_becomes_one_object_with_the_agreed_keys() -> None:
    out = io.StringIO()
    run(
        io.StringIO("left knee 7/10 for 3 weeks, not stressed\n\nhi"),
        out,
        Understander(load()),
        lambda text: ("greet", 0.9) if text else (None, None),
    )
    first, second, third = map(json.loads, out.getvalue().splitlines())
    assert first == {
        "text": "left knee 7/10 for 3 weeks, not stressed",
        "intent": "greet",
        "confidence": 0.9,
        "regions": ["knee"],
        "side": "left",
        "types": [],
        "intensity": 7.0,
        "duration_days": 21.0,
        "stress": 1.0,
    }
    assert (second["text"], second["intent"], second["intensity"]) == ("", None, None)
    assert third["intent"] == "greet"
