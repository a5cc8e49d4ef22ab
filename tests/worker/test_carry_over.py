"""What is remembered of earlier visits reaches the worker with each turn, and is kept nowhere there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.store import trackers
from tests.worker.line import Line, asked, cards

KNEE = {
    "at": "2026-11-16",
    "regions": ["knee"],
    "sides": {"knee": "left"},
    "types": ["aching"],
    "onset": "gradual",
    "pain": 6,
    "duration_days": 3,
    "tier": None,
    "rules": [],
}


def memory(**facts: Any) -> dict[str, Any]:
    return {"today": "2026-11-23", "visits": [{**KNEE, **facts}]}


def test_the_greeting_of_a_return_visit_says_what_it_was_last_time(line: Line) -> None:
    answer = line.turn(None, "/greet", memory=memory())
    assert answer["replies"][-1]["text"].startswith("Welcome back. Last time it was your left knee, 6 out")
    assert asked(answer) == "feedback"


def test_the_trouble_of_last_time_is_taken_up_and_screened_for_danger_afresh(line: Line) -> None:
    line.turn(None, "/greet", memory=memory())
    answer = line.turn("about the same", memory=memory())
    assert asked(answer) == "intensity"
    assert answer["visit"]["regions"] == ["knee"]
    assert answer["visit"]["duration_days"] == 10
    line.turn(None, '/inform{"option":"intensity:5"}', memory=memory())
    answer = line.turn(None, '/inform{"option":"stress:3"}', memory=memory())
    assert asked(answer) == "danger"


def test_what_is_remembered_is_never_kept_in_the_tracker(line: Line, engine: Engine) -> None:
    line.turn(None, "/greet", memory=memory())
    line.turn("about the same", memory=memory())
    saved = trackers.load(engine, line.conversation)
    assert saved is not None
    assert "2026-11-16" not in json.dumps(saved)


def test_once_forgotten_a_visit_goes_on_without_it(line: Line) -> None:
    line.turn(None, "/greet", memory=memory())
    answer = line.turn("my neck is stiff, 4 out of 10")
    assert answer["visit"]["regions"] == ["neck"]
    assert "Welcome back" not in str(answer)


def test_a_grave_tier_of_last_time_is_asked_about_first_and_stands_without_a_yes(line: Line) -> None:
    grave = memory(tier="urgent_same_day", rules=["calf_clot"])
    answer = line.turn(None, "/greet", memory=grave)
    assert (asked(answer), answer["tier"], answer["visit"]) == ("danger", None, None)
    answer = line.turn("no, not yet", memory=grave)
    assert (answer["tier"], answer["rules"], cards(answer)) == ("urgent_same_day", ["calf_clot"], ["urgent"])


@pytest.mark.parametrize("broken", [{"visits": 7}, {"visits": [{"at": "never"}]}, {"today": []}, {"x": 1}])
def test_a_memory_that_cannot_be_read_counts_as_none(line: Line, broken: dict[str, Any]) -> None:
    assert asked(line.turn(None, "/greet", memory=broken)) == "location"
