"""Reads what a person sent: checked, cleaned for transport, and never a command."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from bot.gateway.limits import Limits
from bot.gateway.problems import Problem
from bot.store.codes import hidden

_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")  # NUL and halves of characters: no database takes them


@dataclass(frozen=True)
class Incoming:
    """One message: `text` or `choices`, never both. `body_hash` tells a repeat from another message."""

    id: str
    text: str | None
    choices: tuple[str, ...]
    body_hash: str


def parse_json(body: bytes) -> dict[str, Any]:
    """The JSON object in a body; Problem 400 for anything else."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "malformed") from None
    if not isinstance(parsed, dict):
        raise Problem(400, "malformed")
    return parsed


def parse_message(body: bytes, limits: Limits) -> Incoming:
    """The message in a body; Problem 400 or 422 that says what is wrong with it."""
    parsed = parse_json(body)
    id_, text, choices = parsed.get("id"), parsed.get("text"), parsed.get("choices")
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise Problem(422, "bad_id")
    if (text is None) == (choices is None):
        raise Problem(422, "no_body")
    if text is not None:
        return Incoming(id_, _checked_text(text, limits), (), _hash(text))
    return Incoming(id_, None, _checked_choices(choices, limits), _hash(choices))


def clean(text: str) -> str:
    """`text` as it travels on: composed (NFC), sendable, and without what would make it a command.

    Rasa reads a leading slash as an intent, so slashes and blanks go from the front.
    """
    text = unicodedata.normalize("NFC", _UNSENDABLE.sub("", text))
    start = 0
    while start < len(text) and (text[start] == "/" or _is_blank(text[start])):
        start += 1
    return text[start:].rstrip()


def _checked_text(text: object, limits: Limits) -> str:
    if not isinstance(text, str):
        raise Problem(422, "malformed")
    if len(text) > limits.text_characters:
        raise Problem(422, "too_long")
    cleaned = hidden(clean(text))
    if not any(unicodedata.category(character)[0] in "LNPS" for character in cleaned):
        raise Problem(422, "empty")
    return cleaned


def _checked_choices(choices: object, limits: Limits) -> tuple[str, ...]:
    if not isinstance(choices, list) or not all(isinstance(choice, str) for choice in choices):
        raise Problem(422, "malformed")
    if not choices:
        raise Problem(422, "no_body")
    if len(choices) > limits.choices or len(set(choices)) != len(choices):
        raise Problem(422, "unknown_choice")
    return tuple(choices)


def _is_blank(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def _hash(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
