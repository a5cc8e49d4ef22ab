"""Points in time that pain is said to go back to: "yesterday", "since tues", "since march", "since 2019"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.content.schema import LexiconEntry
from bot.understanding.lexicon import any_of, ids_by_name
from bot.understanding.reading import Reading
from bot.understanding.timespans import Timespan

_SINCE = r"(?:(?:since|from|on|in|started|began|start|last|back\s+in|hurt\s+it|this|ever\s+since)\s+)"
_PART = (
    r"(?:(?:about|around|roughly|early|mid|late|last|the|(?:start|beginning|middle|end)\s+of|back\s+in)\s+)*"
)
_MID_YEAR = (7, 1)
_REACH_OF_ONSET = 3  # words
_DAYS_OF_PARTS = {"early": 3, "start": 3, "beginning": 3, "late": 27, "end": 27}


class Calendar:
    """Finds points in time and says how many days ago they were."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, LexiconEntry]]) -> None:
        self._weekdays = {name: int(id_) for name, id_ in ids_by_name(lexicon["weekdays"]).items()}
        self._dates = ids_by_name(lexicon["dates"])
        year = r"(?:19|20)\d\d"
        self._weekday = re.compile(rf"(?P<since>{_SINCE})?{_PART}(?P<name>{any_of(self._weekdays)})")
        self._day = re.compile(
            rf"(?P<since>{_SINCE})?{_PART}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
            rf"(?P<name>{any_of(self._dates)})(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:\s+(?P<year>{year}))?"
        )
        self._year = re.compile(rf"(?:{_SINCE}{_PART}|^\W*)(?P<year>{year})(?![\d/])")

    def find(self, reading: Reading) -> list[Timespan]:
        """The time from each point up to today, left to right."""
        found = [
            *self._moments(reading),
            *self._on_weekdays(reading),
            *self._on_dates(reading),
            *self._in_years(reading),
        ]
        return sorted(found, key=lambda span: span.start)

    def _moments(self, reading: Reading) -> Iterator[Timespan]:
        unbroken = [m for m in reading.all("moments") if not reading.broken(m.first, m.last)]
        for moment in unbroken:
            start, end = reading.tokens[moment.first].start, reading.tokens[moment.last].end
            yield Timespan(float(moment.id), start, end)

    def _on_weekdays(self, reading: Reading) -> Iterator[Timespan]:
        for match in self._weekday.finditer(reading.text):
            if match["since"] or reading.expects == "duration" or _follows_onset(match.start(), reading):
                back = (reading.today.weekday() - self._weekdays[match["name"]]) % 7 or 7
                yield Timespan(float(back), match.start(), match.end())

    def _on_dates(self, reading: Reading) -> Iterator[Timespan]:
        asked = reading.expects == "duration"
        for match in self._day.finditer(reading.text):
            if match["since"] or asked:
                month, day = map(int, self._dates[match["name"]].split("-"))
                day = int(match["day"] or match["day2"] or _day_of_part(match.group(), day))
                yield from self._back_to(reading.today, (month, day), match["year"], match)

    def _in_years(self, reading: Reading) -> Iterator[Timespan]:
        for match in self._year.finditer(reading.text):
            yield from self._back_to(reading.today, _MID_YEAR, match["year"], match)

    def _back_to(
        self, today: date, month_and_day: tuple[int, int], year: str | None, match: re.Match[str]
    ) -> Iterator[Timespan]:
        """From the latest such date, or that of the year given; nothing for no date or one to come."""
        month, day = month_and_day
        try:
            when = date(int(year or today.year), month, day)
            when = when if year or when <= today else date(today.year - 1, month, day)
        except ValueError:
            return
        days = (today - when) / timedelta(days=1)
        if days >= 0:
            yield Timespan(days, match.start(), match.end())


def _follows_onset(start: int, reading: Reading) -> bool:
    """Whether what began it is said right before: "rolled it friday"."""
    place = reading.token_at(start)
    return any(
        0 < place - onset.last <= _REACH_OF_ONSET and not reading.broken(onset.last, place)
        for onset in reading.all("onset", "sudden", "after_injury")
    )


def _day_of_part(said: str, day: int) -> int:
    """The day meant by "early" or "end of" a month, or else `day`."""
    return next((of_part for part, of_part in _DAYS_OF_PARTS.items() if re.search(rf"\b{part}\b", said)), day)
