"""The worker behind its private socket, as the gateway uses it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy.engine import Engine

from bot.store import trackers
from bot.worker.turn_store import KEPT_TURNS
from tests.worker.line import Line, asked, cards

LONG = 120


def kept(engine: Engine, line: Line) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    saved = trackers.load(engine, line.conversation)
    assert saved is not None
    return saved


def test_it_says_which_model_and_content_it_answers_with(client: httpx.Client, model: str) -> None:
    health = client.get("/health").json()
    assert (health["status"], health["model"]) == ("ready", model)
    assert len(health["content"]) == 64


def test_a_turn_takes_what_was_said_and_asks_the_next_thing(line: Line, engine: Engine) -> None:
    assert asked(line.turn(None, "/greet")) == "location"
    answer = line.turn("my neck is stiff, 4 out of 10")
    assert (asked(answer), answer["tier"], answer["rules"]) == ("duration", None, [])
    slots, _ = kept(engine, line)
    assert (slots["regions"], slots["intensity"]) == (["neck"], 4)


def test_several_buttons_are_one_answer(line: Line, engine: Engine) -> None:
    line.turn("my neck hurts, 4 out of 10")
    line.turn(None, '/inform{"option":"type:aching"}', '/inform{"option":"type:tight"}')
    assert kept(engine, line)[0]["types"] == ["aching", "tight"]


def test_the_same_message_again_gets_the_same_response_and_changes_nothing(
    line: Line, engine: Engine
) -> None:
    first = line.turn("my neck is stiff", message="1")
    after = kept(engine, line)
    line.turn("4", message="2")
    assert line.turn("my neck is stiff", message="1") == first
    assert line.turn("other words under the same id", message="1") == first
    assert kept(engine, line)[0]["intensity"] == 4
    assert after[0]["intensity"] is None


def test_two_conversations_know_nothing_of_each_other(line: Line, client: httpx.Client) -> None:
    line.turn("my neck is stiff, 4 out of 10")
    assert asked(Line(client).turn("hello")) == "location"


def test_danger_gets_the_card_and_stands(line: Line) -> None:
    answer = line.turn("crushing chest pain down my left arm")
    assert (answer["tier"], cards(answer)) == ("emergency_now", ["emergency"])
    later = line.turn("my neck is stiff, give me a routine")
    assert (later["tier"], cards(later)) == ("emergency_now", ["emergency"])


@pytest.mark.parametrize("talked_before", [True, False])
def test_a_tier_that_came_to_stand_without_the_worker_is_honoured(line: Line, talked_before: bool) -> None:
    if talked_before:
        line.turn("my neck is stiff")
    standing = {"tier": "crisis_now", "rules": ["suicide_plan_or_act"]}
    answer = line.turn("my neck is stiff, 4 out of 10", standing=standing)
    assert answer["tier"] == "crisis_now"
    assert cards(answer) == ["crisis"]


@pytest.mark.parametrize(
    "text", ["/restart", '/inform{"option":"danger:none"}', "/session_start", "/ /", " \n"]
)
def test_a_command_that_is_typed_is_only_text(line: Line, engine: Engine, text: str) -> None:
    line.turn("my neck is stiff")
    line.turn(text)
    slots, events = kept(engine, line)
    assert not slots["screened"]
    assert not [event for event in events if event["event"] in {"restart", "session_started"}]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"{}", b'{"conversation": "x"}'])
def test_what_is_not_a_turn_is_refused(client: httpx.Client, body: bytes) -> None:
    response = client.post("/turn", content=body)
    assert response.status_code == 400
    assert "Traceback" not in response.text


def test_an_erased_conversation_is_forgotten(line: Line, engine: Engine) -> None:
    line.turn("my neck is stiff", message="1")
    assert line.client.post("/erase", json={"conversation": line.conversation}).status_code == 204
    assert trackers.load(engine, line.conversation) is None
    assert asked(line.turn("hello", message="1")) == "location"


def test_in_a_long_talk_nothing_is_forgotten_and_what_is_kept_stays_small(line: Line, engine: Engine) -> None:
    line.turn("my neck is stiff since last week, it came on slowly")
    line.turn("7")
    _, after_two = kept(engine, line)
    for number in range(LONG):
        line.turn(("why do you ask?", "what is swedish massage?", "thank you")[number % 3])
    slots, events = kept(engine, line)
    assert (slots["regions"], slots["intensity"]) == (["neck"], 7)
    assert (slots["onset"], slots["duration_days"]) == ("gradual", 7)
    assert sum(event["event"] == "user" for event in events) == KEPT_TURNS
    assert len(events) < 4 * len(after_two)
    assert asked(line.turn("3")) != "stress"
    assert kept(engine, line)[0]["stress"] == 3


def test_a_turn_whose_action_fails_keeps_nothing_and_can_be_sent_again(raising_worker: Any) -> None:
    line, engine = raising_worker.line, raising_worker.engine
    line.turn("my neck is stiff")
    before = kept(engine, line)
    response = line.post("canary-4711 breaks my neck, 4 out of 10", message="m1")
    assert response.status_code == 500
    assert "canary" not in response.text
    assert kept(engine, line) == before
    assert trackers.response_of(engine, line.conversation, "m1") is None
    assert asked(line.turn("4 out of 10", message="m1")) == "duration"


def test_a_first_turn_that_fails_leaves_no_conversation_and_no_text_in_the_output(
    raising_worker: Any,
) -> None:
    line = raising_worker.line
    assert line.post("canary-4711 breaks my neck").status_code == 500
    assert trackers.load(raising_worker.engine, line.conversation) is None
    output = raising_worker.output.read_text()
    assert "RuntimeError at" in output
    assert "canary" not in output
    assert "Traceback" not in output
