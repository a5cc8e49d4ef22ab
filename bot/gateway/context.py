"""What every route of the gateway works with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, Protocol, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy.engine import Engine
from starlette.concurrency import run_in_threadpool

from bot.content.loader import Content
from bot.gateway.limits import Limits, Pace
from bot.gateway.worker_client import Workers
from bot.triage.gate import Gate

P = ParamSpec("P")
T = TypeVar("T")

DIST = Path(__file__).resolve().parents[1] / "widget" / "dist"


class Settings(Protocol):
    """The part of `bot.settings.Settings` that the gateway reads."""

    @property
    def public_url(self) -> str | None:
        """Where people reach the gateway, such as `https://chat.clinic.example`."""


class Locks:
    """One lock a conversation, so that its turns come one after the other, first come first."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, conversation: str) -> asyncio.Lock:
        """The lock of a conversation; forgotten when nobody holds or awaits it."""
        return self._locks.setdefault(conversation, asyncio.Lock())


class News:
    """Wakes the event streams of a conversation when something was said in it."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = {}

    def tell(self, conversation: str) -> None:
        """Something new stands in the store."""
        for bell in self._bells.get(conversation, ()):
            bell.set()

    def listeners(self, conversation: str) -> int:
        """How many streams are open."""
        return len(self._bells.get(conversation, ()))

    @contextmanager
    def listening(self, conversation: str) -> Iterator[asyncio.Event]:
        """A bell that rings at every `tell` while the block lasts."""
        bell = asyncio.Event()
        self._bells.setdefault(conversation, set()).add(bell)
        try:
            yield bell
        finally:
            self._bells[conversation].discard(bell)
            if not self._bells[conversation]:
                del self._bells[conversation]


@dataclass(frozen=True)
class Gateway:
    """The parts the routes share; built once by `bot.gateway.app.create_app`."""

    settings: Settings
    content: Content
    engine: Engine
    gate: Gate
    workers: Workers
    limits: Limits = field(default_factory=Limits)
    dist: Path = DIST
    pace: Pace = field(default_factory=Pace)
    locks: Locks = field(default_factory=Locks)
    news: News = field(default_factory=News)

    def country(self, site: str) -> str:
        """The country whose numbers a site shows."""
        return self.content.sites[site].country if site in self.content.sites else "any"


async def stored(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """A call into the store, off the event loop."""
    return await run_in_threadpool(call, *args, **kwargs)
