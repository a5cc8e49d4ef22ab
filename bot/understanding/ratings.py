"""Numbers that rate something from 0 to 10, and what they rate: pain, the pain of a place, or stress."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.understanding.names import Named
from bot.understanding.numbers import SCALES, Number
from bot.understanding.reading import Reading

Topic = Literal["pain", "stress"]
Sense = Literal["pain", "stress", "any"]

_WHOLE_SCALE = re.compile(
    r"(?:on|in|from|of|using)?\s*(?:an?|the)?\s*scale\s*(?:of|from)?\s*(?:0|1|zero|one)?\s*(?:to|-|–|out\s+of)?\s*$"
)
_LIMIT_AFTER = re.compile(
    r"^\s*(?:is|being|=|as|equals|means|meaning)\s+(?:the\s+)?(?:worst|max|maximum|highest|least|nothing|no|none|unbearable|best|agony|most|very|extremely|calm|relaxed|super|totally|completely)\b"
)
_BARE_SCALE = re.compile(r"\b(?:out\s+of|outta)\s+(?:a\s+)?$")
_LINK = re.compile(r"^\W*(?:for|in|on|with|of|re)\b")
_TOO_MANY_DIGITS = 100
_REACH_BACK, _REACH_AHEAD = 9, 4  # words between a number and what it rates


@dataclass(frozen=True)
class Rating:
    """One rating on a scale of 0 to 10; `value` may lie outside it. `region` where it was tied to one."""

    value: float
    topic: Topic
    region: str | None
    first: int  # index of its first token
    last: int


@dataclass(frozen=True)
class _Anchor:
    """A word a number can rate."""

    sense: Sense
    region: str | None
    first: int
    last: int


def find_ratings(reading: Reading, places: Iterable[Named]) -> list[Rating]:
    """The ratings of a message, in order. `places` are the words that name where it hurts."""
    anchors = _anchors(reading, places)
    scale = _scale_said(reading)
    candidates = [number for number in reading.numbers if _may_rate(number, reading)]
    ratings = (_rating(number, candidates, anchors, scale, reading) for number in candidates)
    return [rating for rating in ratings if rating]


def _anchors(reading: Reading, places: Iterable[Named]) -> list[_Anchor]:
    stress = [
        _Anchor("stress", None, n.first, n.last)
        for n in [*reading.all("ratings", "stress"), *reading.all("stress")]
    ]
    pain = [
        _Anchor("pain", None, n.first, n.last)
        for n in [*reading.all("ratings", "pain"), *reading.all("pain_types"), *reading.all("severity")]
    ]
    loose = [_Anchor("any", None, n.first, n.last) for n in reading.all("ratings", "any", "now", "before")]
    where = [_Anchor("pain", n.id, n.first, n.last) for n in places]
    stressed = {place for anchor in stress for place in range(anchor.first, anchor.last + 1)}
    pain = [anchor for anchor in pain if anchor.first not in stressed]
    return sorted(stress + pain + loose + where, key=lambda anchor: (anchor.first, anchor.last))


def _scale_said(reading: Reading) -> float | None:
    """The scale told apart from the number: "on a scale of 1 to 5", "6 I'd say, out of 10"."""
    for number in reading.numbers:
        before = reading.text[: number.start]
        if number.high in SCALES and (_WHOLE_SCALE.search(before) or _BARE_SCALE.search(before)):
            return number.high
    return None


def _may_rate(number: Number, reading: Reading) -> bool:
    before, after = reading.text[: number.start], reading.text[number.end :]
    if any(span.start < number.end and number.start < span.end for span in reading.timespans):
        return False
    if _WHOLE_SCALE.search(before) or _BARE_SCALE.search(before) or _LIMIT_AFTER.match(after):
        return False
    if number.scale:
        return True
    return abs(number.value) <= _TOO_MANY_DIGITS and not _counts(number, reading)


def _counts(number: Number, reading: Reading) -> bool:
    """Whether the number counts or numbers things: "2 knees", "stage 3"."""
    first, after = reading.token_at(number.start), reading.token_at(number.end)
    glued = reading.text[number.end : number.end + 1].isalpha()
    bare = reading.words(0, len(reading.tokens)) == reading.words(first, after)
    counted = any(name.first == after for name in reading.all("not_meant", "counted"))
    numbered = any(name.last == first - 1 for name in reading.all("not_meant", "numbered"))
    same_clause = after < len(reading.tokens) and not reading.broken(after - 1, after)
    return not bare and (glued or numbered or (counted and same_clause))


def _rating(
    number: Number, candidates: list[Number], anchors: list[_Anchor], scale: float | None, reading: Reading
) -> Rating | None:
    first, after = reading.token_at(number.start), reading.token_at(number.end)
    anchor = _anchor_of(first, after - 1, candidates, anchors, reading)
    asked = reading.expects in ("intensity", "stress") and (number.figures or len(reading.tokens) <= 4)
    if not (anchor or number.scale or number.about or scale or asked):
        return None
    if not number.figures and not (number.scale or scale or asked) and number.value <= 1:
        return None
    value = number.out_of_ten if number.scale or not scale else number.value * 10 / scale
    if not asked and not number.scale and not scale and abs(value) > 10 and not _is_close(anchor, first):
        return None
    topic = _topic(anchor, reading)
    return Rating(round(value, 2), topic, anchor.region if anchor else None, first, after - 1)


def _topic(anchor: _Anchor | None, reading: Reading) -> Topic:
    if anchor and anchor.sense != "any":
        return anchor.sense
    return "stress" if reading.expects == "stress" else "pain"


def _is_close(anchor: _Anchor | None, first: int) -> bool:
    """Whether a word for pain or stress stands right before: "pain is 12"."""
    return anchor is not None and not anchor.region and 0 < first - anchor.last <= 2


def _anchor_of(
    first: int, last: int, candidates: list[Number], anchors: list[_Anchor], reading: Reading
) -> _Anchor | None:
    others = [reading.token_at(number.start) for number in candidates]
    behind = [
        a
        for a in anchors
        if 0 < first - a.last <= _REACH_BACK and not any(a.last < o < first for o in others)
    ]
    ahead = [
        a
        for a in anchors
        if 0 < a.first - last <= _REACH_AHEAD and not any(last < o < a.first for o in others)
    ]
    ahead = [a for a in ahead if a.sense != "stress" or not reading.broken(last, a.first)]
    before, after = _nearest(behind, -1), _nearest(ahead, 0)
    if (
        before
        and reading.expects is None
        and not reading.same_sentence(before.last, first)
        and first - before.last > 4
    ):
        before = None
    if not (before and after):
        return before or after
    if _LINK.match(reading.tokens[last].after + " ".join(reading.words(last + 1, last + 2))):
        return after
    starts_with_number = bool(others) and others[0] < anchors[0].first
    breaks = reading.broken(before.last, first), reading.broken(last, after.first)
    return after if breaks == (True, False) or (starts_with_number and breaks[0] == breaks[1]) else before


def _nearest(anchors: list[_Anchor], which: int) -> _Anchor | None:
    """The nearest anchor; one with a clear sense before one without, a place before a mere word for pain."""
    clear = [anchor for anchor in anchors if anchor.sense != "any"] or anchors
    if not clear:
        return None
    nearest = clear[which]
    places = [anchor for anchor in clear if anchor.region]
    return places[which] if nearest.sense == "pain" and places else nearest
