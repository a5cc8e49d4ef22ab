from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from bot.gateway.incoming import clean

LONGEST = "a" * 2_000


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("   \n\t ", "empty"),
        ("/", "empty"),
        ("\u200b\u2060", "empty"),
        ("\x00", "empty"),
        ("\ud800", "empty"),
        (LONGEST + "a", "too-long"),
        (7, "malformed"),
        (["neck"], "malformed"),
        ({"text": "neck"}, "malformed"),
    ],
)
def test_text_with_nothing_to_read_or_too_much_is_refused_with_a_reason(
    chat: Any, text: object, problem: str
) -> None:
    response = chat.post({"id": "m1", "text": text})
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"urn:unknot:problem:{problem}"
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("text", "arrives"),
    [
        ("😀🦵", "😀🦵"),
        ("mi cuello está rígido", "mi cuello está rígido"),
        ("我的脖子疼", "我的脖子疼"),
        ("cafe\u0301", "café"),
        ("neck\x00 pain\ud800", "neck pain"),
        ("/restart", "restart"),
        (' //  /intent{"a":1}', 'intent{"a":1}'),
        ("\u200b/restart", "restart"),
        ("\x00/restart", "restart"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        (LONGEST, LONGEST),
    ],
)
def test_unusual_text_is_accepted_and_arrives_as_plain_text(
    chat: Any, worker: Any, text: str, arrives: str
) -> None:
    response = chat.say(text)
    assert response.status_code == 200
    assert response.json()["replies"][0]["text"] == f"Heard: {arrives}"
    assert worker.turns()[-1]["text"] == arrives
    assert worker.turns()[-1]["payloads"] is None


def test_nothing_a_person_types_starts_like_a_command() -> None:
    fronts = ["/", " /", "//", "\t/", "\u00a0/", "\u200f/", "\ufeff/", "\x00/", "\ud83d/", "\u0085/"]
    assert all(not clean(front + "restart").startswith("/") for front in fronts)


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"[" * 15_000, b"NaN"])
def test_what_is_not_a_json_object_is_malformed(chat: Any, body: bytes) -> None:
    response = chat.client.post("/api/v1/messages", content=body, headers=chat.headers)
    assert response.status_code == 400
    assert response.json()["type"] == "urn:unknot:problem:malformed"


@pytest.mark.parametrize(
    "body",
    [
        {"id": "m1"},
        {"id": "m1", "text": "neck", "choices": ["x"]},
        {"id": "m1", "choices": []},
        {"id": "m1", "choices": "x"},
        {"id": "m1", "choices": [1]},
        {"text": "neck"},
        {"id": "", "text": "neck"},
        {"id": "a" * 65, "text": "neck"},
        {"id": "a b", "text": "neck"},
        {"id": 7, "text": "neck"},
    ],
)
def test_a_message_needs_an_id_and_either_text_or_choices(chat: Any, body: dict[str, object]) -> None:
    assert chat.post(body).status_code == 422


def test_more_than_16_kilobytes_are_not_read(chat: Any) -> None:
    response = chat.post({"id": "m1", "text": "a" * 20_000})
    assert response.status_code == 413
    assert response.json()["title"]


def test_refused_messages_leave_no_trace(chat: Any, gateway: Any) -> None:
    before = chat.history()
    chat.say("")
    chat.say(LONGEST + "a")
    chat.pick("unknown")
    chat.client.post("/api/v1/messages", content=b"{", headers=chat.headers)
    assert chat.history() == before


def test_an_unforeseen_error_is_a_plain_problem_and_is_logged_without_the_text(
    gateway: Any, chat: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with sqlite3.connect(gateway.database) as connection:
        connection.execute("DROP TABLE choices")
    response = chat.say("canary-4711")
    assert response.status_code == 500
    assert response.json()["type"] == "urn:unknot:problem:broken"
    assert "Traceback" not in response.text
    assert "canary" not in response.text + caplog.text
    assert "OperationalError at" in caplog.text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/healthz", 405)])
def test_unknown_addresses_and_methods_are_problems_too(
    gateway: Any, method: str, path: str, status: int
) -> None:
    response = gateway.client.request(method, path)
    assert response.status_code == status
    assert response.json()["status"] == status
