"""Left, right or both, and of which place it is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from bot.understanding.corrections import comes_instead
from bot.understanding.denials import is_limited
from bot.understanding.names import Named
from bot.understanding.reading import Reading

Side = Literal["left", "right", "both"]

_REACH_AHEAD, _REACH_BEHIND = 4, 6  # words between a side and its place
_REACH_OF_BOTH = 2  # words from "left" to a "both" that counts places
_TURNS_AWAY = {"and", "but", "one", "with", "also"}  # "neck on the left and my knee"


def sides_by_mention(mentions: list[Named], reading: Reading) -> dict[Named | None, set[str]]:
    """The sides said of each mention of a place; under None those said of no place."""
    sides: dict[Named | None, set[str]] = {}
    taken_back = sides_taken_back(mentions, reading).values()
    for side in reading.meant("sides", "side"):
        if (side.said or comes_instead(side, reading)) and not any(
            (
                side in taken_back,
                _is_moved(side, mentions, reading),
                _is_exclamation(side, reading),
                _is_fine(side, mentions, reading),
                _counts(side, mentions, reading),
            )
        ):
            said_of: list[Named | None] = [*_sided(side, mentions, reading)] or [None]
            for mention in said_of:
                sides.setdefault(mention, set()).add(side.id)
    return sides


def sides_taken_back(mentions: list[Named], reading: Reading) -> dict[Named, Named]:
    """Places with a side that gives way to the other: "my right knee is fine, it's the left"."""
    sides = reading.meant("sides", "side")
    taken_back: dict[Named, Named] = {}
    for side in sides:
        for mention in [m for m in _sided(side, mentions, reading) if m.first > side.first][:1]:
            later = [other for other in sides if other.first > mention.last and other.id != side.id]
            if later and _is_over(mention, later[0], mentions, reading):
                taken_back[mention] = side
    return taken_back


def merge(said: Iterable[str]) -> Side | None:
    """One side of all that were said: both where left and right are among them."""
    named = set(said)
    if "both" in named or named >= {"left", "right"}:
        return "both"
    return "left" if "left" in named else "right" if "right" in named else None


def _is_moved(side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether it is the side of a limb only moved: "my right shoulder hurts when I raise my left arm"."""
    moves = [move for move in reading.all("not_meant", "movement") if not any(map(move.holds, mentions))]
    others = [other for other in reading.meant("sides", "side") if not any(m.holds(other) for m in moves)]
    return bool(others) and any(move.holds(side) for move in moves)


def _is_exclamation(side: Named, reading: Reading) -> bool:
    """Whether "right" only opens the message: "right, so my knee hurts"."""
    return side.first == 0 and len(reading.tokens) > 3 and "," in reading.tokens[side.last].after


def _is_fine(side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether the side is the one that does not hurt: "the right one is fine"."""
    return any(
        0 < fine.first - side.last <= 2 and not any(side.last < m.first < fine.first for m in mentions)
        for fine in reading.all("outcomes", "fine")
    )


def _is_over(mention: Named, other_side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether a place is said to be past or fine before the other side of it is named."""
    if any(m.first > mention.last and m.first < other_side.first for m in mentions):
        return False
    if mention.meaning in ("past", "other_past"):
        return True
    return any(
        mention.last < fine.first
        and fine.last < other_side.first
        and fine.meaning != "negated"
        and not is_limited(fine, reading)
        for fine in reading.meant("outcomes", "fine")
        if fine.id == "fine"
    )


def _counts(side: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "both" counts two places instead: "wrist and elbow both hurt", "calf, knee, left leg both"."""
    if side.id == "both" and side.first == side.last and _follows_a_side(side, reading):
        return True
    behind = [m for m in mentions if m.last < side.first <= m.last + _REACH_BEHIND]
    listed = [m for m in behind if m.id != behind[-1].id and reading.words(m.last + 1, m.last + 2) == ["and"]]
    return side.id == "both" and side.first == side.last and bool(listed)


def _follows_a_side(both: Named, reading: Reading) -> bool:
    return any(
        0 < both.first - side.last <= _REACH_OF_BOTH and not reading.broken(side.last, both.first)
        for side in reading.meant("sides", "side")
        if side.id != "both"
    )


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
