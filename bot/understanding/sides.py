"""Left, right or both, and of which place it is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.reading import Reading

Side = Literal["left", "right", "both"]

_REACH_AHEAD, _REACH_BEHIND = 4, 6  # words between a side and its place
_TURNS_AWAY = {"and", "but", "one", "with", "also"}  # "neck on the left and my knee"


def sides_by_mention(mentions: list[Named], reading: Reading) -> dict[Named | None, set[str]]:
    """The sides said of each mention of a place; under None those said of no place."""
    sides: dict[Named | None, set[str]] = {}
    for side in reading.all("sides", "left", "right", "both"):
        if side.said and not any(
            (
                _is_exclamation(side, reading),
                _is_fine(side, mentions, reading),
                _counts(side, mentions, reading),
            )
        ):
            said_of: list[Named | None] = [*_sided(side, mentions, reading)] or [None]
            for mention in said_of:
                sides.setdefault(mention, set()).add(side.id)
    return sides


def merge(said: Iterable[str]) -> Side | None:
    """One side of all that were said: both where left and right are among them."""
    named = set(said)
    if "both" in named or named >= {"left", "right"}:
        return "both"
    return "left" if "left" in named else "right" if "right" in named else None


def _is_exclamation(side: Named, reading: Reading) -> bool:
    """Whether "right" only opens the message: "right, so my knee hurts"."""
    return side.first == 0 and len(reading.tokens) > 3 and "," in reading.tokens[side.last].after


def _is_fine(side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether the side is the one that does not hurt: "the right one is fine"."""
    return any(
        0 < fine.first - side.last <= 2 and not any(side.last < m.first < fine.first for m in mentions)
        for fine in reading.all("outcomes", "fine")
    )


def _counts(side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "both" counts two places instead: "my wrist and elbow both hurt"."""
    behind = [m for m in mentions if m.last < side.first <= m.last + _REACH_BEHIND]
    listed = [m for m in behind if m.id != behind[-1].id and reading.words(m.last + 1, m.last + 2) == ["and"]]
    return side.id == "both" and side.first == side.last and bool(listed)


def _sided(side: Named, mentions: list[Named], reading: Reading) -> list[Named]:
    """The mentions a side is said of: the place ahead, or else the one behind."""
    ahead = [m for m in mentions if side.first <= m.last and m.first <= side.last + _REACH_AHEAD]
    ahead = [m for m in ahead if not reading.broken(side.last, m.first)]
    ahead = [m for m in ahead if not _TURNS_AWAY & set(reading.words(side.last + 1, m.first))]
    if ahead:
        return [m for m in mentions if _is_same_or_listed(ahead[0], m, reading)]
    behind = [m for m in mentions if m.last < side.first <= m.last + _REACH_BEHIND]
    if behind:
        return [m for m in mentions if m.last == behind[-1].last]
    return mentions if len({m.id for m in mentions}) == 1 else []


def _is_same_or_listed(first: Named, mention: Named, reading: Reading) -> bool:
    """Whether a mention is `first` itself or follows it as in "left neck and shoulder"."""
    if mention.first == first.first and mention.last == first.last:
        return True
    return mention.first == first.last + 2 and reading.words(first.last + 1, mention.first) == ["and"]
