"""What a page may know of a site."""

from __future__ import annotations

import json
from typing import Any

from bot.content.loader import Content
from bot.content.schema import Site
from bot.dialogue.safety_card import helplines_of


def public_site(content: Content, site: Site) -> dict[str, Any]:
    """Brand, consent text, contacts and the country's numbers, to show even with the gateway gone."""
    helplines = helplines_of(content, site.country)
    whole = json.loads(site.json(include={"id", "brand", "consent", "contacts", "locale", "leave_to"}))
    lines = [json.loads(line.json(include={"name", "phone", "text", "url"})) for line in helplines.crisis]
    return {**whole, "emergency": {"numbers": helplines.emergency, "lines": lines}}
