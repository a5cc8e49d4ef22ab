"""Turns a response id and its values into the sentence a person reads."""

from __future__ import annotations

from collections.abc import Mapping

from bot.content.loader import Content


def say(content: Content, response: str, values: Mapping[str, object] | None = None) -> str:
    """The first variation of `response` with `{placeholders}` filled; `KeyError` names what is missing."""
    text: str = content.responses[response][0]["text"]
    return text.strip().format_map(values or {})


def listed(items: list[str], last: str) -> str:
    """`["a", "b", "c"]` as "a, b and c", where `last` is the word before the last item."""
    return f" {last} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
