"""The product as people start it: `python -m bot serve`, a process with processes of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[2]
READY = "Unknot is ready"
PATIENCE_S = 180  # for a start on a busy machine


@dataclass
class Product:
    """One `serve` with a folder and a port of its own."""

    folder: Path
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Product:
        """Starts it and returns at once."""
        self.port = self.port or free_port()
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log("out") as out, self._log("err") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "serve"],
                cwd=ROOT,
                stdout=out,
                stderr=err,
                start_new_session=True,
                env=os.environ
                | {"UNKNOT_VAR": str(self.folder), "UNKNOT_PORT": str(self.port)}
                | self.environment,
            )
        return self

    def until_ready(self) -> Product:
        """Waits for the line that says it is ready."""
        end = time.monotonic() + PATIENCE_S
        while READY not in self.said:
            assert not self._ended, self.output
            assert time.monotonic() < end, self.output
            time.sleep(0.1)
        return self

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def socket(self) -> Path:
        """Where its worker listens."""
        return self.folder / "worker-0.sock"

    @property
    def said(self) -> str:
        return (self.folder / "out").read_text()

    @property
    def complained(self) -> str:
        return (self.folder / "err").read_text()

    @property
    def output(self) -> str:
        return self.said + self.complained

    def family(self) -> list[psutil.Process]:
        """The supervisor and all that it started."""
        assert self.process is not None
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def child(self, name: str) -> psutil.Process:
        """The process of `worker` or `gateway`."""
        return next(one for one in self.family()[1:] if name in one.cmdline())

    def kill(self, name: str) -> None:
        """kill -9 of one of its processes."""
        one = self.child(name)
        one.kill()
        wait_until(lambda: not is_alive(one), 10)

    def interrupt(self) -> int:
        """Ctrl-C, which a terminal sends to the whole group; the exit code."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(60)

    def stop(self) -> None:
        """Leaves nothing behind, whatever state it is in."""
        if self.process is None or self._ended:
            return
        family = self.family()
        self.process.terminate()
        _, alive = psutil.wait_procs(family, timeout=30)
        for one in alive:
            one.kill()
        self.process.wait(10)

    @property
    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _log(self, name: str) -> IO[bytes]:
        return (self.folder / name).open("wb")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_alive(one: psutil.Process) -> bool:
    """Whether it runs; one that ended and is not yet waited for does not."""
    try:
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(holds: Callable[[], object], seconds: float) -> None:
    """Returns once it holds; a broken connection counts as not yet."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if holds():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"not so after {seconds} s")
