"""The whole way round: a first visit, a private code, and coming back with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.product.talk import Talk

QUIET = {
    "side": "side:left",
    "type": "type:aching",
    "intensity": "intensity:4",
    "duration": "duration:3",
    "onset": "onset:gradual",
    "stress": "stress:3",
    "danger": "danger:none",
    "conditions": "condition:none",
    "confirm": "confirm:yes",
}


def to_the_plan(talk: Talk) -> Talk:
    for _ in range(12):
        if talk.expects == "preference":
            return talk
        talk.pick(QUIET[str(talk.expects)])
    raise AssertionError(talk.words)


def come_back(talk: Talk, code: str) -> Talk:
    body = {"site": "demo", "locale": "en", "return_code": code}
    opened = talk.client.post("/api/v1/sessions", json=body)
    assert opened.status_code == 201, opened.text
    later = Talk(talk.client, talk.titles, opened.json()["token"])
    later.replies = later.history()
    return later


@pytest.mark.slow
def test_what_helped_is_remembered_and_the_danger_screen_is_put_again(begin: Callable[[], Talk]) -> None:
    talk = to_the_plan(begin().say("my left knee hurts"))
    talk.goes_through_all_steps()
    talk.pick("now:2").is_asked("feedback").pick("harm:no")
    offer = talk.card("note") if len(talk.replies) == 1 else talk.replies[-1]["card"]
    assert offer["action"] == "make_code"
    made: httpx.Response = talk.client.post("/api/v1/memory", headers=talk.headers)
    code = made.json()["code"]

    later = come_back(talk, code)
    assert "Last time it was your left knee, 4 out of 10" in later.words
    later.pick("/better").is_asked("intensity").pick("intensity:2").pick("stress:1").is_asked("danger")
    to_the_plan(later)
    card: dict[str, Any] = later.card("plan")
    assert "You said that this one helped you before." in card["reasons"]
    later.goes_through_all_steps()
    later.pick("now:1").pick("harm:no")
    chart = next(reply["card"] for reply in later.replies if (reply["card"] or {}).get("chart"))
    assert chart["lines"] == ["Pain: 4, then 2.", "Stress: 3, then 1."]

    held = later.client.get("/api/v1/export", headers=later.headers).json()
    assert [visit["harm"] for visit in held["visits"]] == ["no", "no"]
    assert code not in str(held)
