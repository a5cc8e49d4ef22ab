from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import Engine

from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from tests.product.running import PATIENCE_S, ROOT, Product, wait_until
from tests.worker.line import Line, client_of


@dataclass(frozen=True)
class RaisingWorker:
    line: Line
    output: Path
    engine: Engine


@pytest.fixture(scope="session")
def client(product: Product) -> Iterator[httpx.Client]:
    """A second client of the running product's own worker."""
    with client_of(product.socket) as client:
        yield client


@pytest.fixture
def line(client: httpx.Client) -> Line:
    return Line(client)


@pytest.fixture(scope="session")
def engine(product: Product) -> Iterator[Engine]:
    """The store of the running product."""
    engine = create_engine(f"sqlite:///{product.folder / 'unknot.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture
def raising_worker(model: str, tmp_path: Path) -> Iterator[RaisingWorker]:
    engine = create_engine(f"sqlite:///{tmp_path / 'unknot.sqlite'}")
    upgrade(engine)
    output = tmp_path / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.worker.raising_worker"],
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=os.environ | {"UNKNOT_VAR": str(tmp_path)},
        )
    socket = tmp_path / "worker-0.sock"
    try:
        with client_of(socket) as client:
            wait_until(lambda: socket.exists() and client.get("/health").is_success, PATIENCE_S)
            yield RaisingWorker(Line(client), output, engine)
    finally:
        process.terminate()
        process.wait(30)
        engine.dispose()
