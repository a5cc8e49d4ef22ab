"""The pictures of the steps: public, so without a session, and kept by browsers until they change."""

from __future__ import annotations

import base64
import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.gateway.context import Gateway
from bot.gateway.problems import Problem
from bot.pictures.address import PREFIX, step_at, version
from bot.pictures.draw import STYLE, draw

_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; frame-ancestors 'none'; sandbox"
_LONGEST_NUMBER = 3  # digits


def routes(gateway: Gateway) -> list[BaseRoute]:
    """The routes of this topic."""

    async def picture(request: Request) -> Response:
        number = request.path_params["number"]
        known = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
        step = step_at(gateway.content, request.path_params["owner"], int(number)) if known else None
        if step is None:
            raise Problem(404, "not_found")
        svg = draw(gateway.content, step)
        tag = f'"{version(svg)}"'
        newest = request.query_params.get("v") == version(svg)
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable" if newest else "no-cache",
            "Content-Security-Policy": _POLICY,
            "ETag": tag,
        }
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(svg, media_type="image/svg+xml", headers=headers)

    return [Route(PREFIX + "{owner}/{number}.svg", picture)]
