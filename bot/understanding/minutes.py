"""How many minutes a person has now."""

from __future__ import annotations

from bot.understanding.reading import Reading
from bot.understanding.timespans import Timespan

_MINUTES_A_DAY = 1440
_MOST = 180  # minutes; more is not the time somebody has for a routine
_SOONER_OR_LATER = {"ago", "since", "already", "every", "per"}


def find_spare_time(reading: Reading) -> Timespan | None:
    """The timespan that says how long the person has now, if there is one."""
    short = [span for span in reading.timespans if span.counted and span.days * _MINUTES_A_DAY <= _MOST]
    return next((span for span in short if _is_spare(span, reading)), None)


def read_minutes(reading: Reading, spare_time: Timespan | None) -> tuple[int | None, bool]:
    """Whole minutes, and whether what was said is impossible."""
    if spare_time:
        minutes = round(spare_time.days * _MINUTES_A_DAY)
        return (minutes, False) if minutes >= 1 else (None, True)
    if reading.expects == "preference" and len(reading.numbers) == 1 and len(reading.tokens) <= 2:
        minutes = round(reading.numbers[0].value)
        return (minutes, False) if 1 <= minutes <= _MOST else (None, True)
    return None, False


def _is_spare(span: Timespan, reading: Reading) -> bool:
    first = reading.token_at(span.start)
    after = reading.token_at(span.end)
    if _SOONER_OR_LATER & set(reading.words(after, after + 1)):
        return False
    leads = any(name.last + 1 == first for name in reading.all("spare_time", "before"))
    follows = any(name.first == after for name in reading.all("spare_time", "after"))
    return leads or follows or reading.expects == "preference"
