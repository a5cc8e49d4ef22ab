from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.store.engine import create_engine, reading, writing
from bot.store.migrate import upgrade
from bot.store.models import metadata, trackers


def test_the_migrations_build_exactly_what_the_models_say(engine: Any) -> None:
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_twice_changes_nothing(engine: Any, url: str) -> None:
    upgrade(url)
    with reading(engine) as connection:
        rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
    assert [tuple(row) for row in rows] == [("0002",)]


def test_several_processes_may_upgrade_at_once(url: str) -> None:
    code = f"from bot.store.migrate import upgrade; upgrade({url!r})"
    processes = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]


def test_sqlite_runs_with_a_write_ahead_log_patience_and_foreign_keys(engine: Any) -> None:
    if engine.dialect.name != "sqlite":
        pytest.skip("about SQLite")
    with reading(engine) as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "busy_timeout", "foreign_keys")
        }
    assert values == {"journal_mode": "wal", "busy_timeout": 5000, "foreign_keys": 1}


def test_a_failed_transaction_leaves_nothing(engine: Any) -> None:
    row = {"conversation_id": "c", "slots": {}, "events": [], "updated_at": datetime.now(timezone.utc)}
    with pytest.raises(sa.exc.IntegrityError), writing(engine) as connection:  # noqa: PT012
        connection.execute(trackers.insert().values(**row))
        connection.execute(trackers.insert().values(**row))
    with reading(engine) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(trackers)).scalar() == 0


def test_a_time_without_a_zone_is_refused(engine: Any) -> None:
    row = {"conversation_id": "c", "slots": {}, "events": [], "updated_at": datetime(2026, 1, 1)}
    with pytest.raises(sa.exc.StatementError, match="zone"), writing(engine) as connection:
        connection.execute(trackers.insert().values(**row))


def test_database_errors_do_not_carry_what_people_wrote(engine: Any) -> None:
    row = {
        "conversation_id": "c",
        "slots": {"said": "canary-4711"},
        "events": [],
        "updated_at": datetime.now(timezone.utc),
    }
    with writing(engine) as connection:
        connection.execute(trackers.insert().values(**row))
    with pytest.raises(sa.exc.IntegrityError) as caught, writing(engine) as connection:
        connection.execute(trackers.insert().values(**row))
    assert "canary" not in str(caught.value)


def test_a_reader_does_not_wait_for_a_writer(engine: Any, url: str) -> None:
    other = create_engine(url)
    with writing(engine), reading(other) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(trackers)).scalar() == 0
    other.dispose()
