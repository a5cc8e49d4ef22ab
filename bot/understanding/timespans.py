"""Lengths of time in a text: "3 weeks", "2yrs", "a week or two", "a year and a half", "for years".

A plural without a number ("for years") counts as two of the unit: the least it can mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.schema import LexiconEntry
from bot.understanding.lexicon import any_of, values_by_name
from bot.understanding.numbers import Number

_LEAST_OF_A_PLURAL = 2
_FILLER = r"(?:(?:good|long|full|whole|solid|straight|more|other|of)\s+)?"
_JOINED = re.compile(r"\s*(?:,|and|n|&)?\s*")


@dataclass(frozen=True)
class Timespan:
    """A length of time in days, and where it stands in the text."""

    days: float
    start: int
    end: int
    counted: bool = True  # with a number, not "for years"


class TimespanReader:
    """Finds timespans, with the units of `data/lexicon/durations.yml`."""

    def __init__(self, units: Mapping[str, LexiconEntry]) -> None:
        self._days = values_by_name(units)
        unit = rf"(?P<unit>{'|'.join(sorted(map(re.escape, self._days), key=len, reverse=True))})(?![\w/])"
        tail = r"(?P<two>\s+or\s+(?:two|2|so)(?!\w))?(?P<half>\s+(?:and|n|&)\s+(?:a\s+)?half(?!\w))?"
        self._after_number = re.compile(rf"(?:st|nd|rd|th)?\s*-?\s*{_FILLER}(?:an?\s+)?{unit}{tail}")
        plain = rf"(?P<unit>{any_of(name for name in self._days if len(name) > 1)})"
        lone = r"an?|the\s+whole|(?:(?:this|the)\s+)?(?:last|past)|over|the\s+best\s+part\s+of\s+an?"
        self._lone = re.compile(rf"(?<!\w)(?:{lone})\s+{_FILLER}{plain}{tail}")
        plural = any_of(name for name in self._days if name.endswith("s") and len(name) > 2)
        self._plural = re.compile(rf"(?P<unit>{plural})")
        single = any_of(name for name in self._days if not name.endswith("s") and len(name) > 2)
        self._tailed = re.compile(rf"(?P<unit>{single})(?=\s+(?:or|and|n|&)\s){tail}")  # "week and a half"
        self._ordinal = re.compile(r"(?<!\w)(?P<unit>day|week|month)\s*$")

    def find(self, text: str, numbers: list[Number]) -> list[Timespan]:
        """The timespans of a lower-case text, left to right, "2 years and 3 months" as one."""
        counted = list(self._with_number(text, numbers))
        lone = [
            span
            for span in _outermost(self._lone_units(text))
            if not _within(span, counted) and not _is_rate(span, counted, text)
        ]
        found = sorted(counted + lone, key=lambda span: span.start)
        plural = [span for span in self._plurals(text) if not _within(span, found)]
        return sorted(_added(found, text) + plural, key=lambda span: span.start)

    def _with_number(self, text: str, numbers: list[Number]) -> Iterator[Timespan]:
        for number in numbers:
            match = self._after_number.match(text, number.end)
            if match and not number.scale:
                days = self._length(match, number.value)
                yield Timespan(days, number.start, match.end())
            elif not match and (before := self._ordinal.search(text, 0, number.start)):
                yield Timespan(self._days[before["unit"]] * number.value, before.start(), number.end)

    def _lone_units(self, text: str) -> Iterator[Timespan]:
        bare = (match for match in self._tailed.finditer(text) if match["two"] or match["half"])
        for match in (*self._lone.finditer(text), *bare):
            many = match["unit"].endswith("s")
            count = _LEAST_OF_A_PLURAL if many else 1
            counted = bool(match["two"] or match["half"])
            yield Timespan(self._length(match, count), match.start(), match.end(), counted)

    def _plurals(self, text: str) -> Iterator[Timespan]:
        for match in self._plural.finditer(text):
            days = self._days[match["unit"]] * _LEAST_OF_A_PLURAL
            yield Timespan(days, match.start(), match.end(), counted=False)

    def _length(self, match: re.Match[str], count: float) -> float:
        more = 0.5 if match["half"] else 0.0
        more += 0.5 if match["two"] and not match["two"].endswith("so") else 0.0
        return self._days[match["unit"]] * (count + more)


def _is_rate(span: Timespan, counted: list[Timespan], text: str) -> bool:
    """Whether "a day" follows "8 hours"."""
    return any(not text[other.end : span.start].strip() for other in counted if other.end <= span.start)


def _outermost(spans: Iterator[Timespan]) -> list[Timespan]:
    """Of spans over the same words the longest."""
    kept: list[Timespan] = []
    for span in sorted(spans, key=lambda span: span.start - span.end):
        if not _within(span, kept):
            kept.append(span)
    return kept


def _within(span: Timespan, others: list[Timespan]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _added(spans: list[Timespan], text: str) -> list[Timespan]:
    """Join a longer span with the shorter one that follows it at once."""
    joined: list[Timespan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and span.days < last.days and _JOINED.fullmatch(text[last.end : span.start]):
            joined[-1] = Timespan(last.days + span.days, last.start, span.end)
        else:
            joined.append(span)
    return joined
