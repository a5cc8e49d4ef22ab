"""What is remembered for somebody who comes back with a code: visits, as facts and never as words.

Each conversation in which something was told has one row in `visits`. A row without a memory goes with
its conversation. A row with one stays until the memory expires, is forgotten or is erased.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store.clock import utc_now
from bot.store.codes import hash_of, new_code
from bot.store.engine import reading, writing
from bot.store.models import conversations, memories, visits

Json = dict[str, Any]


@dataclass(frozen=True)
class Memory:
    """What a code opens, without the code, which is never stored."""

    id: str
    site: str
    created_at: datetime
    expires_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether its code still counts."""
        return now < self.expires_at


def make_code(engine: Engine, conversation: str, site: str, lifetime: timedelta) -> tuple[str, Memory]:
    """A code for the memory of a conversation, shown this once; an earlier code stops working.

    LookupError if the conversation is gone.
    """
    code, now = new_code(), utc_now()
    with writing(engine) as connection:
        known = sa.select(conversations.c.id).where(conversations.c.id == conversation)
        if connection.execute(known).scalar() is None:
            raise LookupError("the conversation is gone")
        found = _id_of(connection, conversation)
        values = {"code_hash": hash_of(code), "expires_at": now + lifetime}
        if found:
            connection.execute(memories.update().where(memories.c.id == found).values(**values))
        else:
            found = str(uuid.uuid4())
            connection.execute(memories.insert().values(id=found, site=site, created_at=now, **values))
            _attach(connection, conversation, found)
        row = connection.execute(sa.select(memories).where(memories.c.id == found)).mappings().one()
    return code, _from_row(row)


def find_by_code(engine: Engine, code: str) -> Memory | None:
    """The memory a code opens, even if it has expired; None for an unknown code."""
    hashed = hash_of(code)
    with reading(engine) as connection:
        row = connection.execute(sa.select(memories).where(memories.c.code_hash == hashed)).mappings().first()
    return _from_row(row) if row else None


def take_up(engine: Engine, memory: str, conversation: str, lifetime: timedelta) -> bool:
    """A new visit: `conversation` belongs to the memory, which lives on from now. False if it is gone."""
    with writing(engine) as connection:
        renewed = memories.update().where(memories.c.id == memory).values(expires_at=utc_now() + lifetime)
        if connection.execute(renewed).rowcount == 0:
            return False
        _attach(connection, conversation, memory)
    return True


def earlier(engine: Engine, conversation: str, most: int) -> list[Json]:
    """The last `most` visits before this one, oldest first: `data` with `at` (a day), `tier` and `rules`."""
    mine = sa.select(visits.c.memory_id, visits.c.at).where(visits.c.conversation_id == conversation)
    with reading(engine) as connection:
        own = connection.execute(mine).first()
        if own is None or own.memory_id is None:
            return []
        before = (visits.c.memory_id == own.memory_id) & visits.c.told & (visits.c.at < own.at)
        query = sa.select(visits).where(before).order_by(visits.c.at.desc()).limit(most)
        rows = connection.execute(query).mappings().all()
    return [
        {
            **row["data"],
            "at": row["at"].date().isoformat(),
            "tier": row["standing_tier"],
            "rules": row["standing_rules"],
        }
        for row in reversed(rows)
    ]


def note(
    connection: Connection, conversation: str, data: Json | None, tier: str | None, rules: Sequence[str]
) -> None:
    """Keeps how this visit stands. `data` is what it leaves; empty, it only lets the tier be remembered.

    Without `data`, the tier changes where there is something already.
    """
    values: Json = {"standing_tier": tier, "standing_rules": list(rules)}
    if data is not None:
        values["told"] = True
    if data:
        values |= {"data": data, "harm": data.get("harm")}
    changed = connection.execute(
        visits.update().where(visits.c.conversation_id == conversation).values(**values)
    )
    if data is not None and changed.rowcount == 0:
        _insert(connection, conversation, None, values)


def forget(engine: Engine, conversation: str) -> None:
    """The memory of a conversation and all its other visits go; this visit stays with its conversation."""
    with writing(engine) as connection:
        memory = _id_of(connection, conversation)
        connection.execute(
            visits.update().where(visits.c.conversation_id == conversation).values(memory_id=None)
        )
        _erase(connection, [memory] if memory else [])


def erase_of(connection: Connection, conversation: str) -> None:
    """Removes the visit of a conversation, its memory and all the visits of that."""
    memory = _id_of(connection, conversation)
    connection.execute(visits.delete().where(visits.c.conversation_id == conversation))
    _erase(connection, [memory] if memory else [])


def outlive(connection: Connection, conversation: str) -> None:
    """The conversation is about to go at the end of its time: a visit with a memory stays without it."""
    mine = visits.c.conversation_id == conversation
    kept = mine & visits.c.memory_id.is_not(None)
    connection.execute(visits.update().where(kept).values(conversation_id=None))
    connection.execute(visits.delete().where(mine))


def expire(engine: Engine, sites: Iterable[str]) -> int:
    """Removes the memories whose time is over, or whose site is none of `sites`; how many.

    Visits of conversations that are still kept stay with these.
    """
    over = (memories.c.expires_at <= utc_now()) | memories.c.site.not_in(list(sites))
    with writing(engine) as connection:
        query = sa.select(memories.c.id).where(over)
        due = list(connection.execute(query).scalars())
        of_living = visits.c.memory_id.in_(due) & visits.c.conversation_id.is_not(None)
        connection.execute(visits.update().where(of_living).values(memory_id=None))
        _erase(connection, due)
    return len(due)


def held(connection: Connection, conversation: str) -> dict[str, list[Json]]:
    """The memory of a conversation, without its code, and all visits: for an export."""
    memory = _id_of(connection, conversation)
    mine = visits.c.conversation_id == conversation
    wanted = mine | (visits.c.memory_id == memory) if memory else mine
    found = connection.execute(sa.select(memories).where(memories.c.id == memory)).mappings()
    made = [{name: row[name] for name in Memory.__dataclass_fields__} for row in found]
    rows = connection.execute(sa.select(visits).where(wanted).order_by(visits.c.at)).mappings()
    return {"memories": made, "visits": [dict(row) for row in rows]}


def _attach(connection: Connection, conversation: str, memory: str) -> None:
    mine = visits.update().where(visits.c.conversation_id == conversation)
    if connection.execute(mine.values(memory_id=memory)).rowcount == 0:
        _insert(connection, conversation, memory, {})


def _insert(connection: Connection, conversation: str, memory: str | None, values: Json) -> None:
    row = {"data": {}, "told": False, "harm": None, "standing_tier": None, "standing_rules": [], **values}
    connection.execute(
        visits.insert().values(
            id=str(uuid.uuid4()), memory_id=memory, conversation_id=conversation, at=utc_now(), **row
        )
    )


def _erase(connection: Connection, which: Sequence[str]) -> None:
    connection.execute(visits.delete().where(visits.c.memory_id.in_(which)))
    connection.execute(memories.delete().where(memories.c.id.in_(which)))


def _id_of(connection: Connection, conversation: str) -> str | None:
    query = sa.select(visits.c.memory_id).where(visits.c.conversation_id == conversation)
    found: str | None = connection.execute(query).scalar()
    return found


def _from_row(row: Mapping[str, Any]) -> Memory:
    return Memory(**{name: row[name] for name in Memory.__dataclass_fields__})
