"""Numbers as people write them: "7", "7ish", "seven", "6 point 5", "3 or 4", "4 out of 5", "60%"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.content.schema import LexiconEntry
from bot.understanding.lexicon import any_of, values_by_name

SCALES = (5.0, 10.0, 20.0, 100.0)  # what a rating can be out of

_FIGURES = r"(?<![\w.:£$€])(?:(?<!\d\s)[-−](?=\d))?\d{1,9}(?:\.\d+)?(?!\d|:\d)"
_WORD_GAP = re.compile(r"\s*-\s*|\s+(?:and\s+)?")
_HALF_GAP = re.compile(r"\s+(?:(?:and|n|&)\s+)?(?:an?\s+)?")
_RANGE_GAP = re.compile(
    r"(?:\s?ish)?(?:\s*[-–—~/]\s*|,?\s+(?:to|or|maybe|perhaps|possibly|(?:could|might)\s+be|or\s+(?:maybe|even)|if\s+not|going\s+on|till?)\s+(?:an?\s+)?)"
)
_BETWEEN_GAP = re.compile(r"\s+(?:and|n|&)\s+(?:an?\s+)?")
_SCALE_GAP = re.compile(
    r"(?:\s?ish)?\s*(?:[/\\]|\bout\s*(?:of|off|ta)\b|\bouta\b|\boutta\b|\bover\b)\s*(?:an?\s+)?"
)
_LOOSE_SCALE_GAP = re.compile(r"\s*\b(?:of|in|on|upon|from|by)\b\s*(?:an?\s+)?")  # "5 in 10"
_ENDS_LOOSE_SCALE = re.compile(
    r"\s*(?:$|[.,;:!?)\n]|(?:for|pain|stress|now|today|when|at|and|but|most|on|if|i|as|only|really|level|usually)\b)"
)
_POINT_GAP = re.compile(r"\s+point\s+")
_PERCENT = re.compile(r"\s*(?:%|per\s?cent\b|pct\b)")
_ABOUT = re.compile(r"\s?-?(?:ish|odd)\b")
_FIXED = re.compile(
    r"24/7|\b9\s?(?:-|to)\s?5\b(?=\s+(?:job|desk|shift|work|office|life))|\b5[ -]a[ -]side"
)  # no numbers
_MINUS = re.compile(r"\bminus\s+$")
_BETWEEN = re.compile(r"\bbetween\s+(?:an?\s+)?$")


@dataclass(frozen=True)
class Number:
    """One number or range in a text.

    `low` and `high` are its ends (the same for a single number), `scale` what it is out
    of where that was said, `start` and `end` its place in characters, `figures` whether it
    was written in figures, `about` whether it was hedged ("7ish").
    """

    low: float
    high: float
    start: int
    end: int
    figures: bool
    scale: float | None = None
    about: bool = False

    @property
    def value(self) -> float:
        """The middle of the range, on its own scale."""
        return (self.low + self.high) / 2

    @property
    def out_of_ten(self) -> float:
        """The middle of the range on a scale of 0 to 10."""
        return round(self.value * 10 / self.scale, 2) if self.scale else self.value


class NumberReader:
    """Finds numbers, with the number words of `data/lexicon/numbers.yml`."""

    def __init__(self, words: Mapping[str, LexiconEntry]) -> None:
        self._values = values_by_name(words)
        self._atom = re.compile(rf"(?P<spoken>{any_of(self._values)})|{_FIGURES}")

    def find(self, text: str) -> list[Number]:
        """The numbers of a lower-case text, left to right, with ranges and scales joined."""
        numbers = [
            self._read(match)
            for match in self._atom.finditer(_FIXED.sub(lambda fixed: "-" * len(fixed.group()), text))
        ]
        for join in (_compound, _scaled, _ranged):
            numbers = _fold(numbers, text, join)
        return [_hedged(_percent(number, text), text) for number in numbers]

    def _read(self, match: re.Match[str]) -> Number:
        spoken = match.group("spoken")
        value = self._values[spoken] if spoken else float(match.group().replace("−", "-"))
        minus = _MINUS.search(match.string, 0, match.start())
        start = minus.start() if minus else match.start()
        value = -value if minus else value
        return Number(value, value, start, match.end(), figures=not spoken)


_Join = Callable[[Number, Number, str], "Number | None"]


def _fold(numbers: list[Number], text: str, join: _Join) -> list[Number]:
    folded: list[Number] = []
    for number in numbers:
        joined = join(folded[-1], number, text) if folded else None
        if joined is None:
            folded.append(number)
        else:
            folded[-1] = joined
    return folded


def _compound(left: Number, right: Number, text: str) -> Number | None:
    """Join "twenty five", "nine hundred", "two and a half"."""
    gap = text[left.end : right.start]
    if _POINT_GAP.fullmatch(gap) and right.value in range(10):
        tenths = right.value / 10
        return replace(left, low=left.low + tenths, high=left.high + tenths, end=right.end)
    if 0 < right.value < 1 and left.value >= 1 and _HALF_GAP.fullmatch(gap):
        return replace(left, low=left.low + right.low, high=left.high + right.high, end=right.end)
    if left.figures or right.figures or not _WORD_GAP.fullmatch(gap):
        return None
    if right.value >= 100 > left.value >= 1 and "and" not in gap:
        return replace(left, low=left.low * right.low, high=left.high * right.high, end=right.end)
    fits = 20 <= left.value < 100 and left.value % 10 == 0 and 1 <= right.value < 10 and "and" not in gap
    if fits or (left.value >= 100 and 1 <= right.value < 100):
        return replace(left, low=left.low + right.low, high=left.high + right.high, end=right.end)
    return None


def _scaled(left: Number, right: Number, text: str) -> Number | None:
    """Join "7/10", "seven out of ten", "5 in 10"."""
    gap = text[left.end : right.start]
    loose = right.value == 10 and _LOOSE_SCALE_GAP.fullmatch(gap) and _ENDS_LOOSE_SCALE.match(text, right.end)
    if left.scale or right.value not in SCALES or not (loose or _SCALE_GAP.fullmatch(gap)):
        return None
    return replace(left, end=right.end, scale=right.value)


def _ranged(left: Number, right: Number, text: str) -> Number | None:
    """Join "6-7", "3 or 4", "between 5 and 6"."""
    gap = text[left.end : right.start]
    ranged = _RANGE_GAP.fullmatch(gap) or (
        _BETWEEN_GAP.fullmatch(gap) and _BETWEEN.search(text[: left.start])
    )
    if not ranged or right.low < 0 or left.high >= right.low * 100:
        return None
    low, high = sorted((left.low, right.high))
    return replace(left, low=low, high=high, end=right.end, scale=left.scale or right.scale)


def _percent(number: Number, text: str) -> Number:
    found = _PERCENT.match(text, number.end)
    return replace(number, end=found.end(), scale=100.0) if found and not number.scale else number


def _hedged(number: Number, text: str) -> Number:
    found = _ABOUT.match(text, number.end)
    return replace(number, end=found.end(), about=True) if found else number
