"""Where it hurts, and on which side; what is said to be fine, or was named by mistake."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.understanding.denials import denial, set_aside
from bot.understanding.names import Named
from bot.understanding.reading import Reading
from bot.understanding.sides import Side, merge, sides_by_mention, sides_taken_back

_LOCATES = {"in", "on", "of", "my", "the", "left", "right", "both", "side", "pain", "ache"}
_ADDS = {"also", "too", "another", "well", "both", "plus"}
_REACH_OF_REPLACES = 4  # words between "I meant" and the place
_OWNS = {"my", "your", "his", "her", "their", "left", "right", "upper", "lower", "mid", "middle"}
_LOCATES_ALONE = _LOCATES | {"only", "just", "mainly", "mostly", "is", "that", "inner", "outer", "lol"}


@dataclass(frozen=True)
class Places:
    """Regions that hurt and regions that do not, in the order said, and sides by region.

    `side` is the side all agree on; None where sides differ from place to place.
    `mentions` are the words that name a region that hurts, `over` those of one that does not, or no longer.
    """

    regions: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    side: Side | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    mentions: tuple[Named, ...] = ()
    replaces: bool = False  # the places told before were a mistake
    over: tuple[Named, ...] = ()

    def is_over(self, place: int, reading: Reading) -> bool:
        """Whether the word at an index is told of a place that does not hurt now, while others do."""
        near = [m for m in (*self.mentions, *self.over) if reading.same_sentence(m.first, place)]
        nearest = min(near, key=lambda m: abs(m.first - place), default=None)
        return bool(self.mentions) and nearest in self.over


def read_places(reading: Reading) -> Places:
    """Read regions and sides."""
    mentions = _mentions(reading)
    sides = sides_by_mention(mentions, reading)
    denied = _denied(mentions, sides, reading)
    aside = set_aside([mention for mention in mentions if mention not in denied], reading)
    hurting = [mention for mention in mentions if mention not in denied and mention not in aside]
    regions = tuple(dict.fromkeys(mention.id for mention in hurting))
    by_region = {r: merge(s for m in hurting if m.id == r for s in sides.get(m, ())) for r in regions}
    known = {region: side for region, side in by_region.items() if side}
    loose = merge(sides.get(None, ()))
    distinct = {*known.values(), *([loose] if loose else [])}
    return Places(
        regions=regions,
        denied=tuple(dict.fromkeys(m.id for m in mentions if m.id not in regions and m in denied)),
        side=distinct.pop() if len(distinct) == 1 else None,
        sides=known,
        mentions=tuple(hurting),
        replaces=_replaces(mentions, reading),
        over=tuple(mention for mention in mentions if mention not in hurting),
    )


def _replaces(mentions: list[Named], reading: Reading) -> bool:
    """Whether the message puts its places instead of those told before: "actually more my hip"."""
    added = _ADDS & {token.text for token in reading.tokens}
    first = mentions[0].first if mentions else -1
    return not added and any(
        cue.first <= first <= cue.last + _REACH_OF_REPLACES for cue in reading.all("outcomes", "replaces")
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
    named = [name for name in named if not _is_verb(name, reading)]
    moved = [name for name in named if any(move.holds(name) for move in reading.all("not_meant", "movement"))]
    still = [name for name in named if name not in moved]
    named = still or (named if reading.expects in (None, "location") else [])
    return [name for name in named if not _only_locates(name, named, reading)]


def _is_verb(mention: Named, reading: Reading) -> bool:
    """Whether the word is something done, "head to the shops", and no part: "my head in the morning"."""
    is_part = _OWNS & set(reading.words(mention.first - 1, mention.first))
    return not is_part and mention not in reading.meant_of([mention], "verb")


def _only_locates(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "arm", which names several regions, only says where another is: "elbow, right arm"."""
    if not _names_several(mention, mentions):
        return False
    if _is_set_apart(mention, mentions, reading):
        return True
    before = [m for m in mentions if m.last < mention.first]
    return bool(before) and set(reading.words(before[-1].last + 1, mention.first)) <= _LOCATES


def _is_set_apart(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "arm" stands by itself between commas, and the limb is told more exactly: "tris, both arms"."""
    group = reading.groups.get(mention.id)
    exact = [m for m in mentions if reading.groups.get(m.id) == group and not _names_several(m, mentions)]
    if not exact:
        return False
    first, last = reading.segment(mention.first)
    around = {*reading.words(first, mention.first), *reading.words(mention.last + 1, last + 1)}
    return around <= _LOCATES_ALONE


def _names_several(mention: Named, mentions: list[Named]) -> bool:
    """Whether the same words name other regions as well, as "arm" does."""
    return any(m.id != mention.id and (m.first, m.last) == (mention.first, mention.last) for m in mentions)


def _denied(mentions: list[Named], sides: dict[Named | None, set[str]], reading: Reading) -> set[Named]:
    """All mentions of a region that is denied; of one denied for one side only, those of that side."""
    other_side_hurts = sides_taken_back(mentions, reading)
    denials = {
        mention: None if mention in other_side_hurts else denial(mention, mentions, reading)
        for mention in mentions
    }
    denied: set[Named] = set()
    for mention, how in denials.items():
        same = [m for m in mentions if m.id == mention.id]
        open_sides = [sides[m] for m in same if not denials[m] and m in sides and mention in sides]
        if how and any(not side & sides[mention] for side in open_sides):
            denied.add(mention)
        elif how == "plain" or (how == "loose" and all(denials[m] for m in same)):
            denied.update(same)
    return denied
