"""Where it hurts, and on which side; what is said to be fine, or was named by mistake."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.reading import Reading
from bot.understanding.sides import Side, merge, sides_by_mention

_LIMITS_A_DENIAL = {
    "when",
    "until",
    "till",
    "if",
    "unless",
    "apart",
    "except",
    "while",
    "as",
    "at",
    "after",
    "before",
}
_NEGATORS = {"not", "no", "isnt", "never"}
_LOCATES = {"in", "on", "of", "my", "the", "left", "right", "both", "side", "pain", "ache"}
_REACH_TO_FINE = 5  # words between a place and "is fine"

Denial = Literal["plain", "loose"]  # "not my neck", "neck is fine" · "no lump on my neck"


@dataclass(frozen=True)
class Places:
    """Regions that hurt and regions that do not, in the order said, and sides by region.

    `side` is the side all agree on; None where sides differ from place to place.
    `mentions` are the words that name a region that hurts.
    """

    regions: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    side: Side | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    mentions: tuple[Named, ...] = ()


def read_places(reading: Reading) -> Places:
    """Read regions and sides."""
    mentions = _mentions(reading)
    sides = sides_by_mention(mentions, reading)
    denied = _denied(mentions, sides, reading)
    hurting = [mention for mention in mentions if mention not in denied]
    regions = tuple(dict.fromkeys(mention.id for mention in hurting))
    by_region = {r: merge(s for m in hurting if m.id == r for s in sides.get(m, ())) for r in regions}
    known = {region: side for region, side in by_region.items() if side}
    loose = merge(sides.get(None, ()))
    distinct = {*known.values(), *([loose] if loose else [])}
    return Places(
        regions=regions,
        denied=tuple(dict.fromkeys(m.id for m in mentions if m.id not in regions)),
        side=distinct.pop() if len(distinct) == 1 else None,
        sides=known,
        mentions=tuple(hurting),
    )


def _mentions(reading: Reading) -> list[Named]:
    killing = reading.all("severity")  # "my neck is killing me" is a figure of speech but of a real neck
    exact = [
        name
        for name in reading.meant("regions", "place")
        if name.meaning != "idiom" or any(0 <= word.first - name.last <= 2 for word in killing)
    ]
    loose = [name for name in reading.meant("places", "place") if not any(e.overlaps(name) for e in exact)]
    named = sorted(exact + loose, key=lambda name: (name.first, name.last))
    moved = [name for name in named if any(move.holds(name) for move in reading.all("not_meant", "movement"))]
    named = [name for name in named if name not in moved] or named
    return [name for name in named if not _only_locates(name, named, reading)]


def _only_locates(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "arm", which names several regions, only says where another is: "elbow, right arm"."""
    if not any(m.id != mention.id and (m.first, m.last) == (mention.first, mention.last) for m in mentions):
        return False
    before = [m for m in mentions if m.last < mention.first]
    return bool(before) and set(reading.words(before[-1].last + 1, mention.first)) <= _LOCATES


def _denied(mentions: list[Named], sides: dict[Named | None, set[str]], reading: Reading) -> set[Named]:
    """All mentions of a region that is denied; of one denied for one side only, those of that side."""
    denials = {mention: _denial(mention, mentions, reading) for mention in mentions}
    denied: set[Named] = set()
    for mention, denial in denials.items():
        same = [m for m in mentions if m.id == mention.id]
        open_sides = [sides[m] for m in same if not denials[m] and m in sides and mention in sides]
        if denial and any(not side & sides[mention] for side in open_sides):
            denied.add(mention)
        elif denial == "plain" or (denial == "loose" and all(denials[m] for m in same)):
            denied.update(same)
    return denied


def _denial(mention: Named, mentions: list[Named], reading: Reading) -> Denial | None:
    if _is_fine(mention, mentions, reading) or _is_corrected(mention, mentions, reading):
        return "plain"
    if reading.outweighed(mention):
        return "plain"
    if mention.meaning != "negated":
        return None
    return "plain" if _NEGATORS & set(reading.words(mention.first - 2, mention.first)) else "loose"


def _is_fine(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    if any(0 < mention.first - cue.last <= 2 for cue in reading.all("outcomes", "fine_before")):
        return True
    return any(
        mention.last < fine.first <= mention.last + _REACH_TO_FINE
        and reading.same_sentence(mention.last, fine.first)
        and fine.meaning != "negated"
        and not _LIMITS_A_DENIAL & set(reading.words(fine.last + 1, fine.last + 2))
        and _only_joined(mention, fine, mentions, reading)
        for fine in reading.meant("outcomes", "fine")
        if fine.id == "fine"
    )


def _only_joined(mention: Named, fine: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether nothing but a list of places stands between a place and what is said of it."""
    between = reading.words(mention.last + 1, fine.first)
    named_between = any(mention.last < other.first < fine.first for other in mentions)
    return "but" not in between and (not named_between or between[:1] in (["and"], ["or"]))


def _is_corrected(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    return any(
        mention.last < cue.first
        and any(other.first > cue.first and other.id != mention.id for other in mentions)
        for cue in reading.all("outcomes", "instead")
    )
