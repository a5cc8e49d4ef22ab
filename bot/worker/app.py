"""The worker's private interface: one call a turn, over a unix socket."""

from __future__ import annotations

import logging
import traceback
from json import JSONDecodeError
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.store import trackers
from bot.worker.host import Host, Request

logger = logging.getLogger(__name__)


def create_app(host: Host, engine: Any) -> Starlette:
    """The ASGI app over a loaded host. Only the gateway may reach it."""

    async def turn(request: HttpRequest) -> Response:
        try:
            wanted = _request(await request.json())
        except (JSONDecodeError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as error:
            return JSONResponse({"error": f"not a turn: {type(error).__name__}"}, status_code=400)
        try:
            return JSONResponse(await host.turn(wanted))
        except Exception as error:  # Rasa's own errors too: a stack trace may quote what a person typed
            logger.error("turn failed: %s", _place(error.__cause__ or error))
            return JSONResponse({"error": "the turn failed"}, status_code=500)

    async def health(request: HttpRequest) -> Response:
        content = host.guide.content.hash
        return JSONResponse({"status": "ready", "model": host.model, "content": content})

    async def parse(request: HttpRequest) -> Response:
        return JSONResponse(await host.parse(str((await request.json())["text"])))

    async def erase(request: HttpRequest) -> Response:
        trackers.erase(engine, str((await request.json())["conversation"]))
        return Response(status_code=204)

    return Starlette(
        routes=[
            Route("/turn", turn, methods=["POST"]),
            Route("/health", health),
            Route("/parse", parse, methods=["POST"]),
            Route("/erase", erase, methods=["POST"]),
        ]
    )


def _request(body: dict[str, Any]) -> Request:
    text = body.get("text")
    return Request(
        conversation=str(body["conversation"]),
        message=str(body["message"]),
        text=None if text is None else str(text),
        payloads=tuple(str(payload) for payload in body.get("payloads") or ()),
        site=str(body.get("site") or ""),
        standing={
            name: value for name, value in (body.get("standing") or {}).items() if name in {"tier", "rules"}
        },
        memory=body.get("memory") or {},
    )


def _place(error: BaseException) -> str:
    """Kind and line of an error, never its message: that may hold what a person typed."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{type(error).__name__} at {where}"
