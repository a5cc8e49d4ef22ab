"""What the worker keeps of a conversation: its state, and the response it gave to each message."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store.clock import utc_now
from bot.store.engine import reading, writing
from bot.store.models import trackers, turns

Json = dict[str, Any]


def load(engine: Engine, conversation: str) -> tuple[Json, list[Json]] | None:
    """`(slots, events)` as last saved, or None for a new conversation."""
    query = sa.select(trackers.c.slots, trackers.c.events).where(trackers.c.conversation_id == conversation)
    with reading(engine) as connection:
        row = connection.execute(query).first()
    return (dict(row.slots), list(row.events)) if row else None


def save(  # noqa: PLR0917
    engine: Engine, conversation: str, message_id: str, slots: Json, events: list[Json], response: Json
) -> Json:
    """Keeps the state and the response together, or neither.

    Returns the response that stands: for a message that was answered already that is the earlier one,
    and the state stays as it was.
    """
    with writing(engine) as connection:
        earlier = _response(connection, conversation, message_id)
        if earlier is not None:
            return earlier
        now = utc_now()
        state = {"slots": slots, "events": events, "updated_at": now}
        changed = connection.execute(
            trackers.update().where(trackers.c.conversation_id == conversation).values(**state)
        )
        if changed.rowcount == 0:
            connection.execute(trackers.insert().values(conversation_id=conversation, **state))
        connection.execute(
            turns.insert().values(
                conversation_id=conversation, message_id=message_id, response=response, created_at=now
            )
        )
    return response


def response_of(engine: Engine, conversation: str, message_id: str) -> Json | None:
    """The response given to a message, or None if there was none yet."""
    with reading(engine) as connection:
        return _response(connection, conversation, message_id)


def erase(engine: Engine, conversation: str) -> None:
    """Removes the state and all responses of a conversation."""
    with writing(engine) as connection:
        for table in (turns, trackers):
            connection.execute(table.delete().where(table.c.conversation_id == conversation))


def _response(connection: Connection, conversation: str, message_id: str) -> Json | None:
    query = sa.select(turns.c.response).where(
        turns.c.conversation_id == conversation, turns.c.message_id == message_id
    )
    row = connection.execute(query).first()
    return dict(row.response) if row else None
