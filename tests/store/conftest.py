from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.store import conversations
from bot.store.conversations import Conversation
from bot.store.engine import create_engine
from bot.store.migrate import upgrade


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def engine(url: str) -> Any:
    engine = create_engine(url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def conversation(engine: Any) -> Conversation:
    opened, _ = conversations.create(
        engine,
        site="demo",
        origin=None,
        locale="en",
        consent_version="1",
        rule_set="r",
        lifetime=timedelta(hours=1),
    )
    return opened
