"""Places named by mistake, asked about and denied, or only thought to hurt."""

from __future__ import annotations

from bot.understanding.names import Named
from bot.understanding.reading import Reading

NEGATORS = {"not", "no", "isnt", "never"}
_ANSWERS_NO = {"no", "nope", "nah", "nothing"}
_JOINS = {"and", "or", "nor"}
_REACH = 4  # words between "i meant" or "told it was" and the place


def comes_instead(mention: Named, reading: Reading) -> bool:
    """Whether the denial is of what was said before: "no wait, I meant my calf"."""
    return any(
        0 < mention.first - cue.last <= _REACH
        and not NEGATORS & set(reading.words(cue.last + 1, mention.first))
        for cue in reading.all("outcomes", "instead", "replaces")
    )


def is_listed(one: Named, other: Named, reading: Reading) -> bool:
    """Whether two places are joined as in "hip and bum"."""
    return bool(_JOINS & set(reading.words(one.last + 1, other.first))) and other.first - one.last <= 3


def is_answered_no(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """ "Elbow? No." and "hip no, knee yes"; also the first of "hip and bum nothing"."""
    if _says_no(mention, mentions, reading):
        return True
    return any(
        is_listed(mention, other, reading) and _says_no(other, mentions, reading) for other in mentions
    )


def _says_no(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    after = mention.last + 1
    if not _ANSWERS_NO & set(reading.words(after, after + 1)):
        return False
    ends = after + 1 == len(reading.tokens) or reading.broken(after, after + 1)
    elsewhere = any(other.id != mention.id for other in mentions)
    return ends and (elsewhere or "?" in reading.tokens[mention.last].after)


def is_corrected(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether another place is named instead: "i said hip but i meant my groin"."""
    return any(
        mention.last < cue.first
        and any(other.first > cue.first and other.id != mention.id for other in mentions)
        for cue in reading.all("outcomes", "instead")
    )


def was_supposed(mention: Named, mentions: list[Named], reading: Reading) -> bool:
    """Whether the place was only thought to hurt: "they said it was my hip but it is the back"."""
    if not any(
        0 < mention.first - cue.last <= _REACH and reading.same_sentence(cue.last, mention.first)
        for cue in reading.all("outcomes", "supposed")
    ):
        return False
    instead = [other for other in mentions if other.first > mention.last and other.id != mention.id]
    return bool(instead) and "but" in reading.words(mention.last + 1, instead[0].first)
