"""The private code: `POST /api/v1/memory` makes one, `DELETE` forgets; and what a code sent back opens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.content.schema import Site
from bot.gateway.auth import conversation_of
from bot.gateway.context import Gateway, stored
from bot.gateway.limits import address_of
from bot.gateway.problems import Problem
from bot.store import memories
from bot.store.clock import utc_now
from bot.store.memories import Memory

MOST_VISITS = 20  # of the last ones, that a later visit is told of


def routes(gateway: Gateway) -> list[Route]:
    """The routes of this topic."""

    async def make(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        gateway.pace.check("code", conversation.id, gateway.limits.codes)
        site = gateway.content.sites.get(conversation.site)
        if site is None:
            raise Problem(422, "unknown_site")
        async with gateway.locks.of(conversation.id):
            try:
                code, memory = await stored(
                    memories.make_code, gateway.engine, conversation.id, site.id, kept_for(site)
                )
            except LookupError:
                raise Problem(401, "no_session") from None
        return JSONResponse({"code": code, "expires_at": memory.expires_at.isoformat()}, status_code=201)

    async def forget(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        async with gateway.locks.of(conversation.id):
            await stored(memories.forget, gateway.engine, conversation.id)
        return Response(status_code=204)

    return [
        Route("/api/v1/memory", make, methods=["POST"]),
        Route("/api/v1/memory", forget, methods=["DELETE"]),
    ]


def kept_for(site: Site) -> timedelta:
    """How long a code works after the last visit, and a conversation is kept: at least a day."""
    return timedelta(days=max(1, site.retention_days))


async def opened_by(gateway: Gateway, request: Request, code: object, site: Site) -> Memory | None:
    """The memory that a return code opens, None where none was sent.

    Problem 422, the same for a code that is wrong, forgotten or another site's, so that none of these can
    be told apart; only who holds the right code learns that it has expired. 429 for too many tries.
    """
    if code is None or code == "":
        return None
    gateway.pace.check("return", address_of(request), gateway.limits.returns)
    if not isinstance(code, str):
        raise Problem(422, "malformed")
    memory = await stored(memories.find_by_code, gateway.engine, code)
    if memory is None or memory.site != site.id:
        raise Problem(422, "unknown_code")
    if not memory.is_open(utc_now()):
        raise Problem(422, "expired_code")
    return memory


async def memory_of(gateway: Gateway, conversation: str) -> dict[str, Any]:
    """What the worker is told of earlier visits with each turn (`bot.dialogue.memories.Memory`)."""
    visits = await stored(memories.earlier, gateway.engine, conversation, MOST_VISITS)
    return {"today": utc_now().date().isoformat(), "visits": visits} if visits else {}
