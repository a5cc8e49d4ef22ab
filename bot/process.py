"""What our server processes share: leaving when their parent is gone, and a plain log."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time

import uvicorn
from starlette.applications import Starlette

CHECK_S = 1.0
GRACE_S = 5


def leave_with(parent: int | None) -> None:
    """Ends this process soon after `parent` ended, so that a killed supervisor leaves nothing behind."""
    if parent is None:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(CHECK_S)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def run_server(app: Starlette, **where: object) -> int:
    """Serves `app` on `host` and `port` or on `uds` until told to stop; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    config = uvicorn.Config(
        app,
        ws="none",
        timeout_graceful_shutdown=GRACE_S,  # open event streams must not hold up the end
        log_level="warning",
        access_log=False,
        server_header=False,
        **where,  # type: ignore[arg-type]
    )
    server = uvicorn.Server(config)
    server.run()
    return 0 if server.started else 1
