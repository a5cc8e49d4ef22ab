"""A small real server that speaks the gateway's HTTP contract with scripted replies.

The widget is tested against it in a real browser: `python stand_in.py PORT` serves the built
widget with the gateway's Content-Security-Policy. What it says is in `script.py`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvicorn
from payloads import PAYLOADS
from script import CODE, CONTENT, TURNS, WELCOME, WELCOME_BACK, Reply, reply
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.gateway import pictures

DIST = Path(__file__).parents[2] / "bot" / "widget" / "dist"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
SITE = {
    "id": "demo",
    "brand": {
        "name": "Riverside Clinic",
        "colour": "#1f5f5b",
        "greeting": "Hello. Where does it ache today?",
    },
    "consent": {
        "version": "2026-11-22",
        "text": "I keep what you write here for **30 days**, so that this chat works. It stays on this "
        "clinic's computer. You can see it or erase it at any time. Is that fine with you?",
    },
    "contacts": [{"label": "Call the front desk", "href": "tel:+442079460000"}],
    "emergency": {
        "numbers": ["999", "112"],
        "lines": [
            {"name": "Samaritans", "phone": "116 123", "text": None, "url": "https://example.org/listen"}
        ],
    },
}


@dataclass
class Talk:
    """One conversation: its messages, and the answers given by message id."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def add(self, author: str, body: Reply, id_: str | None = None) -> dict[str, Any]:
        choices = [{"id": uuid.uuid4().hex, "title": title} for title in body["choices"]]
        message = {**body, "choices": choices, "author": author, "seq": len(self.messages) + 1}
        message["id"] = id_ or uuid.uuid4().hex
        self.messages.append(message)
        return message


TALKS: dict[str, Talk] = {}


def problem(status: int, detail: str, **headers: str) -> Response:
    body = {"type": "about:blank", "title": "Problem", "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def asset(logical: str) -> str:
    return str(json.loads((DIST / "manifest.json").read_text())[logical])


def page(html: str) -> Response:
    return HTMLResponse(html, headers={"Content-Security-Policy": POLICY})


async def home(_request: Request) -> Response:
    return page((DIST / asset("demo.html")).read_text())


async def embed(_request: Request) -> Response:
    return Response((DIST / asset("embed.js")).read_text(), media_type="text/javascript")


async def panel(request: Request) -> Response:
    """The panel with its site; `?site=hostile` puts code into every setting, `?lang=` sets direction."""
    site: dict[str, Any] = SITE
    if request.query_params.get("site") == "hostile":
        text = " ".join(PAYLOADS)
        site = {
            **SITE,
            "brand": {"name": text, "colour": "red;}", "greeting": text},
            "consent": {"version": "1", "text": text},
        }
    direction = "rtl" if request.query_params.get("site") == "rtl" else "ltr"
    embedded = json.dumps(site).replace("<", "\\u003c")
    return page(
        f'<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8"><title>Chat</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/assets/{asset("panel.css")}">'
        f'<script type="module" src="/assets/{asset("panel.js")}"></script></head>'
        f'<body><script type="application/json" id="site">{embedded}</script></body></html>'
    )


async def open_session(request: Request) -> Response:
    code = (await request.json()).get("return_code")
    if code not in (None, CODE):
        return problem(422, "I do not know this code here.")
    token = uuid.uuid4().hex
    TALKS[token] = Talk()
    for body in WELCOME_BACK if code else WELCOME:
        TALKS[token].add("bot", body)
    return JSONResponse({"token": token, "expires_at": "2099-01-01T00:00:00Z", "site": SITE}, 201)


def talk_of(request: Request) -> Talk | None:
    return TALKS.get(request.headers.get("authorization", "").removeprefix("Bearer "))


async def history(request: Request) -> Response:
    talk = talk_of(request)
    if talk is None:
        return problem(401, "This conversation is over.")
    after = int(request.query_params.get("after", 0))
    return JSONResponse({"messages": [one for one in talk.messages if one["seq"] > after]})


async def receive(request: Request) -> Response:
    """Takes one message. Some texts fail on purpose, the first time they are seen."""
    talk, body = talk_of(request), await request.json()
    if talk is None:
        return problem(401, "This conversation is over.")
    if body["id"] in talk.answers:
        return JSONResponse(talk.answers[body["id"]])
    text = said(talk, body)
    if text is None:
        return problem(422, "That answer is no longer open.")
    refused = await refuse(talk, text, body["id"])
    return refused or JSONResponse(answer(talk, body["id"], text))


def said(talk: Talk, body: dict[str, Any]) -> str | None:
    if "text" in body:
        return str(body["text"])
    titles = {one["id"]: one["title"] for one in talk.messages[-1]["choices"]}
    return ", ".join(titles[id_] for id_ in body["choices"]) if set(body["choices"]) <= set(titles) else None


async def refuse(talk: Talk, text: str, id_: str) -> Response | None:
    if text == "slow":
        await asyncio.sleep(1)
    if text == "expire":
        TALKS.clear()
        return problem(401, "This conversation is over.")
    if text == "no":
        return problem(400, "I cannot read that.")
    if id_ in talk.failed or text not in ("fail once", "too fast"):
        return None
    talk.failed.add(id_)
    if text == "fail once":
        return problem(503, "I cannot answer just now. Please try again in a moment.")
    return problem(429, "That was quick. I will take it in a second.", **{"Retry-After": "1"})


def answer(talk: Talk, id_: str, text: str) -> dict[str, Any]:
    mine = talk.add("person", reply(text), id_)
    replies = [talk.add("bot", body) for body in replies_to(text)]
    talk.answers[id_] = {"id": id_, "seq": mine["seq"], "replies": replies, "tier": None, "rules": []}
    return talk.answers[id_]


def replies_to(text: str) -> list[Reply]:
    if text.startswith("payload "):
        return [hostile(PAYLOADS[int(text.split()[1])])]
    return TURNS.get(text, [reply(f"You said: {text}")])


def hostile(code: str) -> Reply:
    contacts = [{"label": code, "href": "javascript:window.__ran=1"}, {"label": code, "href": code}]
    card = {"kind": "sources", "title": code, "items": [{"title": code, "organisation": code, "url": code}]}
    note = {"kind": "note", "title": code, "lines": [code], "contacts": contacts}
    return reply(code, code, card=note if len(code) % 2 else card)


async def make_code(request: Request) -> Response:
    """A code, but none in a talk that was told so."""
    talk = talk_of(request)
    if talk is None or "no codes" in [one["text"] for one in talk.messages]:
        return problem(429, "That was a bit fast for me.", **{"Retry-After": "9"})
    return JSONResponse({"code": CODE, "expires_at": "2099-01-01T00:00:00Z"}, 201)


async def forget_code(_request: Request) -> Response:
    return Response(status_code=204)


async def weather(_: Request) -> Response:
    """Where the quick way out leads."""
    return HTMLResponse("<title>Weather</title><h1>Sunny</h1>")


async def export(request: Request) -> Response:
    talk = talk_of(request)
    return JSONResponse({"messages": talk.messages}) if talk else problem(401, "This conversation is over.")


async def erase(request: Request) -> Response:
    TALKS.pop(request.headers.get("authorization", "").removeprefix("Bearer "), None)
    return Response(status_code=204)


app = Starlette(
    routes=[
        Route("/", home),
        Route("/weather", weather),
        Route("/embed.js", embed),
        Route("/panel", panel),
        *pictures.routes(SimpleNamespace(content=CONTENT)),  # type: ignore[arg-type]
        Mount("/assets", StaticFiles(directory=DIST, check_dir=False)),
        Route("/api/v1/sessions", open_session, methods=["POST"]),
        Route("/api/v1/messages", history, methods=["GET"]),
        Route("/api/v1/messages", receive, methods=["POST"]),
        Route("/api/v1/memory", make_code, methods=["POST"]),
        Route("/api/v1/memory", forget_code, methods=["DELETE"]),
        Route("/api/v1/export", export),
        Route("/api/v1/session", erase, methods=["DELETE"]),
    ]
)

if __name__ == "__main__":
    SITE["leave_to"] = f"http://127.0.0.1:{sys.argv[1]}/weather"
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", ws="none")
