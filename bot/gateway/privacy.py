"""What a person may do with what is held about them: `GET /api/v1/export`, `DELETE /api/v1/session`."""

from __future__ import annotations

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.gateway.auth import conversation_of
from bot.gateway.context import Gateway, stored
from bot.gateway.worker_client import WorkerFailedError
from bot.store import conversations


def routes(gateway: Gateway) -> list[Route]:
    """The routes of this topic."""

    async def export(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        held = await stored(conversations.export, gateway.engine, conversation.id)
        return JSONResponse(held, headers={"Content-Disposition": 'attachment; filename="my-chat.json"'})

    async def erase(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        async with gateway.locks.of(conversation.id):
            with suppress(WorkerFailedError):  # its rows are ours to remove as well
                await gateway.workers.erase(conversation.id)
            await stored(conversations.erase, gateway.engine, conversation.id)
        gateway.news.tell(conversation.id)
        return Response(status_code=204)

    return [
        Route("/api/v1/export", export, methods=["GET"]),
        Route("/api/v1/session", erase, methods=["DELETE"]),
    ]
