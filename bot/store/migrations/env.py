"""Alembic's entry: runs on the connection that bot/store/migrate.py hands over."""

from __future__ import annotations

from alembic import context

from bot.store.models import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
