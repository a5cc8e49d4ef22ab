"""Removes what a clinic no longer keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.store import memories
from bot.store.clock import utc_now
from bot.store.conversations import erase_expired
from bot.store.engine import reading, writing
from bot.store.models import conversations, trackers, turns

WARM_UP_KEPT = timedelta(days=1)


def retain(engine: Engine, days_by_site: Mapping[str, int]) -> int:
    """Erases every conversation that was silent for longer than its site's days; how many there were.

    What is remembered for later visits goes when its code expires. A site that is no longer known keeps
    nothing. Worker rows without a conversation (warm-up, and a turn that ended after an erase) go after
    a day.
    """
    now = utc_now()
    query = sa.select(conversations.c.id, conversations.c.site, conversations.c.last_active_at)
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    due = [row.id for row in rows if row.last_active_at < now - timedelta(days=days_by_site.get(row.site, 0))]
    for conversation in due:
        erase_expired(engine, conversation)
    memories.expire(engine, days_by_site)
    known = sa.select(conversations.c.id)
    with writing(engine) as connection:
        for table, moment in ((turns, turns.c.created_at), (trackers, trackers.c.updated_at)):
            orphaned = table.c.conversation_id.not_in(known) & (moment < now - WARM_UP_KEPT)
            connection.execute(table.delete().where(orphaned))
    return len(due)
