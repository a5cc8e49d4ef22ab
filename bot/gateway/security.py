"""Headers on every response: what a page may load, who may frame it, and which origins may call."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.content.loader import Content

_PUBLIC = (
    "/embed.js",
    "/assets/",
    "/panel",
    "/pictures/",
)  # loaded by the clinics' pages, wherever these live
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}


def policy(framed_by: list[str] | None = None, style: str = "") -> str:
    """The Content-Security-Policy: our own origin for everything, and only `framed_by` may frame it.

    `style` is the hash of one style that may stand in a page that is made by the page.
    """
    ancestors = " ".join(["'self'", *framed_by]) if framed_by is not None else "'none'"
    own = ("script-src", "style-src", "img-src", "connect-src", "frame-src", "font-src")
    parts = ["default-src 'none'", *(f"{part} 'self'" for part in own)]
    parts = [f"{part} {style}" if style and part.startswith("style-src") else part for part in parts]
    parts += ["base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'"]
    return "; ".join([*parts, f"frame-ancestors {ancestors}"])


class Protection:
    """Adds the headers, and answers the preflight requests of the sites' own origins. No cookies are used."""

    def __init__(self, app: ASGIApp, content: Content) -> None:
        self._app = app
        self._origins = {origin for site in content.sites.values() for origin in site.origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        origin = asked.get("origin", "")

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"], origin)
            await send(message)

        if scope["method"] == "OPTIONS" and "access-control-request-method" in asked:
            allowed = _PREFLIGHT if origin in self._origins else {}
            await Response(status_code=204 if allowed else 403, headers=allowed)(scope, receive, protected)
            return
        await self._app(scope, receive, protected)

    def _add(self, headers: MutableHeaders, path: str, origin: str) -> None:
        for name, value in _ALWAYS.items():
            headers[name] = value
        headers.setdefault("Content-Security-Policy", policy())
        headers.setdefault("Cache-Control", "no-store")
        headers["Cross-Origin-Resource-Policy"] = (
            "cross-origin" if path.startswith(_PUBLIC) else "same-origin"
        )
        headers.add_vary_header("Origin")
        if origin in self._origins:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Expose-Headers"] = "Retry-After"
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
