"""Starts one worker process."""

from __future__ import annotations

from bot.dialogue.guides import guide_for
from bot.process import leave_with, run_server
from bot.settings import Settings
from bot.store.engine import create_engine
from bot.training import ensure_model
from bot.worker.app import create_app
from bot.worker.host import Host


def run(settings: Settings, index: int, parent: int | None = None) -> int:
    """Loads the model and answers on the worker's socket until told to stop."""
    leave_with(parent)
    engine = create_engine(settings.database_url)
    host = Host(ensure_model(settings), engine, guide_for(settings))
    socket = settings.worker_sockets[index]
    socket.unlink(missing_ok=True)
    return run_server(create_app(host, engine), uds=str(socket))
