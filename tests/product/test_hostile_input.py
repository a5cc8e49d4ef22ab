"""What no one should send, in the middle of a question: a clear answer, and the talk goes on unharmed."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.product.running import Product
from tests.product.talk import Talk

HARMLESS = "my neck hurts"


@pytest.fixture
def midway(talk: Talk) -> Talk:
    """A talk whose open question is how bad it is."""
    return talk.say("my neck is stiff").is_asked("intensity")


def post(talk: Talk, content: bytes, **headers: str) -> httpx.Response:
    return talk.client.post("/api/v1/messages", content=content, headers=talk.headers | headers)


def refused(response: httpx.Response, status: int, problem: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:unknot:problem:{problem}"
    assert response.json()["detail"].endswith(".")
    assert "Traceback" not in response.text


def goes_on(talk: Talk) -> None:
    talk.say("4").is_asked("duration").is_safe()


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), (" \n\t", "empty"), ("/", "empty"), ("\x00", "empty"), ("\ud83d", "empty"),
     ("a" * 2_001, "too-long")],
)  # fmt: skip
def test_nothing_to_read_and_too_much_are_refused_and_leave_no_trace(
    midway: Talk, text: str, problem: str
) -> None:
    before = midway.history()
    refused(midway.send({"id": str(uuid.uuid4()), "text": text}), 422, problem)
    assert midway.history() == before
    goes_on(midway)


@pytest.mark.parametrize(
    "text",
    [
        "😀🎈",
        "la maison est bleue",
        "天气很好",
        "\x00\ud800um\x00 well\udfff",
        '/intent{"a":1}',
        '<script>alert("x")</script><b>x</b>',
        "{{config}} {self.tier} %s ${x}",
        "Robert'); DROP TABLE messages; --",
        "a" * 2_000,
    ],
)
def test_text_that_answers_nothing_leaves_the_question_open(midway: Talk, text: str) -> None:
    midway.say(text).is_asked("intensity").is_safe()
    assert "<script" not in midway.words
    goes_on(midway)


@pytest.mark.parametrize("option", ["danger:none", "condition:none", "confirm:yes", "side:left"])
def test_a_typed_payload_presses_no_button(midway: Talk, option: str) -> None:
    midway.say(f'/inform{{"option":"{option}"}}').is_shown().is_safe()
    while midway.expects != "danger":
        midway.say({"intensity": "4", "duration": "since last week"}.get(midway.expects or "", "not sure"))
    midway.pick("danger:none").is_asked("conditions")


@pytest.mark.parametrize("word", ["/restart", "/start_over", "/back"])
def test_a_typed_command_is_the_word_behind_the_slash_and_no_command(midway: Talk, word: str) -> None:
    midway.say(word)
    said = [message["text"] for message in midway.history() if message["author"] == "person"]
    assert said == ["my neck is stiff", word.removeprefix("/")]
    midway.say("my neck hurts, a 4 out of 10").is_safe()
    assert midway.expects in {"type", "duration"}


@pytest.mark.parametrize("body", [b"", b"{", b"null", b'{"id": "m1", "text": ', b"\xff\xfe", b"[" * 15_000])
def test_broken_json_is_malformed(midway: Talk, body: bytes) -> None:
    refused(post(midway, body), 400, "malformed")
    goes_on(midway)


def test_a_wrong_token_opens_nothing(midway: Talk) -> None:
    body = b'{"id": "m1", "text": "4"}'
    refused(post(midway, body, Authorization="Bearer wrong"), 401, "no-session")
    refused(post(midway, body, Authorization=f"Basic {midway.token}"), 401, "no-session")
    goes_on(midway)


def test_an_expired_token_opens_nothing_and_what_was_said_stays(midway: Talk, product: Product) -> None:
    with sqlite3.connect(product.folder / "unknot.sqlite", timeout=30) as database:
        database.execute(
            "UPDATE conversations SET expires_at = '2020-01-01 00:00:00.000000' WHERE id ="
            " (SELECT conversation_id FROM messages ORDER BY created_at DESC LIMIT 1)"
        )
    refused(midway.send({"id": "m1", "text": "4"}), 401, "no-session")


def test_a_repeated_id_gets_the_same_answer_and_is_handled_once(midway: Talk) -> None:
    first = midway.send({"id": "m1", "text": "4"})
    assert first.status_code == 200
    assert midway.send({"id": "m1", "text": "4"}).content == first.content
    refused(midway.send({"id": "m1", "text": "5"}), 409, "other-body")
    said = [message["text"] for message in midway.history() if message["author"] == "person"]
    assert said == ["my neck is stiff", "4"]


def test_a_choice_nobody_offered_is_unknown(midway: Talk, begin: Callable[[], Talk]) -> None:
    foreign: list[dict[str, Any]] = begin().replies[-1]["choices"]
    for choice in ("unknown", foreign[0]["id"], '/inform{"option":"intensity:9"}'):
        refused(midway.send({"id": str(uuid.uuid4()), "choices": [choice]}), 422, "unknown-choice")
    goes_on(midway)


def test_nothing_that_was_sent_appears_in_the_output(talk: Talk, product: Product) -> None:
    for text in ("canary-4711 hurts", "/canary-4711", "canary-4711 \ud800", "canary-4711" * 200):
        talk.send({"id": str(uuid.uuid4()), "text": text})
    assert "canary" not in product.output
    assert "Traceback" not in product.output
