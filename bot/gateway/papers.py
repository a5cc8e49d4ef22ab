"""What a person may take along: `GET /api/v1/note` and, to print, `GET /api/v1/plan`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.dialogue.state import State
from bot.gateway.auth import conversation_of
from bot.gateway.context import Gateway, stored
from bot.gateway.memories import memory_of
from bot.gateway.problems import Problem
from bot.note import fhir, page, paper, plan, plan_page, text
from bot.note.build import build
from bot.note.note import Note, Talk
from bot.store import messages, trackers
from bot.store.conversations import Conversation
from bot.store.messages import Message


def routes(gateway: Gateway) -> list[Route]:
    """The routes of this topic."""

    async def note(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        render = _NOTES[_format(request, _NOTES, "text")]
        state = await _state(gateway, conversation)
        said = await stored(messages.after, gateway.engine, conversation.id, 0)
        talk = talk_of(conversation, said, state)
        made = build(gateway.content, state, talk)
        if made.empty:
            raise Problem(404, "no_note")
        return render(made, talk)

    async def planned(request: Request) -> Response:
        conversation = await conversation_of(gateway, request)
        _format(request, {"page": None}, "page")
        state = await _state(gateway, conversation)
        sheet = plan.sheet(gateway.content, state)
        if sheet is None:
            raise Problem(409, "no_plan_after_danger" if state.closed else "no_plan")
        return _page(plan_page.render(sheet))

    return [
        Route("/api/v1/note", note, methods=["GET"]),
        Route("/api/v1/plan", planned, methods=["GET"]),
    ]


def talk_of(conversation: Conversation, said: Iterable[Message], state: State) -> Talk:
    """When a conversation was held, and when each question was last answered."""
    began: datetime | None = None
    ended, open_question = conversation.created_at, None
    answered: dict[str, datetime] = {}
    for message in said:
        if message.author == "bot":
            open_question = (message.reply or {}).get("expects")
            continue
        began, ended = began or message.created_at, message.created_at
        if open_question:
            answered[open_question] = message.created_at
    return Talk(conversation.id, began or conversation.created_at, ended, answered, state.confirmed)


async def _state(gateway: Gateway, conversation: Conversation) -> State:
    """What the worker knows, earlier visits too; what the gateway found by itself stands above it."""
    kept = await stored(trackers.load, gateway.engine, conversation.id)
    slots = {**(kept[0] if kept else {}), "memory": await memory_of(gateway, conversation.id)}
    standing = conversation.standing
    if standing.tier:
        slots = {**slots, "tier": standing.tier, "rules": list(standing.rules)}
    return State.from_slots(slots)


def _format(request: Request, known: Mapping[str, object], default: str) -> str:
    """The format asked for; Problem 422 for one that there is not."""
    wanted = request.query_params.get("format", default)
    if wanted not in known:
        raise Problem(422, "unknown_format")
    return wanted


def _page(html: str) -> Response:
    policy = f"{paper.POLICY}; frame-ancestors 'none'"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _as_text(note: Note, _talk: Talk) -> Response:
    return PlainTextResponse(text.render(note), headers=_saved_as("note.txt"))


def _as_page(note: Note, _talk: Talk) -> Response:
    return _page(page.render(note))


def _as_fhir(note: Note, talk: Talk) -> Response:
    body: dict[str, Any] = fhir.bundle(note, talk)
    return Response(json.dumps(body), media_type=fhir.MEDIA_TYPE, headers=_saved_as("note.fhir.json"))


_NOTES: dict[str, Callable[[Note, Talk], Response]] = {
    "text": _as_text,
    "page": _as_page,
    "fhir": _as_fhir,
}
