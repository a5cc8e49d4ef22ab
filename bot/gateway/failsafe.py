"""Replies on their way to the person: the worker's with payloads hidden, or our own from content alone."""

from __future__ import annotations

from typing import Any

from bot.content.loader import Content
from bot.dialogue.safety_card import safety_card
from bot.gateway.worker_client import WorkerReply
from bot.store.choices import new_id
from bot.store.messages import Reply

Offered = list[tuple[str, str, str]]


def failsafe_replies(kinds: tuple[str, ...], content: Content, country: str) -> list[Reply]:
    """The safety cards for response kinds, built without any worker."""
    return [Reply(safety_card(kind, content, country)) for kind in kinds]


def public_reply(reply: WorkerReply) -> Reply:
    """A worker's reply with every payload replaced by an opaque id."""
    offered: Offered = [(choice.title, choice.payload, new_id()) for choice in reply.choices]
    choices = [{"id": id_, "title": title} for title, _, id_ in offered]
    body = {
        "text": reply.text,
        "choices": choices,
        "multiple": reply.multiple,
        "expects": reply.expects,
        "card": _public_card(reply.card, offered),
    }
    return Reply(body, tuple(offered))


def _public_card(card: dict[str, Any] | None, offered: Offered) -> dict[str, Any] | None:
    """The card, where an item that can be tapped to correct it carries `choice`, an id, for its payload."""
    if card is None or not isinstance(card.get("items"), list):
        return card
    return {**card, "items": [_public_item(item, offered) for item in card["items"]]}


def _public_item(item: dict[str, Any], offered: Offered) -> dict[str, Any]:
    shown = {key: value for key, value in item.items() if key != "payload"}
    if item.get("payload"):
        offered.append((str(item.get("label", "")), str(item["payload"]), new_id()))
        shown["choice"] = offered[-1][2]
    return shown
