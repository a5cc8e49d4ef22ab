from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from bot.content.loader import Content, load
from bot.gateway.app import create_app
from bot.gateway.limits import Limits, Rate
from bot.gateway.worker_client import Workers
from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from bot.triage.gate import Gate

WORKER = Path(__file__).with_name("scripted_worker.py")
UNHURRIED = Rate(burst=10_000, per_second=10_000)
LIMITS = Limits(messages=UNHURRIED, requests=UNHURRIED, sessions=UNHURRIED)
TIMEOUT_S = 2.0


@dataclass
class WorkerProcess:
    """A real process behind a unix socket."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        return self.folder / "worker.sock"

    def start(self) -> None:
        self.socket.unlink(missing_ok=True)
        log = str(self.folder / "turns.jsonl")
        self.process = subprocess.Popen([sys.executable, str(WORKER), str(self.socket), log])
        transport = httpx.HTTPTransport(uds=str(self.socket))
        with httpx.Client(transport=transport, base_url="http://worker") as client:
            _until(lambda: self.socket.exists() and client.get("/health").is_success)

    def signal(self, number: int) -> None:
        assert self.process is not None
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            self.signal(signal.SIGKILL)
            self.process.wait()

    def turns(self, conversation: str | None = None) -> list[dict[str, Any]]:
        path = self.folder / "turns.jsonl"
        lines = path.read_text().splitlines() if path.exists() else []
        return [turn for turn in map(json.loads, lines) if conversation in (None, turn.get("conversation"))]


@dataclass
class Served:
    """A gateway on a real port."""

    client: httpx.Client
    engine: Any
    content: Content
    database: Path
    app: Any = field(repr=False)

    def open(self, **headers: str) -> Chat:
        response = self.client.post(
            "/api/v1/sessions", json={"site": "demo", "locale": "en"}, headers=headers
        )
        assert response.status_code == 201, response.text
        return Chat(self.client, response.json()["token"])


@dataclass
class Chat:
    """One person's conversation."""

    client: httpx.Client
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def post(self, body: Any, **headers: str) -> httpx.Response:
        content = json.dumps(body)  # escaped, so that half a character can be sent
        return self.client.post("/api/v1/messages", content=content, headers=self.headers | headers)

    def say(self, text: str, id_: str | None = None) -> httpx.Response:
        return self.post({"id": id_ or str(uuid.uuid4()), "text": text})

    def pick(self, *choices: str) -> httpx.Response:
        return self.post({"id": str(uuid.uuid4()), "choices": list(choices)})

    def history(self, after: int = 0) -> list[dict[str, Any]]:
        response = self.client.get(f"/api/v1/messages?after={after}", headers=self.headers)
        assert response.status_code == 200, response.text
        return response.json()["messages"]

    def open_choices(self) -> dict[str, str]:
        said = [message for message in self.history() if message["author"] == "bot"]
        return {choice["title"]: choice["id"] for choice in said[-1]["choices"]}


@dataclass(frozen=True)
class PlainSettings:
    public_url: str | None = None


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture(scope="session")
def gate(content: Content) -> Gate:
    return Gate(content)


@pytest.fixture(scope="session")
def _worker() -> Iterator[WorkerProcess]:
    with tempfile.TemporaryDirectory(prefix="unknot") as folder:
        worker = WorkerProcess(Path(folder))
        yield worker
        worker.kill()


@pytest.fixture
def worker(_worker: WorkerProcess) -> WorkerProcess:
    """A living worker; a test may kill or stop it, the next one finds it alive."""
    if _worker.process is None or _worker.process.poll() is not None:
        _worker.start()
    _worker.signal(signal.SIGCONT)
    return _worker


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    names = {
        "embed.js": "embed-1.js",
        "panel.js": "panel-1.js",
        "panel.css": "panel-1.css",
        "demo.html": "demo-1.html",
    }
    for logical, name in names.items():
        (folder / name).write_text(f"/* {logical} */")
    (folder / "manifest.json").write_text(json.dumps(names))
    return folder


@pytest.fixture
def serve(tmp_path: Path, content: Content, gate: Gate, worker: WorkerProcess, dist: Path) -> Iterator[Any]:
    """Starts gateways: `serve(limits=…, content=…)`."""
    stops = []

    def start(**changes: Any) -> Served:
        database = tmp_path / f"gateway-{len(stops)}.db"
        engine = create_engine(f"sqlite:///{database}")
        upgrade(engine)
        told = changes.pop("content", content)
        workers = Workers([worker.socket], timeout=TIMEOUT_S)
        options = {"limits": LIMITS, "dist": dist} | changes
        app = create_app(PlainSettings(), told, engine, gate, workers, **options)
        port, stop = _run(app)
        client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
        stops.append(lambda: (client.close(), stop(), engine.dispose()))
        return Served(client, engine, told, database, app)

    yield start
    for stop in stops:
        stop()


@pytest.fixture
def gateway(serve: Any) -> Served:
    return serve()


@pytest.fixture
def chat(gateway: Served) -> Chat:
    return gateway.open()


@pytest.fixture
def limits() -> Any:
    return lambda **changes: replace(LIMITS, **changes)


def _run(app: Any) -> tuple[int, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical", ws="none"))
    server.config.timeout_graceful_shutdown = 1
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _until(lambda: server.started)

    def stop() -> None:
        server.should_exit = True
        thread.join(timeout=10)

    return port, stop


def _until(ready: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if ready():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise AssertionError("not ready in time")
