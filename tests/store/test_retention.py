from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.store import conversations, trackers
from bot.store.clock import utc_now
from bot.store.engine import writing
from bot.store.models import conversations as table
from bot.store.models import trackers as tracker_rows
from bot.store.models import turns
from bot.store.retention import retain


def _opened(engine: Any, site: str, silent_days: float) -> str:
    opened, _ = conversations.create(
        engine,
        site=site,
        origin="https://a.example",
        locale="en",
        consent_version=None,
        rule_set="r",
        lifetime=timedelta(days=30),
    )
    with writing(engine) as connection:
        moment = utc_now() - timedelta(days=silent_days)
        connection.execute(table.update().where(table.c.id == opened.id).values(last_active_at=moment))
    return opened.id


def test_only_what_a_site_may_no_longer_keep_is_erased(engine: Any) -> None:
    old = _opened(engine, "demo", 31)
    young = _opened(engine, "demo", 29)
    stricter = _opened(engine, "other", 8)
    closed_down = _opened(engine, "gone", 0.1)
    assert retain(engine, {"demo": 30, "other": 7}) == 3
    assert conversations.find(engine, young) is not None
    assert [conversations.find(engine, name) for name in (old, stricter, closed_down)] == [None, None, None]


def test_worker_rows_without_a_conversation_go_after_a_day(engine: Any) -> None:
    kept = _opened(engine, "demo", 0)
    for conversation in (kept, "warm-up", "just-now"):
        trackers.save(engine, conversation, "m1", {}, [], {"replies": []})
    long_ago = utc_now() - timedelta(days=2)
    with writing(engine) as connection:
        old = ("warm-up", kept)
        where = tracker_rows.c.conversation_id.in_(old)
        connection.execute(tracker_rows.update().where(where).values(updated_at=long_ago))
        connection.execute(turns.update().where(turns.c.conversation_id.in_(old)).values(created_at=long_ago))
    retain(engine, {"demo": 30})
    assert trackers.load(engine, "warm-up") is None
    assert trackers.load(engine, "just-now") is not None
    assert trackers.load(engine, kept) is not None
