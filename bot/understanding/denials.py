"""Which of the places named do not hurt now: fine, healed, somebody else's, or named by mistake."""

from __future__ import annotations

from typing import Literal

from bot.understanding import corrections
from bot.understanding.names import Named
from bot.understanding.reading import Reading

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
    "to",
}
_STANDS_FOR_PLACES = {"they", "them"}
_WAS = {"was", "were", "had"}
_BEGINS_ANEW = {"so", "and", "but", "because", "then", "when"}
_REACH_TO_FINE = 5  # words between a place and "is fine"
_REACH_TO_OWNER = 5  # words between "neighbour" and the place that is theirs

Denial = Literal["plain", "loose"]  # "not my neck", "neck is fine" · "no lump on my neck"


def denial(mention: Named, mentions: list[Named], reading: Reading) -> Denial | None:
    """How it is said that the place does not hurt; None where it is not said."""
    if _is_fine(mention, mentions, reading) or corrections.is_corrected(mention, mentions, reading):
        return "plain"
    if reading.outweighed(mention) or corrections.was_supposed(mention, mentions, reading):
        return "plain"
    if corrections.is_answered_no(mention, mentions, reading) or _is_fine_again(mention, mentions, reading):
        return "plain"
    if mention.meaning != "negated" or corrections.comes_instead(mention, reading):
        return None
    if _WAS & set(reading.words(mention.last + 1, mention.last + 2)) and not _is_preceded(mention, reading):
        return None  # "my wrist was ok yesterday"
    return "plain" if corrections.NEGATORS & set(reading.words(mention.first - 2, mention.first)) else "loose"


def _is_preceded(mention: Named, reading: Reading) -> bool:
    first, _ = reading.segment(mention.first)
    return bool(corrections.NEGATORS & set(reading.words(first, mention.first)))


def set_aside(mentions: list[Named], reading: Reading) -> set[Named]:
    """Places told of somebody else or of long ago, where the message names others that hurt now."""
    aside = {
        mention
        for mention in mentions
        if mention.meaning in ("past", "other_past") or _is_somebody_elses(mention, reading)
    }
    kept = {mention.id for mention in mentions if mention not in aside}
    return {mention for mention in aside if kept - {mention.id}}


def is_limited(fine: Named, reading: Reading) -> bool:
    """Whether it is fine only at times, was so once, or is asked: "ok when I rest", "was ok", "fixed?"."""
    if "?" in reading.tokens[fine.last].after or _WAS & set(reading.words(fine.first, fine.last)):
        return True
    return bool(_LIMITS_A_DENIAL & set(reading.words(fine.last + 1, fine.last + 2)))


def _is_somebody_elses(mention: Named, reading: Reading) -> bool:
    owner = mention.whose
    if owner is None or reading.tokens[owner].text in _STANDS_FOR_PLACES:
        return False
    begins_anew = _BEGINS_ANEW & set(reading.words(owner, mention.first))
    return (
        0 < mention.first - owner <= _REACH_TO_OWNER
        and not begins_anew
        and not reading.broken(owner, mention.first)
    )


def _is_fine(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    if any(0 < mention.first - cue.last <= 2 for cue in reading.all("outcomes", "fine_before")):
        return True
    return any(
        mention.last < fine.first <= mention.last + _REACH_TO_FINE
        and reading.same_sentence(mention.last, fine.first)
        and fine.meaning != "negated"
        and not is_limited(fine, reading)
        and _only_joined(mention, fine, mentions, reading)
        for fine in reading.meant("outcomes", "fine")
        if fine.id == "fine"
    )


def _only_joined(mention: Named, fine: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether nothing but a list of places stands between a place and what is said of it."""
    between = reading.words(mention.last + 1, fine.first)
    named_between = any(mention.last < other.first < fine.first for other in mentions)
    return "but" not in between and (not named_between or between[:1] in (["and"], ["or"]))


def _is_fine_again(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether what follows takes the place back: "it was my knee, but that is fine now", "… Gone."."""
    others = reading.all("not_meant", "fine")
    again = [
        cue
        for cue in reading.all("outcomes", "fine_again")
        if not any(other.overlaps(cue) for other in others)
    ]
    return any(
        _is_last_named(mention, cue, mentions, reading)
        and not is_limited(cue, reading)
        and cue.meaning != "negated"
        and _contrasts(mention, cue, mentions, reading)
        for cue in [*again, *_alone(reading)]
    )


def _alone(reading: Reading) -> list[Named]:
    """A word such as "gone" that is a sentence of its own."""
    return [
        cue
        for cue in reading.all("outcomes", "over")
        if all(
            place in range(cue.first, cue.last + 1) or token.sentence != reading.tokens[cue.first].sentence
            for place, token in enumerate(reading.tokens)
        )
    ]


def _is_last_named(mention: Named, cue: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether the cue speaks of this place: the last one before it, or one listed with the last."""
    before = [other for other in mentions if other.last < cue.first]
    near = reading.tokens[cue.first].sentence - reading.tokens[mention.last].sentence <= 1
    if mention not in before or not near:
        return False
    last = before[-1]
    return (mention.first, mention.last) == (last.first, last.last) or corrections.is_listed(
        mention, last, reading
    )


def _contrasts(mention: Named, cue: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether "it is fine" ends the trouble: it was so before, is so now, or another place hurts instead."""
    if "now" in reading.words(cue.first, cue.last + 2) or cue.id == "over":
        return True
    between = reading.words(mention.first - 4, cue.first)
    elsewhere = any(other.first > cue.last and other.id != mention.id for other in mentions)
    return elsewhere or bool(_WAS & set(between))
