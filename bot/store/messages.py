"""The messages of a conversation: accepted before they are handled, answered in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.store import choices, conversations, memories
from bot.store.clock import utc_now
from bot.store.conversations import Standing
from bot.store.engine import reading, writing
from bot.store.findings import Finding
from bot.store.findings import record as record_findings
from bot.store.models import messages

Json = dict[str, Any]


class OtherBodyError(Exception):
    """The id was used before in this conversation, with another body."""


@dataclass(frozen=True)
class Message:
    """One row. `reply` is the reply as sent (bot) or the whole answer as sent (person, once answered)."""

    id: str
    seq: int
    author: str
    client_id: str | None
    body_hash: str | None
    text: str
    reply: Json | None
    created_at: datetime
    state: str


@dataclass(frozen=True)
class Reply:
    """One reply on its way into the store; `offered` are its choices as (title, payload, id)."""

    body: Json
    offered: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a turn leads to, besides the replies themselves."""

    replies: Sequence[Reply]
    standing: Standing
    findings: Sequence[Finding] = ()
    overrides: frozenset[str] = field(default_factory=frozenset)
    visit: Json | None = None  # what this visit leaves for later ones, as facts


def accept(engine: Engine, conversation: str, client_id: str, body_hash: str, text: str) -> Message:
    """The person's message as stored, now or earlier; OtherBodyError if the id was used for another one."""
    with writing(engine) as connection:
        earlier = _find(connection, conversation, client_id)
        if earlier is not None:
            if earlier.body_hash != body_hash:
                raise OtherBodyError
            return earlier
        seq = conversations.take_seq(connection, conversation, 1)
        message = Message(
            id=str(uuid.uuid4()),
            seq=seq,
            author="person",
            client_id=client_id,
            body_hash=body_hash,
            text=text,
            reply=None,
            created_at=utc_now(),
            state="accepted",
        )
        connection.execute(messages.insert().values(conversation_id=conversation, **vars(message)))
    return message


def find(engine: Engine, conversation: str, client_id: str) -> Message | None:
    """The person's message with this id, or None."""
    with reading(engine) as connection:
        return _find(connection, conversation, client_id)


def answer(engine: Engine, conversation: str, message: Message | None, given: Answer) -> Json:
    """Stores all that a turn led to, as a whole, and returns the answer as it is sent.

    `message` is None for the opening turn. LookupError if the conversation was erased meanwhile.
    """
    with writing(engine) as connection:
        first = conversations.take_seq(connection, conversation, len(given.replies))
        numbered = enumerate(given.replies, start=first)
        sent: list[Json] = [{"id": str(uuid.uuid4()), "seq": seq, **reply.body} for seq, reply in numbered]
        _insert_replies(connection, conversation, sent)
        pairs = zip(sent, given.replies, strict=True)
        offered = [_choice(body, one) for body, reply in pairs for one in reply.offered]
        choices.replace(connection, conversation, offered)
        conversations.set_standing(connection, conversation, given.standing)
        conversations.touch(connection, conversation)
        memories.note(connection, conversation, given.visit, given.standing.tier, given.standing.rules)
        response: Json = {
            "replies": sent,
            "tier": given.standing.tier,
            "rules": list(given.standing.rules),
        }
        if message is None:
            return response
        record_findings(connection, conversation, message.seq, given.findings, given.overrides)
        response = {"id": message.client_id, "seq": message.seq, **response}
        done = messages.update().where(messages.c.id == message.id)
        connection.execute(done.values(reply=response, state="answered"))
    return response


def after(engine: Engine, conversation: str, seq: int) -> list[Message]:
    """Everything said after `seq`, by both sides, in order."""
    query = sa.select(messages).where(messages.c.conversation_id == conversation, messages.c.seq > seq)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(messages.c.seq)).mappings().all()
    return [_from_row(row) for row in rows]


def _insert_replies(connection: Connection, conversation: str, sent: Sequence[Json]) -> None:
    now = utc_now()
    rows = [
        {
            "id": body["id"],
            "conversation_id": conversation,
            "seq": body["seq"],
            "author": "bot",
            "text": body["text"],
            "reply": body,
            "created_at": now,
            "state": "answered",
        }
        for body in sent
    ]
    connection.execute(messages.insert(), rows)


def _choice(body: Json, offered: tuple[str, str, str]) -> choices.Choice:
    title, payload, id_ = offered
    return choices.Choice(id_, body["seq"], body["multiple"], title, payload)


def _find(connection: Connection, conversation: str, client_id: str) -> Message | None:
    query = sa.select(messages).where(
        messages.c.conversation_id == conversation, messages.c.client_id == client_id
    )
    row = connection.execute(query).mappings().first()
    return _from_row(row) if row else None


def _from_row(row: Mapping[str, Any]) -> Message:
    return Message(**{name: row[name] for name in Message.__dataclass_fields__})
