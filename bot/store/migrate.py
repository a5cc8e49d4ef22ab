"""Brings a database to the newest shape."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Engine

from bot.store.engine import create_engine, writing

_LOCK = 0x756E6B6E6F74  # any number, the same for all: the letters of "unknot"


def upgrade(database: Engine | str) -> None:
    """Runs the migrations that are still to do, in one transaction; safe to call from several processes."""
    engine = create_engine(database) if isinstance(database, str) else database
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
