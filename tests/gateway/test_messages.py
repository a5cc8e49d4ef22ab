from __future__ import annotations

import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

KEYS = {"id", "seq", "text", "choices", "multiple", "expects", "card"}


def test_a_message_gets_its_replies_with_numbers_that_run_on(chat: Any) -> None:
    first, second = chat.say("my neck aches", "m1").json(), chat.say("since Monday", "m2").json()
    assert (first["id"], first["seq"], first["tier"], first["rules"]) == ("m1", 2, None, [])
    assert [set(reply) for reply in first["replies"]] == [KEYS]
    assert [first["replies"][0]["seq"], second["seq"], second["replies"][0]["seq"]] == [3, 4, 5]


def test_a_repeated_message_gets_the_same_answer_and_is_handled_once(chat: Any, worker: Any) -> None:
    before = len(worker.turns())
    answers = [chat.say("my neck aches", "m1").content for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert len(worker.turns()) == before + 1
    assert [message["id"] for message in chat.history() if message["author"] == "person"] == ["m1"]


def test_a_repeated_message_sent_at_the_same_time_is_handled_once(chat: Any, worker: Any) -> None:
    before = len(worker.turns())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: chat.say("my neck aches", "m1").content, range(8)))
    assert len(set(answers)) == 1
    assert len(worker.turns()) == before + 1


def test_an_id_used_with_another_text_is_a_conflict(chat: Any) -> None:
    chat.say("my neck aches", "m1")
    response = chat.say("my back aches", "m1")
    assert response.status_code == 409
    assert response.json()["type"] == "urn:unknot:problem:other-body"


def test_the_same_id_in_another_conversation_is_another_message(gateway: Any) -> None:
    first, second = gateway.open(), gateway.open()
    assert first.say("one", "m1").json()["replies"][0]["text"] == "Heard: one"
    assert second.say("two", "m1").json()["replies"][0]["text"] == "Heard: two"


def test_a_picked_choice_reaches_the_worker_as_its_payload(chat: Any, worker: Any) -> None:
    response = chat.pick(chat.open_choices()["Neck"])
    assert response.status_code == 200
    turn = worker.turns()[-1]
    assert (turn["text"], turn["payloads"]) == (None, ['/answer{"option": "secret:Neck"}'])
    assert chat.history()[1]["text"] == "Neck"


def test_no_payload_is_ever_shown(chat: Any) -> None:
    answer = chat.say("summarise").text
    assert "/correct" not in answer + json.dumps(chat.history())
    assert "secret" not in json.dumps(chat.history())


def test_an_item_of_a_summary_can_be_picked(chat: Any, worker: Any) -> None:
    (reply,) = chat.say("summarise").json()["replies"]
    where, pain = reply["card"]["items"]
    assert set(pain) == {"label", "value"}
    assert chat.pick(where["choice"]).status_code == 200
    assert worker.turns()[-1]["payloads"] == ["/correct"]


def test_choices_of_an_earlier_turn_and_made_up_ones_are_refused(chat: Any) -> None:
    stale = chat.open_choices()["Neck"]
    chat.say("offer one")
    for choice in (stale, "made-up", "", "x" * 500):
        response = chat.pick(choice)
        assert response.status_code == 422
        assert response.json()["type"] == "urn:unknot:problem:unknown-choice"


def test_choices_of_another_conversation_are_refused(gateway: Any) -> None:
    first, second = gateway.open(), gateway.open()
    assert second.pick(first.open_choices()["Neck"]).status_code == 422


def test_several_choices_count_only_where_several_were_asked_for(chat: Any, worker: Any) -> None:
    chat.say("offer one")
    assert chat.pick(*chat.open_choices().values()).status_code == 422
    chat.say("offer many")
    both = chat.open_choices()
    assert chat.pick(both["Left"], both["Left"]).status_code == 422
    assert chat.pick(*both.values()).status_code == 200
    assert len(worker.turns()[-1]["payloads"]) == 2


def test_parallel_messages_keep_one_order_everywhere(gateway: Any, worker: Any) -> None:
    chat = gateway.open()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda n: chat.say(f"message {n}").json(), range(10)))
    history = chat.history(after=1)
    assert [message["seq"] for message in history] == list(range(2, 22))
    assert [message["author"] for message in history] == ["person", "bot"] * 10
    for said, heard in zip(history[::2], history[1::2], strict=True):
        assert heard["text"] == f"Heard: {said['text']}"
    conversation = worker.turns()[-1]["conversation"]
    handled = [turn["text"] for turn in worker.turns(conversation) if turn["text"]]
    assert handled == [message["text"] for message in history[::2]]
    assert sorted(answer["seq"] for answer in answers) == list(range(2, 22, 2))


def test_history_starts_after_a_point(chat: Any) -> None:
    chat.say("one")
    assert [message["seq"] for message in chat.history(after=2)] == [3]
    assert chat.history(after=99) == []


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "99999999999", "²"])
def test_a_point_that_is_no_number_is_refused(chat: Any, after: str) -> None:
    response = chat.client.get("/api/v1/messages", params={"after": after}, headers=chat.headers)
    assert response.status_code == 422


def test_a_stream_resumes_where_it_broke_off_and_goes_on_live(chat: Any) -> None:
    chat.say("one")
    seen: list[dict[str, Any]] = []
    headers = chat.headers | {"Last-Event-ID": "1"}
    with chat.client.stream("GET", "/api/v1/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        later = threading.Timer(0.2, _say_elsewhere, [chat, "two"])
        later.start()
        for line in stream.iter_lines():
            if line.startswith("data: "):
                seen.append(json.loads(line[6:]))
            if len(seen) == 4:
                break
    later.join()
    assert [message["seq"] for message in seen] == [2, 3, 4, 5]
    assert seen[-1]["text"] == "Heard: two"


def test_a_stream_ends_when_the_conversation_is_erased(chat: Any) -> None:
    with chat.client.stream("GET", "/api/v1/events", headers=chat.headers) as stream:
        threading.Timer(0.2, _erase_elsewhere, [chat]).start()
        assert "Welcome" in "".join(stream.iter_lines())


def _say_elsewhere(chat: Any, text: str) -> None:
    body = {"id": str(uuid.uuid4()), "text": text}
    httpx.post(f"{str(chat.client.base_url).rstrip('/')}/api/v1/messages", json=body, headers=chat.headers)


def _erase_elsewhere(chat: Any) -> None:
    httpx.delete(f"{str(chat.client.base_url).rstrip('/')}/api/v1/session", headers=chat.headers)
