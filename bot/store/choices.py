"""The choices that the last turn of a conversation offered; those of earlier turns no longer exist."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store.engine import reading
from bot.store.models import choices


@dataclass(frozen=True)
class Choice:
    """A choice as offered: `id` is all a person's browser ever sees of the payload."""

    id: str
    seq: int
    multiple: bool
    title: str
    payload: str


def new_id() -> str:
    """An id that tells nothing (96 bits)."""
    return secrets.token_urlsafe(12)


def replace(connection: Connection, conversation: str, offered: Sequence[Choice]) -> None:
    """Makes `offered` the only choices open in a conversation."""
    connection.execute(choices.delete().where(choices.c.conversation_id == conversation))
    rows = [{"conversation_id": conversation, **vars(choice)} for choice in offered]
    if rows:
        connection.execute(choices.insert(), rows)


def open_choices(engine: Engine, conversation: str) -> dict[str, Choice]:
    """The choices that may be picked now, by id."""
    query = sa.select(choices).where(choices.c.conversation_id == conversation)
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
    return {row["id"]: Choice(**{name: row[name] for name in Choice.__dataclass_fields__}) for row in rows}
