"""A conversation in the terminal. Nothing of it is kept."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from bot.dialogue.guides import guide_for
from bot.settings import Settings
from bot.store.engine import create_engine
from bot.store.migrate import upgrade
from bot.training import ensure_model
from bot.worker.actions_in_process import TurnError
from bot.worker.host import Host, Request


def chat(settings: Settings, site: str) -> int:
    """Reads a line at a time until the input ends; numbers pick the buttons, several with commas."""
    print("Loading, a few seconds. Leave with Ctrl-D.")
    model = ensure_model(settings)
    engine = create_engine("sqlite://")
    upgrade(engine)
    host = Host(model, engine, guide_for(settings))
    conversation = str(uuid.uuid4())
    offered: list[dict[str, str]] = []
    request = _request(conversation, site, None, ("/greet",))
    while True:
        try:
            response = asyncio.run(host.turn(request))
        except TurnError as error:
            print(f"(this turn failed and was not kept: {type(error.__cause__ or error).__name__})")
        else:
            offered = _show(response["replies"])
        try:
            line = input("\nyou> ")
        except EOFError:
            print()
            return 0
        picked = _picked(line, offered)
        request = _request(conversation, site, None if picked else line, picked)


def _request(conversation: str, site: str, text: str | None, payloads: tuple[str, ...]) -> Request:
    return Request(conversation, str(uuid.uuid4()), text, payloads, site, {})


def _picked(line: str, offered: list[dict[str, str]]) -> tuple[str, ...]:
    """The payloads of "#2" or "#1,#3"; nothing for any other line, as a bare number may be an answer."""
    parts = [part.strip() for part in line.split(",")]
    if not all(part.startswith("#") and part[1:].isdecimal() for part in parts):
        return ()
    indexes = [int(part[1:]) - 1 for part in parts]
    return tuple(offered[index]["payload"] for index in indexes if 0 <= index < len(offered))


def _show(replies: list[dict[str, Any]]) -> list[dict[str, str]]:
    offered: list[dict[str, str]] = []
    for reply in replies:
        print(f"\nbot> {reply['text']}")
        _show_card(reply["card"] or {})
        offered = reply["choices"] or offered
    for number, choice in enumerate(offered, 1):
        print(f"     #{number} {choice['title']}")
    return offered


def _show_card(card: dict[str, Any]) -> None:
    if card.get("title"):
        print(f"     [{card['title']}]")
    for line in card.get("lines", []):
        print(f"     - {line}")
    for item in card.get("items", []):
        print("     - " + ": ".join(str(item[key]) for key in ("label", "title", "value") if item.get(key)))
    for section in card.get("sections", []):
        print(f"     {section['title']}")
        for line in section["lines"]:
            print(f"       {line}")
    for contact in card.get("contacts", []):
        print(f"     {contact['label']}")
