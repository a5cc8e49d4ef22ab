"""The tables. The same on SQLite and PostgreSQL; `migrations/` brings a database to this shape."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.types.TypeDecorator):  # type: ignore[misc]
    """A point in time, aware and in UTC on both sides; a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """To the database. ValueError for a time without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time needs its zone")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """From the database; SQLite gives back no zone."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _conversation() -> sa.Column[Any]:
    owner = sa.ForeignKey("conversations.id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(36), owner, nullable=False)


conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),  # sha256 of the session token
    sa.Column("site", sa.String(64), nullable=False),
    sa.Column("origin", sa.String(255)),
    sa.Column("locale", sa.String(16), nullable=False),
    sa.Column("consent_version", sa.String(64)),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("last_active_at", UtcTime, nullable=False, index=True),
    sa.Column("expires_at", UtcTime, nullable=False),
    sa.Column("revoked_at", UtcTime),
    sa.Column("standing_tier", sa.String(32)),
    sa.Column("standing_rules", sa.JSON, nullable=False),
    sa.Column("rule_set", sa.String(64), nullable=False),  # hash of the content it was opened under
    sa.Column("next_seq", sa.Integer, nullable=False),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    _conversation(),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("author", sa.String(8), nullable=False),  # person | bot
    sa.Column("client_id", sa.String(64)),
    sa.Column("body_hash", sa.String(64)),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("reply", sa.JSON),  # bot: the reply as sent; person: the whole answer as sent
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # accepted | answered
    sa.UniqueConstraint("conversation_id", "seq"),
    sa.UniqueConstraint("conversation_id", "client_id"),
)

choices = sa.Table(
    "choices",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    _conversation(),
    sa.Column("seq", sa.Integer, nullable=False),  # of the reply that offered it
    sa.Column("multiple", sa.Boolean, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Index("ix_choices_conversation_id", "conversation_id"),
)

findings = sa.Table(
    "findings",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    _conversation(),
    sa.Column("seq", sa.Integer, nullable=False),  # of the person's message
    sa.Column("rule", sa.String(64), nullable=False),
    sa.Column("tier", sa.String(32), nullable=False),
    sa.Column("span", sa.JSON),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("overridden_at", UtcTime),
    sa.Column("content_hash", sa.String(64), nullable=False),
    sa.Index("ix_findings_conversation_id_seq", "conversation_id", "seq"),
)

memories = sa.Table(
    "memories",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("code_hash", sa.String(64), nullable=False, unique=True),  # sha256 of the private code
    sa.Column("site", sa.String(64), nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("expires_at", UtcTime, nullable=False, index=True),
)

_memory = sa.ForeignKey("memories.id", ondelete="CASCADE", name="fk_visits_memory_id")
_visited = sa.ForeignKey("conversations.id", ondelete="SET NULL", name="fk_visits_conversation_id")
visits = sa.Table(
    "visits",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("memory_id", sa.String(36), _memory, index=True),  # null: nobody asked to be remembered
    sa.Column("conversation_id", sa.String(36), _visited, unique=True),  # null: its time is over
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),  # whether there is anything in `data` yet
    sa.Column("data", sa.JSON, nullable=False),  # bot/dialogue/memories.py, Visit: facts, no words
    sa.Column("harm", sa.String(8)),  # no | sore | unsure | worse: "did it make anything worse?", for staff
    sa.Column("standing_tier", sa.String(32)),
    sa.Column("standing_rules", sa.JSON, nullable=False),
)

# The worker's own tables. They name a conversation without a foreign key, because a worker also
# holds conversations that no gateway opened: its warm-up, the terminal, the readiness check.
trackers = sa.Table(
    "trackers",
    metadata,
    sa.Column("conversation_id", sa.String(36), primary_key=True),
    sa.Column("slots", sa.JSON, nullable=False),
    sa.Column("events", sa.JSON, nullable=False),
    sa.Column("updated_at", UtcTime, nullable=False),
)

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("conversation_id", sa.String(36), primary_key=True),
    sa.Column("message_id", sa.String(64), primary_key=True),
    sa.Column("response", sa.JSON, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
)
