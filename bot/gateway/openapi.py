"""`GET /api/v1/openapi.json`: the interface as described in openapi.yml."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.content import yaml_file
from bot.gateway.context import Gateway


def routes(_gateway: Gateway) -> list[Route]:
    """The route of this topic."""
    description = yaml_file.read(Path(__file__).with_name("openapi.yml"))

    async def describe(_request: Request) -> Response:
        return JSONResponse(description)

    return [Route("/api/v1/openapi.json", describe)]
