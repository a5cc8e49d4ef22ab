"""Numbers that rate something from 0 to 10, and what they rate: pain, the pain of a place, or stress."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.understanding.anchors import Anchor, anchor_of, find_anchors
from bot.understanding.names import Named
from bot.understanding.numbers import SCALES, Number
from bot.understanding.reading import Reading

Topic = Literal["pain", "stress"]

_WHOLE_SCALE = re.compile(r"\bscale\s*(?:of|from)?\s*(?:(?:0|1|zero|one)\s*(?:to|-|–)|out\s+of)?\s*$")
_BARE_SCALE = re.compile(r"\b(?:out\s+of|outta)\s+(?:a\s+)?$")
_LIMIT_AFTER = re.compile(  # "10 being the worst"
    r"^\s*(?:is|being|=|as|equals|means|meaning)\s+(?:the\s+)?(?:worst|max|maximum|highest|most|least|nothing|no|none|"
    r"unbearable|agony|very|extremely|super|totally|completely|calm|relaxed)\b"
)
_WHOLE_RANGES = {(0.0, 10.0), (1.0, 10.0), (0.0, 100.0), (1.0, 100.0)}  # "from 1 to 10" is the scale
_OF_THE_WORST = re.compile(
    r"^\s*(?:of\s+)?the\s+(?:worst|most|max|maximum|way\s+(?:up|to))\b"
)  # "half the worst"
_HEDGES = ("hedge", "any", "now")
_MOST = 100  # an unscaled number above it is no rating


@dataclass(frozen=True)
class Rating:
    """One rating on a scale of 0 to 10; `value` may lie outside it. `region` where it was tied to one."""

    value: float
    topic: Topic
    region: str | None
    first: int  # index of its first token
    last: int


def find_ratings(reading: Reading, places: Iterable[Named]) -> list[Rating]:
    """The ratings of a message, in order. `places` are the words that name where it hurts."""
    numbers = [number for number in reading.numbers if _may_rate(number, reading)]
    starts = [reading.token_at(number.start) for number in numbers]
    anchors = find_anchors(reading, places)
    scale = _scale_said(reading)
    ratings = []
    for number, first in zip(numbers, starts, strict=True):
        last = reading.token_at(number.end) - 1
        anchor = anchor_of(first, last, starts, anchors, reading)
        if _rates(number, anchor, first, scale, reading):
            value = _out_of_ten(number, scale, reading)
            region = anchor.region if anchor else None
            ratings.append(Rating(round(value, 2), _topic(anchor, reading), region, first, last))
    return ratings


def _out_of_ten(number: Number, scale: float | None, reading: Reading) -> float:
    if _is_share_of_worst(number, reading):
        return number.value * 10
    return number.out_of_ten if number.scale or not scale else number.value * 10 / scale


def _is_share_of_worst(number: Number, reading: Reading) -> bool:
    """Whether it is a part of the worst there is: "three quarters of the worst pain"."""
    whole = number.end - (3 if reading.text[: number.end].endswith(" of") else 0)
    return 0 < number.value < 1 and bool(_OF_THE_WORST.match(reading.text[whole:]))


def _scale_said(reading: Reading) -> float | None:
    """The scale told apart from the number: "on a scale of 1 to 5", "6 I'd say, out of 10"."""
    for number in reading.numbers:
        if number.high in SCALES and _names_scale(number, reading):
            return number.high
    return None


def _names_scale(number: Number, reading: Reading) -> bool:
    if (number.low, number.high) in _WHOLE_RANGES:
        return True
    before = reading.text[: number.start]
    return bool(_WHOLE_SCALE.search(before) or _BARE_SCALE.search(before))


def _may_rate(number: Number, reading: Reading) -> bool:
    if any(span.start < number.end and number.start < span.end for span in reading.timespans):
        return False
    if _names_scale(number, reading) or _LIMIT_AFTER.match(reading.text[number.end :]):
        return False
    return bool(number.scale) or (abs(number.value) <= _MOST and not _counts(number, reading))


def _counts(number: Number, reading: Reading) -> bool:
    """Whether the number counts or numbers things: "2 knees", "stage 3"."""
    first, after = reading.token_at(number.start), reading.token_at(number.end)
    if after - first == len(reading.tokens):
        return False
    glued = reading.text[number.end : number.end + 1].isalpha()
    counted = any(name.first == after for name in reading.all("not_meant", "counted"))
    numbered = any(
        name.last == first - 1
        and not reading.broken(name.last, first)
        and not any(rating.holds(name) for rating in reading.all("ratings", "any"))
        for name in reading.all("not_meant", "numbered")
    )
    same_clause = after < len(reading.tokens) and not reading.broken(after - 1, after)
    return glued or (counted and same_clause) or (numbered and not _is_asked(reading))


def _rates(number: Number, anchor: Anchor | None, first: int, scale: float | None, reading: Reading) -> bool:
    """Whether there is reason to take the number for a rating."""
    if number.scale or scale or _is_share_of_worst(number, reading):
        return True
    if _is_asked(reading) and (number.figures or len(reading.tokens) <= 4):
        return True
    if not number.figures and number.value <= 1:  # "this one"
        return False
    if abs(number.value) > 10:
        return anchor is not None and not anchor.region and 0 < first - anchor.last <= 2  # "pain is 12"
    return anchor is not None or number.about or _stands_alone(number, first, reading)


def _stands_alone(number: Number, first: int, reading: Reading) -> bool:
    """Whether the number is all there is between two commas, and a pain is spoken of: "calf, cramp, 5"."""
    if not (reading.all("regions") or reading.all("pain_types") or reading.all("places")):
        return False
    last = reading.token_at(number.end) - 1
    start, end = reading.segment(first)
    around = (*range(start, first), *range(last + 1, end + 1))
    is_part = (start, end) != (0, len(reading.tokens) - 1)
    return is_part and all(reading.has(place, "ratings", *_HEDGES) for place in around)


def _is_asked(reading: Reading) -> bool:
    return reading.expects in ("intensity", "stress")


def _topic(anchor: Anchor | None, reading: Reading) -> Topic:
    if anchor and anchor.sense != "any":
        return anchor.sense
    return "stress" if reading.expects == "stress" else "pain"
