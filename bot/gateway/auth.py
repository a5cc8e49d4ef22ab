"""Who is asking: the bearer token, and the page it is sent from."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from bot.gateway.context import Gateway, stored
from bot.gateway.limits import address_of
from bot.gateway.problems import Problem
from bot.store import conversations
from bot.store.clock import utc_now
from bot.store.conversations import Conversation

_CHALLENGE = {"WWW-Authenticate": "Bearer"}


async def conversation_of(gateway: Gateway, request: Request) -> Conversation:
    """The open conversation of the token sent; Problem 401 without one, 403 from another page."""
    gateway.pace.check("request", address_of(request), gateway.limits.requests)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, "no_session", headers=_CHALLENGE)
    conversation = await stored(conversations.find_by_token, gateway.engine, token.strip())
    if conversation is None or not conversation.is_open(utc_now()):
        raise Problem(401, "no_session", headers=_CHALLENGE)
    origin = request.headers.get("origin")
    if origin is not None and origin != conversation.origin:
        raise Problem(403, "wrong_origin")
    return conversation


def origin_for(gateway: Gateway, request: Request, site: str) -> str | None:
    """The origin a session of `site` is opened from, None outside a browser; Problem 403 if not allowed."""
    origin = request.headers.get("origin")
    allowed = gateway.content.sites[site].origins
    if origin is None or origin in allowed or is_own(gateway, request, origin):
        return origin
    raise Problem(403, "wrong_origin")


def is_own(gateway: Gateway, request: Request, origin: str) -> bool:
    """Whether `origin` is the gateway itself, by its public address or the one just called."""
    public = gateway.settings.public_url
    if public and urlsplit(public)[:2] == urlsplit(origin)[:2]:
        return True
    return urlsplit(origin).netloc == request.headers.get("host")
