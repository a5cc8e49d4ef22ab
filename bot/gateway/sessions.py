"""`POST /api/v1/sessions`: opens a conversation, a return visit where a private code is sent along."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.content.schema import Site
from bot.gateway.auth import origin_for
from bot.gateway.context import Gateway, stored
from bot.gateway.incoming import parse_json
from bot.gateway.limits import address_of, read_body
from bot.gateway.memories import kept_for, opened_by
from bot.gateway.problems import Problem
from bot.gateway.site_config import public_site
from bot.gateway.turns import open_conversation
from bot.store import conversations, memories

_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def routes(gateway: Gateway) -> list[Route]:
    """The route of this topic."""

    async def create(request: Request) -> Response:
        gateway.pace.check("session", address_of(request), gateway.limits.sessions)
        body = parse_json(await read_body(request, gateway.limits.body_bytes))
        site = _site(gateway, body)
        origin, locale = origin_for(gateway, request, site.id), _locale(body, site)
        consent = _consent(body, site)
        memory = await opened_by(gateway, request, body.get("return_code"), site)
        conversation, token = await stored(
            conversations.create,
            gateway.engine,
            site=site.id,
            origin=origin,
            locale=locale,
            consent_version=consent,
            rule_set=gateway.content.hash,
            lifetime=_lifetime(gateway, site),
        )
        if memory:
            await stored(memories.take_up, gateway.engine, memory.id, conversation.id, kept_for(site))
        await open_conversation(gateway, conversation)
        session = {
            "token": token,
            "expires_at": conversation.expires_at.isoformat(),
            "site": public_site(gateway.content, site),
        }
        return JSONResponse(session, status_code=201)

    return [Route("/api/v1/sessions", create, methods=["POST"])]


def _site(gateway: Gateway, body: dict[str, Any]) -> Site:
    site = body.get("site")
    if not isinstance(site, str) or site not in gateway.content.sites:
        raise Problem(422, "unknown_site")
    return gateway.content.sites[site]


def _locale(body: dict[str, Any], site: Site) -> str:
    locale = body.get("locale", site.locale)
    if not isinstance(locale, str) or len(locale) > 16 or not _LOCALE.fullmatch(locale):
        raise Problem(422, "bad_locale")
    return locale


def _consent(body: dict[str, Any], site: Site) -> str | None:
    version = body.get("consent_version")
    if version is not None and version != site.consent.version:
        raise Problem(422, "old_consent")
    return version


def _lifetime(gateway: Gateway, site: Site) -> timedelta:
    """As long as the site keeps a conversation, so that a person can erase it for as long as it is there."""
    hours = gateway.limits.session_hours
    return timedelta(hours=hours) if hours is not None else kept_for(site)
