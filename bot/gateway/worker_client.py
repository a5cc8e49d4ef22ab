"""Talks to the workers over their unix sockets. Whatever goes wrong there is a WorkerFailedError here."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

import httpx
from pydantic import BaseModel, Field, ValidationError

from bot.content.schema import Tier

TIMEOUT_S = 8.0
REST_S = 5.0  # a worker that kept us waiting is not asked again for so long, so that nobody queues behind it
_WORTH_A_SECOND_TRY = (httpx.ConnectError, httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError)


class WorkerFailedError(Exception):
    """The worker is gone, slow, or gave something that is not an answer."""


class WorkerChoice(BaseModel):
    """A choice with its payload, which never leaves the gateway."""

    title: str
    payload: str


class WorkerReply(BaseModel):
    """One reply of the worker."""

    text: str
    choices: list[WorkerChoice] = []
    multiple: bool = False
    expects: Optional[str] = None  # noqa: UP045 - pydantic 1 reads this at run time
    card: Optional[dict[str, Any]] = None  # noqa: UP045


class WorkerTurn(BaseModel):
    """The worker's answer to one message; `tier` is the highest that stands by its own account."""

    replies: list[WorkerReply] = Field(..., min_items=1)
    tier: Optional[Tier]  # noqa: UP045
    rules: list[str]
    overrides: list[str] = []
    visit: Optional[dict[str, Any]] = None  # noqa: UP045 - what this visit leaves for later ones


class _Worker:
    """One worker process."""

    def __init__(self, socket: Path, timeout: float) -> None:
        self._timeout = timeout
        self._resting_until = 0.0
        self._client = httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(uds=str(socket)),
            base_url="http://worker",
            timeout=timeout,
            trust_env=False,
        )

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """One request within the timeout, tried again once if the connection broke: turns are idempotent."""
        if time.monotonic() < self._resting_until:
            raise WorkerFailedError("resting")
        try:
            response = await asyncio.wait_for(self._twice(method, path, body), self._timeout)
        except (asyncio.TimeoutError, httpx.TimeoutException):
            self._resting_until = time.monotonic() + REST_S
            raise WorkerFailedError("slow") from None
        except httpx.HTTPError as error:
            raise WorkerFailedError(type(error).__name__) from None
        if not response.is_success:
            raise WorkerFailedError(f"status {response.status_code}")
        return response

    async def _twice(self, method: str, path: str, body: dict[str, Any] | None) -> httpx.Response:
        try:
            return await self._client.request(method, path, json=body)
        except _WORTH_A_SECOND_TRY:
            return await self._client.request(method, path, json=body)

    async def close(self) -> None:
        await self._client.aclose()


class Workers:
    """All workers; a conversation always goes to the same one."""

    def __init__(self, sockets: Sequence[Path], timeout: float = TIMEOUT_S) -> None:
        if not sockets:
            raise ValueError("there must be at least one worker")
        self._workers = [_Worker(Path(socket), timeout) for socket in sockets]

    def __len__(self) -> int:
        return len(self._workers)

    async def turn(self, request: dict[str, Any]) -> WorkerTurn:
        """The worker's answer to `POST /turn`; WorkerFailedError if there is none to rely on."""
        return await self._turn(self._pinned(request["conversation"]), request)

    async def erase(self, conversation: str) -> None:
        """Asks the worker of a conversation to forget it."""
        await self._pinned(conversation).call("POST", "/erase", {"conversation": conversation})

    async def health(self, index: int) -> dict[str, Any]:
        """What worker `index` says of itself; WorkerFailedError unless it is ready."""
        response = await self._workers[index].call("GET", "/health")
        try:
            health = response.json()
        except ValueError:
            raise WorkerFailedError("not JSON") from None
        if not isinstance(health, dict) or health.get("status") != "ready":
            raise WorkerFailedError("not ready")
        return health

    async def rehearse(self, index: int, request: dict[str, Any]) -> None:
        """Sends a scripted turn through worker `index` and has it forgotten."""
        worker = self._workers[index]
        await self._turn(worker, request)
        await worker.call("POST", "/erase", {"conversation": request["conversation"]})

    async def close(self) -> None:
        """Closes all connections."""
        for worker in self._workers:
            await worker.close()

    def _pinned(self, conversation: str) -> _Worker:
        digest = hashlib.sha256(conversation.encode()).digest()
        return self._workers[int.from_bytes(digest[:8], "big") % len(self._workers)]

    async def _turn(self, worker: _Worker, request: dict[str, Any]) -> WorkerTurn:
        response = await worker.call("POST", "/turn", request)
        try:
            return WorkerTurn.parse_raw(response.content)
        except ValidationError:
            raise WorkerFailedError("not an answer") from None
