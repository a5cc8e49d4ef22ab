"""What was said: `GET /api/v1/messages?after=` and, as it happens, `GET /api/v1/events`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.gateway.auth import conversation_of
from bot.gateway.context import Gateway, stored
from bot.gateway.problems import Problem
from bot.store import conversations, messages
from bot.store.clock import utc_now
from bot.store.messages import Message

PING_S = 15.0  # also how soon a stream sees what another gateway stored
MAX_SEQ = 2**31 - 1


def routes(gateway: Gateway) -> list[Route]:
    """The routes of this topic."""

    async def read(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        said = await stored(
            messages.after, gateway.engine, conversation.id, _seq(request.query_params.get("after"))
        )
        standing = conversation.standing
        body = {"messages": [shown(m) for m in said], "tier": standing.tier, "rules": list(standing.rules)}
        return JSONResponse(body)

    async def events(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        if gateway.news.listeners(conversation.id) >= gateway.limits.streams:
            raise Problem(429, "too_fast", headers={"Retry-After": "5"})
        seen = _seq(request.headers.get("last-event-id") or request.query_params.get("after"))
        return StreamingResponse(_stream(gateway, conversation.id, seen), media_type="text/event-stream")

    return [
        Route("/api/v1/messages", read, methods=["GET"]),
        Route("/api/v1/events", events, methods=["GET"]),
    ]


def shown(message: Message) -> dict[str, Any]:
    """A stored message as the interface shows it, the same keys for both sides."""
    nothing = {"choices": [], "multiple": False, "expects": None, "card": None}
    body = (
        message.reply
        if message.author == "bot"
        else {**nothing, "id": message.client_id, "text": message.text}
    )
    return {
        **(body or {}),
        "seq": message.seq,
        "author": message.author,
        "state": message.state,
        "created_at": message.created_at.isoformat(),
    }


async def _stream(gateway: Gateway, conversation: str, seen: int) -> AsyncIterator[str]:
    """Server-sent events from `seen` on, until the client goes or the conversation closes."""
    with gateway.news.listening(conversation) as bell:
        while await _still_open(gateway, conversation):
            bell.clear()
            for message in await stored(messages.after, gateway.engine, conversation, seen):
                seen = message.seq
                yield f"id: {seen}\nevent: message\ndata: {json.dumps(shown(message))}\n\n"
            try:
                await asyncio.wait_for(bell.wait(), PING_S)
            except asyncio.TimeoutError:
                yield ": still here\n\n"


async def _still_open(gateway: Gateway, conversation: str) -> bool:
    found = await stored(conversations.find, gateway.engine, conversation)
    return found is not None and found.is_open(utc_now())


def _seq(value: str | None) -> int:
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) <= 10 and int(value) <= MAX_SEQ):
        raise Problem(422, "malformed")
    return int(value)
