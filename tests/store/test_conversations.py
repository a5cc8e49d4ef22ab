from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import choices, conversations, messages, trackers
from bot.store.conversations import Conversation, Standing
from bot.store.engine import reading
from bot.store.findings import Finding
from bot.store.messages import Answer, OtherBodyError, Reply
from bot.store.models import metadata

BODY = {"text": "Where?", "choices": [], "multiple": False, "expects": "location", "card": None}

NOTHING = Standing()


def _answer(*titles: str, standing: Standing = NOTHING, **more: Any) -> Answer:
    offered = tuple((title, f"/answer {title}", f"id-{title}") for title in titles)
    return Answer([Reply(BODY, offered)], standing, **more)


def _finding(rule: str) -> Finding:
    return Finding(rule, "emergency_now", [0, 5], "affirmed", "hash")


def test_a_token_finds_its_conversation_and_is_itself_not_stored(engine: Any) -> None:
    opened, token = conversations.create(
        engine,
        site="demo",
        origin="https://a.example",
        locale="en",
        consent_version=None,
        rule_set="r",
        lifetime=timedelta(hours=1),
    )
    assert conversations.find_by_token(engine, token) == opened
    assert conversations.find_by_token(engine, token + "x") is None
    assert token not in json.dumps(conversations.export(engine, opened.id))
    assert len(token) >= 43


def test_times_come_back_aware_and_in_utc(engine: Any, conversation: Conversation) -> None:
    found = conversations.find(engine, conversation.id)
    assert found is not None
    assert found.created_at.tzinfo is timezone.utc
    assert found.created_at == conversation.created_at


def test_a_conversation_closes_when_its_time_is_over_or_it_is_revoked(
    engine: Any, conversation: Conversation
) -> None:
    now = datetime.now(timezone.utc)
    assert conversation.is_open(now)
    assert not conversation.is_open(now + timedelta(hours=2))
    conversations.revoke(engine, conversation.id)
    found = conversations.find(engine, conversation.id)
    assert found is not None
    assert not found.is_open(now)


def test_the_same_id_and_body_is_one_message_and_another_body_is_refused(
    engine: Any, conversation: Conversation
) -> None:
    first = messages.accept(engine, conversation.id, "m1", "hash-a", "hello")
    assert messages.accept(engine, conversation.id, "m1", "hash-a", "hello") == first
    with pytest.raises(OtherBodyError):
        messages.accept(engine, conversation.id, "m1", "hash-b", "other")


def test_numbers_run_through_questions_and_answers(engine: Any, conversation: Conversation) -> None:
    for n in range(3):
        message = messages.accept(engine, conversation.id, f"m{n}", "h", "hello")
        messages.answer(engine, conversation.id, message, _answer())
    said = messages.after(engine, conversation.id, 0)
    assert [one.seq for one in said] == [1, 2, 3, 4, 5, 6]
    assert [one.author for one in said] == ["person", "bot"] * 3
    assert [one.seq for one in messages.after(engine, conversation.id, 4)] == [5, 6]


def test_an_answer_is_kept_as_it_was_sent(engine: Any, conversation: Conversation) -> None:
    message = messages.accept(engine, conversation.id, "m1", "h", "hello")
    sent = messages.answer(engine, conversation.id, message, _answer("Neck"))
    stored = messages.find(engine, conversation.id, "m1")
    assert stored is not None
    assert (stored.reply, stored.state) == (sent, "answered")


def test_only_the_choices_of_the_last_turn_are_open(engine: Any, conversation: Conversation) -> None:
    messages.answer(engine, conversation.id, None, _answer("Neck", "Back"))
    assert set(choices.open_choices(engine, conversation.id)) == {"id-Neck", "id-Back"}
    messages.answer(engine, conversation.id, None, _answer("Left"))
    assert set(choices.open_choices(engine, conversation.id)) == {"id-Left"}


def test_what_was_found_is_traced_and_setting_it_aside_is_noted(
    engine: Any, conversation: Conversation
) -> None:
    first = messages.accept(engine, conversation.id, "m1", "h", "chest")
    standing = Standing("emergency_now", ("chest_pain",))
    messages.answer(
        engine, conversation.id, first, _answer(standing=standing, findings=[_finding("chest_pain")])
    )
    second = messages.accept(engine, conversation.id, "m2", "h", "not meant")
    messages.answer(engine, conversation.id, second, _answer(overrides=frozenset({"chest_pain"})))
    (trace,) = conversations.export(engine, conversation.id)["findings"]
    assert trace["rule"] == "chest_pain"
    assert trace["overridden_at"] is not None


def test_an_answer_to_an_erased_conversation_leaves_nothing(engine: Any, conversation: Conversation) -> None:
    message = messages.accept(engine, conversation.id, "m1", "h", "hello")
    conversations.erase(engine, conversation.id)
    with pytest.raises(LookupError):
        messages.answer(engine, conversation.id, message, _answer("Neck"))
    assert _all_rows(engine) == 0


def test_erasing_removes_every_row_of_one_conversation_and_no_other(
    engine: Any, conversation: Conversation
) -> None:
    other, _ = conversations.create(
        engine,
        site="demo",
        origin=None,
        locale="en",
        consent_version=None,
        rule_set="r",
        lifetime=timedelta(hours=1),
    )
    for one in (conversation, other):
        message = messages.accept(engine, one.id, "m1", "h", "hello")
        messages.answer(engine, one.id, message, _answer("Neck" + one.id[:4], findings=[_finding("x")]))
        trackers.save(engine, one.id, "m1", {"a": 1}, [], {"replies": []})
    before = _all_rows(engine)
    conversations.erase(engine, conversation.id)
    assert _all_rows(engine) == before / 2
    assert conversations.export(engine, other.id)["messages"]


def test_a_tracker_and_its_response_are_saved_together_and_once(engine: Any) -> None:
    assert trackers.load(engine, "c") is None
    assert trackers.response_of(engine, "c", "m1") is None
    first = trackers.save(engine, "c", "m1", {"tier": None}, [{"event": "user"}], {"replies": [1]})
    again = trackers.save(engine, "c", "m1", {"tier": "x"}, [], {"replies": [2]})
    assert first == again == {"replies": [1]}
    assert trackers.load(engine, "c") == ({"tier": None}, [{"event": "user"}])
    trackers.save(engine, "c", "m2", {"tier": "x"}, [], {"replies": [3]})
    assert trackers.load(engine, "c") == ({"tier": "x"}, [])
    trackers.erase(engine, "c")
    assert trackers.load(engine, "c") is None


def _all_rows(engine: Any) -> int:
    with reading(engine) as connection:
        counts = [
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
            for table in metadata.tables.values()
        ]
    return sum(counts)
