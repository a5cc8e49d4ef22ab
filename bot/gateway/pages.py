"""What a browser loads: the demo clinic page, the launcher, the panel and their assets."""

from __future__ import annotations

import html
import json
from os import PathLike, stat_result
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.content.schema import Site
from bot.gateway.context import Gateway
from bot.gateway.problems import Problem
from bot.gateway.security import policy
from bot.gateway.site_config import public_site
from bot.note.paper import STYLE_SOURCE

_FOREVER = "public, max-age=31536000, immutable"
_PANEL = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/assets/{style}">
<script type="application/json" id="site">{site}</script>
<script type="module" src="/assets/{script}"></script>
</head>
<body></body>
</html>
"""


class _Hashed(StaticFiles):
    """Files whose names change with their contents, so a browser may keep them."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = _FOREVER
        return response


def routes(gateway: Gateway) -> list[BaseRoute]:
    """The routes of this topic."""

    async def demo(_request: Request) -> Response:
        return FileResponse(_built(gateway, "demo.html"), media_type="text/html", headers=_fresh())

    async def embed(_request: Request) -> Response:
        return FileResponse(_built(gateway, "embed.js"), media_type="text/javascript", headers=_fresh())

    async def panel(request: Request) -> Response:
        site = gateway.content.sites.get(request.query_params.get("site", ""))
        if site is None:
            raise Problem(404, "unknown_site")
        headers = _fresh() | {"Content-Security-Policy": policy(site.origins, STYLE_SOURCE)}
        return HTMLResponse(_panel(gateway, site), headers=headers)

    return [
        Route("/", demo),
        Route("/embed.js", embed),
        Route("/panel", panel),
        Mount("/assets", _Hashed(directory=gateway.dist, check_dir=False)),
    ]


def _panel(gateway: Gateway, site: Site) -> str:
    config = json.dumps(public_site(gateway.content, site))
    return _PANEL.format(
        lang=html.escape(site.locale),
        title=html.escape(site.brand.name),
        style=html.escape(_built(gateway, "panel.css").name),
        script=html.escape(_built(gateway, "panel.js").name),
        site=config.replace("<", "\\u003c"),  # no text can close the script element
    )


def _built(gateway: Gateway, name: str) -> Path:
    """The built file of the widget under its logical name; Problem 503 while the widget is not built."""
    try:
        manifest = json.loads((gateway.dist / "manifest.json").read_text(encoding="utf-8"))
        return gateway.dist / str(manifest[name])
    except (OSError, ValueError, KeyError):
        raise Problem(503, "not_ready") from None


def _fresh() -> dict[str, str]:
    return {"Cache-Control": "no-cache"}
