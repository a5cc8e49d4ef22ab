"""Where it hurts, and on which side; what is said to be fine, or was named by mistake."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.reading import Reading

Side = Literal["left", "right", "both"]

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
_REACH_TO_FINE = 5  # words between a place and "is fine"
_REACH_AHEAD, _REACH_BEHIND = 4, 6  # words between a side and its place


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
    denied = _denied(mentions, reading)
    hurting = [mention for mention in mentions if mention.id not in denied]
    sides = _sides(hurting, reading)
    return Places(
        regions=tuple(dict.fromkeys(mention.id for mention in hurting)),
        denied=tuple(dict.fromkeys(mention.id for mention in mentions if mention.id in denied)),
        side=_common_side(sides),
        sides={region: side for region, side in ((r, _merge(s)) for r, s in sides.items() if r) if side},
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
    return sorted(exact + loose, key=lambda name: (name.first, name.last))


def _denied(mentions: list[Named], reading: Reading) -> set[str]:
    denials = [_denial(mention, mentions, reading) for mention in mentions]
    denied: set[str] = set()
    for mention, denial in zip(mentions, denials, strict=True):
        others = [d for m, d in zip(mentions, denials, strict=True) if m.id == mention.id]
        if denial == "plain" or (denial == "loose" and all(others)):
            denied.add(mention.id)
    return denied


def _denial(mention: Named, mentions: list[Named], reading: Reading) -> Literal["plain", "loose"] | None:
    """How a mention is denied: plainly ("not my neck", "neck is fine"), or loosely ("no lump on my neck")."""
    if _is_fine(mention, mentions, reading) or _is_corrected(mention, mentions, reading):
        return "plain"
    if mention.meaning != "negated":
        return None
    return "plain" if _NEGATORS & set(reading.words(mention.first - 2, mention.first)) else "loose"


def _is_fine(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    return any(
        mention.last < fine.first <= mention.last + _REACH_TO_FINE
        and reading.same_sentence(mention.last, fine.first)
        and fine.meaning != "negated"
        and not _LIMITS_A_DENIAL & set(reading.words(fine.last + 1, fine.last + 2))
        and _only_joined(mention, fine, mentions, reading)
        for fine in reading.all("outcomes", "fine")
    )


def _only_joined(mention: Named, fine: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether nothing but a list of places stands between a place and what is said of it."""
    between = reading.words(mention.last + 1, fine.first)
    named_between = any(mention.last < other.first < fine.first for other in mentions)
    return "but" not in between and (not named_between or between[:1] in (["and"], ["or"], ["&"]))


def _is_corrected(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    return any(
        mention.last < cue.first
        and any(other.first > cue.last and other.id != mention.id for other in mentions)
        for cue in reading.all("outcomes", "instead")
    )


def _sides(mentions: list[Named], reading: Reading) -> dict[str, set[str]]:
    """The sides said of each region; under "" those said of none."""
    sides: dict[str, set[str]] = {}
    for side in reading.all("sides", "left", "right", "both"):
        if side.said and not _is_exclamation(side, reading):
            for region in _sided(side, mentions, reading) or {""}:
                sides.setdefault(region, set()).add(side.id)
    return sides


def _is_exclamation(side: Named, reading: Reading) -> bool:
    """Whether "right" only opens the message: "right, so my knee hurts"."""
    return side.first == 0 and len(reading.tokens) > 3 and "," in reading.tokens[side.last].after


def _sided(side: Named, mentions: list[Named], reading: Reading) -> set[str]:
    ahead = [m for m in mentions if side.first <= m.last and m.first <= side.last + _REACH_AHEAD]
    ahead = [m for m in ahead if not reading.broken(side.last, m.first) and not _turns_away(side, m, reading)]
    if ahead:
        return {m.id for m in mentions if _same_words_or_listed(ahead[0], m, mentions, reading)}
    behind = [m for m in mentions if m.last < side.first <= m.last + _REACH_BEHIND]
    behind = behind or (
        [m for m in mentions if m.last < side.first] if len({m.id for m in mentions}) == 1 else []
    )
    return {m.id for m in mentions if behind and m.last == behind[-1].last} or _only_one(mentions)


def _turns_away(side: Named, mention: Named, reading: Reading) -> bool:
    """Whether the place ahead belongs to something else: "neck on the left and my knee"."""
    between = reading.words(side.last + 1, mention.first)
    return bool({"and", "but", "one", "with", "also"} & set(between))


def _same_words_or_listed(first: Named, mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether a mention is `first` itself or follows it in "left neck and shoulder"."""
    if mention.first == first.first and mention.last == first.last:
        return True
    return mention.first == first.last + 2 and reading.words(first.last + 1, mention.first) == ["and"]


def _only_one(mentions: list[Named]) -> set[str]:
    regions = {mention.id for mention in mentions}
    return regions if len(regions) == 1 else set()


def _merge(said: set[str]) -> Side | None:
    if "both" in said or said >= {"left", "right"}:
        return "both"
    return "left" if "left" in said else "right" if "right" in said else None


def _common_side(sides: dict[str, set[str]]) -> Side | None:
    merged = {_merge(said) for said in sides.values()}
    return merged.pop() if len(merged) == 1 else None
