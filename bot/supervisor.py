"""Keeps the gateway and the workers of one machine running, each as a process of its own."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType

from bot.content.loader import load
from bot.errors import MendableError
from bot.gateway.context import DIST
from bot.semantic.trained import ensure_detector
from bot.settings import ROOT, Settings
from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from bot.training import ensure_model

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
STEADY_S = 60.0  # a process that ran this long starts over with the first pause
STOP_S = 10.0
RETENTION_S = 3600.0
FIRST_RETENTION_S = 60.0  # not while everything starts


@dataclass
class Child:
    """One process, and how patient to be with it when it ends by itself."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE_S
    not_before: float = 0.0

    def start(self) -> None:
        """Starts the process, out of reach of the terminal's Ctrl-C: we stop it, in order and in silence."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True)
        self.started = time.monotonic()

    def keep(self) -> None:
        """Starts it again if it ended, after a pause that doubles each time."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return
            self.pause = (
                FIRST_PAUSE_S if now - self.started > STEADY_S else min(self.pause * 2, LONGEST_PAUSE_S)
            )
            print(f"{self.name} ended (code {self.process.returncode}); starting it again", flush=True)
            self.process, self.not_before = None, now + self.pause
        if now >= self.not_before:
            self.start()


@dataclass
class Retention:
    """`python -m bot retention` now and then, in a process of its own: no failure there stops the serving."""

    process: subprocess.Popen[bytes] | None = None
    due: float = field(default_factory=lambda: time.monotonic() + FIRST_RETENTION_S)

    def keep(self) -> None:
        """Starts it when it is due; takes note when it has ended."""
        if self.process is not None and self.process.poll() is None:
            return
        now = time.monotonic()
        if now >= self.due:
            command = [sys.executable, "-m", "bot", "retention"]
            self.process = subprocess.Popen(
                command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
            )
            self.due = now + RETENTION_S


def serve(settings: Settings) -> int:
    """Runs everything until Ctrl-C or SIGTERM; every process it started is gone when it returns.

    Raises `ContentError` for content that does not compile, `MendableError` for what else is in the way.
    """
    _require_free_port(settings)
    _require_widget()
    load(settings.data)  # a model may be there already, and the children would only start over and over
    settings.var.mkdir(parents=True, exist_ok=True)
    with _lock(settings):
        return _serve(settings)


def _serve(settings: Settings) -> int:
    ensure_detector(settings)
    ensure_model(settings)
    upgrade(create_engine(settings.database_url))
    print("Starting, up to a minute", flush=True)
    children, retention = _children(settings), Retention()
    stopping = _stop_on_signals()
    try:
        for child in children:
            child.start()
        announced = False
        while not stopping:
            for child in children:
                child.keep()
            retention.keep()
            if not announced and _is_ready(settings):
                print(f"Unknot is ready: {settings.public_url}  (Ctrl-C stops it)", flush=True)
                announced = True
            time.sleep(0.25)
    finally:
        _stop([*children, retention])
    return 0


def _children(settings: Settings) -> list[Child]:
    parent = ["--parent", str(os.getpid())]
    bot = [sys.executable, "-m", "bot"]
    workers = [
        Child(f"worker {index}", [*bot, "worker", "--index", str(index), *parent])
        for index in range(settings.workers)
    ]
    return [Child("gateway", [*bot, "gateway", *parent]), *workers]


def _stop_on_signals() -> list[int]:
    """A list that is no longer empty once a signal to stop has come."""
    received: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        del frame
        received.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return received


def _stop(started: Sequence[Child | Retention]) -> None:
    running = [one.process for one in started if one.process and one.process.poll() is None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + STOP_S
    for process in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, deadline - time.monotonic()))
        if process.poll() is None:
            process.kill()
            process.wait()


@contextlib.contextmanager
def _lock(settings: Settings) -> Iterator[None]:
    """Holds `var` for this Unknot: two would take each other's sockets. It ends with the process."""
    with (settings.var / "lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise MendableError(
                f"Another Unknot already runs on {settings.var}. "
                "Stop it, or give this one a folder of its own: "
                f"UNKNOT_VAR=/another/folder make run PORT={settings.port}"
            ) from None
        yield


def _require_free_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise MendableError(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
                f"Stop what uses it, or choose another: make run PORT={settings.port + 1}"
            ) from None


def _require_widget() -> None:
    if not (DIST / "manifest.json").exists():
        raise MendableError("The widget is not built yet. Run: make widget")


def _is_ready(settings: Settings) -> bool:
    try:
        with urllib.request.urlopen(f"http://{settings.host}:{settings.port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
