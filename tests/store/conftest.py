from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.store import conversations
from bot.store.conversations import Conversation
from bot.store.engine import create_engine, writing
from bot.store.migrate import upgrade

DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
POSTGRES = next((folder for folder in reversed(DEBIAN) if (folder / "initdb").exists()), None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A private server on a unix socket, in a folder that goes away with it."""
    if POSTGRES is None:
        pytest.skip("PostgreSQL's own programs are not installed")
    with tempfile.TemporaryDirectory(prefix="unknot") as folder:
        as_user = _unprivileged(folder)
        control = [*as_user, POSTGRES / "pg_ctl", "-D", f"{folder}/data", "-w"]
        subprocess.run(
            [*as_user, POSTGRES / "initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "unknot", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = f"-k {folder} -c listen_addresses=''"
        subprocess.run(
            [*control, "-o", options, "-l", f"{folder}/log", "start"], check=True, stdout=subprocess.DEVNULL
        )
        yield f"postgresql://unknot@/postgres?host={folder}"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.db"
    url: str = request.getfixturevalue("postgresql")
    engine = create_engine(url)
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
    return url


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


def _unprivileged(folder: str) -> list[str]:
    """PostgreSQL refuses to run as root: there, the words before a command that make it run as nobody."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    shutil.chown(folder, "nobody")
    return ["setpriv", "--reuid=nobody", "--clear-groups"]
