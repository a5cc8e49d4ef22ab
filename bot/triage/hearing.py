"""What a second detector makes of a message as a whole, beside the phrases found in it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Hearing(NamedTuple):
    """`fire` is a red flag heard surely, `ask` one worth its question, each by id and None without one.

    `danger` is how likely the message holds any danger sign at all, from 0 to 1; `span` the part of
    the message in which the most was heard.
    """

    danger: float
    fire: str | None = None
    ask: str | None = None
    span: str = ""


NOTHING = Hearing(danger=0.0)


class Detector(Protocol):
    """Hears danger in wordings no phrase foresaw; `bot.semantic.detector` has one."""

    def hear(self, text: str) -> Hearing:
        """What is heard in a clean text."""
