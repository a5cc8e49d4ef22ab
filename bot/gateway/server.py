"""Starts the gateway process."""

from __future__ import annotations

from bot.content.loader import load
from bot.gateway.app import create_app
from bot.gateway.worker_client import Workers
from bot.process import leave_with, run_server
from bot.semantic.trained import load_detector
from bot.settings import Settings
from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from bot.triage.gate import Gate


def run(settings: Settings, parent: int | None = None) -> int:
    """Answers on the public address until told to stop; refuses to start on content that does not compile."""
    leave_with(parent)
    content = load(settings.data)
    engine = create_engine(settings.database_url)
    upgrade(engine)
    workers = Workers(settings.worker_sockets, timeout=settings.turn_timeout)
    app = create_app(
        settings, content, engine, Gate(content, load_detector(settings, content.red_flags)), workers
    )
    return run_server(app, host=settings.host, port=settings.port)
