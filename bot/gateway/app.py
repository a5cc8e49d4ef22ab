"""Puts the gateway together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.content.loader import Content
from bot.gateway import (
    health,
    history,
    memories,
    messages,
    openapi,
    pages,
    papers,
    pictures,
    privacy,
    sessions,
)
from bot.gateway.context import DIST, Gateway, Settings
from bot.gateway.limits import Limits
from bot.gateway.problems import LastResort, handlers
from bot.gateway.security import Protection
from bot.gateway.worker_client import Workers
from bot.triage.gate import Gate


def create_app(
    settings: Settings,
    content: Content,
    engine: Engine,
    gate: Gate,
    workers: Workers,
    *,
    limits: Limits | None = None,
    dist: Path = DIST,
) -> Starlette:
    """The ASGI application. `engine` must be migrated; `workers` are closed with the application."""
    gateway = Gateway(settings, content, engine, gate, workers, limits or Limits(), dist)
    topics = (
        sessions, messages, history, memories, privacy, papers, health, openapi, pictures, pages,
    )  # fmt: skip

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await workers.close()

    return Starlette(
        routes=[route for topic in topics for route in topic.routes(gateway)],
        exception_handlers=dict(handlers(content)),
        middleware=[Middleware(Protection, content=content), Middleware(LastResort, content=content)],
        lifespan=lifespan,
    )
