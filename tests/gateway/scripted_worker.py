"""A worker that speaks the private protocol over a unix socket and does what the text says.

Usage: scripted_worker.py SOCKET LOG. Every turn it really takes is one JSON line in LOG.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

SOCKET, LOG = sys.argv[1:3]
answers: dict[tuple[str, str], dict[str, Any]] = {}


def reply(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "choices": [], "multiple": False, "expects": None, "card": None, **more}


def choice(title: str) -> dict[str, str]:
    return {"title": title, "payload": "/answer" + json.dumps({"option": f"secret:{title}"})}


def script(turn: dict[str, Any]) -> dict[str, Any]:
    text, standing = turn["text"] or "", turn["standing"]
    answer: dict[str, Any] = {"replies": [reply(f"Heard: {text or turn['payloads']}")], **standing}
    if turn["payloads"] == ["/greet"]:
        answer["replies"] = [reply("Welcome", choices=[choice("Neck"), choice("Back")], expects="location")]
    elif text == "offer one":
        answer["replies"] = [reply("Which side?", choices=[choice("Left"), choice("Right")])]
    elif text == "ask how bad":
        answer["replies"] = [reply("How bad is it?", expects="intensity")]
    elif text == "offer a note":
        note = {"kind": "note", "title": "Note about an ache", "formats": ["text", "page", "fhir"]}
        answer["replies"] = [reply("Here is your note.", card=note)]
    elif text == "offer a plan":
        plan = {"kind": "plan", "title": "Your plan", "minutes": 9, "formats": ["page"]}
        answer["replies"] = [reply("Here is your plan.", card=plan)]
    elif text == "offer many":
        answer["replies"] = [reply("Which?", choices=[choice("Left"), choice("Right")], multiple=True)]
    elif text == "offer danger":
        answer["replies"] = [reply("Any of these?", choices=[{"title": turn["site"], "payload": "/x"}])]
    elif text == "summarise":
        items = [{"label": "Where", "value": "neck", "payload": "/correct"}, {"label": "Pain", "value": "4"}]
        answer["replies"] = [reply("So far:", card={"kind": "summary", "title": "So far", "items": items})]
    elif text == "tempt me":
        answer["replies"] = [reply("Try this", card={"kind": "plan", "title": "Plan", "minutes": 5})]
    elif text == "say nothing":
        answer["replies"] = []
    elif text.startswith("leave "):
        answer["visit"] = {"regions": ["knee"], "pain": int(text.split()[1])}
    elif text.startswith("raise "):
        answer |= {"tier": text.split()[1], "rules": text.split()[2:]}
    elif text.startswith("set aside "):
        answer |= {"tier": None, "rules": [], "overrides": text.split()[2:]}
    return answer


async def take_turn(request: Request) -> Response:
    turn = await request.json()
    if turn["text"] == "answer in html":
        return PlainTextResponse("<html>not json</html>")
    if turn["text"] == "break":
        return PlainTextResponse("Traceback (most recent call last): secret", status_code=500)
    key = (turn["conversation"], turn["message"])
    if key not in answers:
        answers[key] = script(turn)
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(json.dumps(turn) + "\n")
    return JSONResponse(answers[key])


async def health(_request: Request) -> Response:
    return JSONResponse({"status": "ready", "model": "scripted", "content": "none"})


async def erase(request: Request) -> Response:
    conversation = (await request.json())["conversation"]
    for key in [key for key in answers if key[0] == conversation]:
        del answers[key]
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(json.dumps({"erased": conversation}) + "\n")
    return Response(status_code=204)


app = Starlette(
    routes=[
        Route("/turn", take_turn, methods=["POST"]),
        Route("/health", health),
        Route("/erase", erase, methods=["POST"]),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, uds=SOCKET, log_level="critical", ws="none")
