"""`POST /api/v1/messages`: one message in, its replies out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.gateway.auth import conversation_of
from bot.gateway.context import Gateway
from bot.gateway.incoming import parse_message
from bot.gateway.limits import read_body
from bot.gateway.turns import take_turn


def routes(gateway: Gateway) -> list[Route]:
    """The route of this topic."""

    async def post(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        gateway.pace.check("message", conversation.id, gateway.limits.messages)
        incoming = parse_message(await read_body(request, gateway.limits.body_bytes), gateway.limits)
        return JSONResponse(await take_turn(gateway, conversation.id, incoming))

    return [Route("/api/v1/messages", post, methods=["POST"])]
