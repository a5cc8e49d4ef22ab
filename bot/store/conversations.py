"""Conversations: opened with a secret token, found by it, erased and exported whole."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store import memories
from bot.store.clock import utc_now
from bot.store.engine import reading, writing
from bot.store.models import choices, conversations, findings, messages, trackers, turns

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Standing:
    """The highest tier that stands in a conversation, and the rules that fired."""

    tier: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """One conversation, without its token, which is never stored."""

    id: str
    site: str
    origin: str | None
    locale: str
    consent_version: str | None
    created_at: datetime
    last_active_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    standing: Standing
    rule_set: str
    next_seq: int

    def is_open(self, now: datetime) -> bool:
        """Whether its token still counts."""
        return self.revoked_at is None and now < self.expires_at


def create(
    engine: Engine,
    *,
    site: str,
    origin: str | None,
    locale: str,
    consent_version: str | None,
    rule_set: str,
    lifetime: timedelta,
) -> tuple[Conversation, str]:
    """A new conversation and its token (256 bits), which is shown this once."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), utc_now()
    row: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "token_hash": _hash(token),
        "site": site,
        "origin": origin,
        "locale": locale,
        "consent_version": consent_version,
        "created_at": now,
        "last_active_at": now,
        "expires_at": now + lifetime,
        "revoked_at": None,
        "standing_tier": None,
        "standing_rules": [],
        "rule_set": rule_set,
        "next_seq": 1,
    }
    with writing(engine) as connection:
        connection.execute(conversations.insert().values(**row))
    return _from_row(row), token


def find_by_token(engine: Engine, token: str) -> Conversation | None:
    """The conversation a token opens, even if it has expired; None for an unknown token."""
    query = sa.select(conversations).where(conversations.c.token_hash == _hash(token))
    with reading(engine) as connection:
        row = connection.execute(query).mappings().first()
    return _from_row(row) if row else None


def find(engine: Engine, conversation: str) -> Conversation | None:
    """The conversation with this id, or None."""
    query = sa.select(conversations).where(conversations.c.id == conversation)
    with reading(engine) as connection:
        row = connection.execute(query).mappings().first()
    return _from_row(row) if row else None


def touch(connection: Connection, conversation: str) -> None:
    """Notes that something happened now; retention counts from here."""
    _update(connection, conversation, last_active_at=utc_now())


def set_standing(connection: Connection, conversation: str, standing: Standing) -> None:
    """Replaces what stands. The caller decides; nothing here compares tiers."""
    _update(connection, conversation, standing_tier=standing.tier, standing_rules=list(standing.rules))


def revoke(engine: Engine, conversation: str) -> None:
    """Ends the token; what was said stays until it is erased or its time is over."""
    with writing(engine) as connection:
        _update(connection, conversation, revoked_at=utc_now())


def take_seq(connection: Connection, conversation: str, count: int) -> int:
    """Reserves `count` numbers in a conversation and returns the first; LookupError if it is gone."""
    query = sa.select(conversations.c.next_seq).where(conversations.c.id == conversation).with_for_update()
    first = connection.execute(query).scalar()
    if first is None:
        raise LookupError("the conversation is gone")
    _update(connection, conversation, next_seq=first + count)
    return int(first)


def erase(engine: Engine, conversation: str) -> None:
    """Removes every row about a conversation, the worker's and what was remembered for later visits too."""
    with writing(engine) as connection:
        memories.erase_of(connection, conversation)
        _erase(connection, conversation)


def erase_expired(engine: Engine, conversation: str) -> None:
    """Removes a conversation at the end of its time; a visit with a memory lives as long as that."""
    with writing(engine) as connection:
        memories.outlive(connection, conversation)
        _erase(connection, conversation)


def export(engine: Engine, conversation: str) -> dict[str, Any]:
    """Everything held about a conversation but the hashes of its token and code, ready for JSON."""
    query = sa.select(conversations).where(conversations.c.id == conversation)
    with reading(engine) as connection:
        row = connection.execute(query).mappings().one()
        parts = {
            table.name: _rows(connection, table, conversation)
            for table in (messages, choices, findings, trackers, turns)
        }
        remembered = memories.held(connection, conversation)
    parts |= {name: [_plain(one) for one in rows] for name, rows in remembered.items()}
    return {"conversation": _plain({k: v for k, v in row.items() if k != "token_hash"}), **parts}


def _erase(connection: Connection, conversation: str) -> None:
    for table in (choices, findings, messages, trackers, turns):
        connection.execute(table.delete().where(table.c.conversation_id == conversation))
    connection.execute(conversations.delete().where(conversations.c.id == conversation))


def _rows(connection: Connection, table: sa.Table, conversation: str) -> list[dict[str, Any]]:
    query = sa.select(table).where(table.c.conversation_id == conversation)
    if "seq" in table.c:
        query = query.order_by(table.c.seq)
    return [_plain(row) for row in connection.execute(query).mappings()]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}


def _update(connection: Connection, conversation: str, **values: Any) -> None:
    connection.execute(conversations.update().where(conversations.c.id == conversation).values(**values))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _from_row(row: Mapping[str, Any]) -> Conversation:
    fields = {key: row[key] for key in row if key in Conversation.__dataclass_fields__}
    return Conversation(**fields, standing=Standing(row["standing_tier"], tuple(row["standing_rules"])))
