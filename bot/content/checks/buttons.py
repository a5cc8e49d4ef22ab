"""Whether every button leads somewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bot.content import yaml_file
from bot.content.loader import Content, Problem
from bot.content.schema import TYPES
from bot.dialogue import preferences
from bot.dialogue.answers import CLEARS, ONSETS, SIDES
from bot.dialogue.memories import WORST_FIRST
from bot.dialogue.questions import TOPICS


def problems(content: Content, root: Path) -> Iterator[Problem]:
    """Payloads whose intent the domain lacks, or whose option the dialogue does not know."""
    intents = {*yaml_file.read(root / "domain.yml")["intents"], "nlu_fallback"}  # the last is Rasa's own
    for name, variations in content.responses.items():
        for variation in variations:
            for button in variation.get("buttons", []):
                what = _wrong(content, intents, str(button.get("payload", "")))
                if what or not button.get("title"):
                    title = button.get("title")
                    yield Problem("data/responses", f"{name}: button {title!r}: {what or 'has no title'}")


def _wrong(content: Content, intents: set[str], payload: str) -> str | None:
    intent, brace, rest = payload.removeprefix("/").replace("{{", "{").replace("}}", "}").partition("{")
    if not payload.startswith("/") or intent not in intents:
        return f"the intent of the payload {payload!r} is not in domain.yml"
    if not brace:
        return None
    try:
        field, _, value = str(json.loads(brace + rest)["option"]).partition(":")
    except (ValueError, KeyError):
        return f'the payload {payload!r} is not /intent{{{{"option":"field:value"}}}}'
    return None if _known(content, field, value) else f"the dialogue does not know the option {field}:{value}"


def _known(content: Content, field: str, value: str) -> bool:
    if field in {"intensity", "stress", "duration", "now"}:
        return value.replace(".", "", 1).isdecimal()
    known: dict[str, object] = {
        "region": content.regions,
        "side": SIDES,
        "type": TYPES,
        "onset": ONSETS,
        "condition": [*content.contraindications, "none", "same"],
        "danger": [*content.red_flags, "none", "unsure"],
        "rule": ("yes", "no", "unsure"),
        "unknown": TOPICS,
        "change": CLEARS,
        "confirm": ("yes",),
        "more": ("regions",),
        "harm": WORST_FIRST,
        "seen": ("yes", "no"),
        "since": ("new",),
        **preferences.OPTIONS,
    }
    return value in known.get(field, ())  # type: ignore[operator]
