"""What the red-flag gate found, message by message: the trace a clinic can audit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from bot.store.clock import utc_now
from bot.store.models import findings


@dataclass(frozen=True)
class Finding:
    """One piece of evidence for one rule; `span` is where in the message it stood."""

    rule: str
    tier: str
    span: Any
    status: str
    content_hash: str


def record(
    connection: Connection, conversation: str, seq: int, found: Sequence[Finding], overrides: frozenset[str]
) -> None:
    """Adds what was found in message `seq` and notes which rules the person has since set aside."""
    rows = [
        {"id": str(uuid.uuid4()), "conversation_id": conversation, "seq": seq, **vars(one)} for one in found
    ]
    if rows:
        connection.execute(findings.insert(), rows)
    if overrides:
        connection.execute(
            findings.update()
            .where(findings.c.conversation_id == conversation, findings.c.rule.in_(overrides))
            .where(findings.c.overridden_at.is_(None))
            .values(overridden_at=utc_now())
        )
