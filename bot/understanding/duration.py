"""How long it has hurt, in days."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.content.schema import LexiconEntry
from bot.understanding.calendar import Calendar
from bot.understanding.reading import Reading
from bot.understanding.regions import Places
from bot.understanding.timespans import Timespan

LONGEST = 120 * 365.0  # days; more than a life

_DAY = 1.0
_BEFORE = 30  # characters looked at on either side of a timespan
_STRONG_BEFORE = re.compile(
    r"\b(?:for|since|past|last|been|bin|had (?:it|this)|started|began|going on|over|nearly|almost|about)"
    r"\W+(?:\w+\W+){0,3}$"
)
_STRONG_AFTER = re.compile(
    r"^\s*(?:or\s+(?:so|more)\s+)?(?:ago|back|now|straight|running|in a row|on end|today|and counting)\b"
)
_OF_THE_PAIN = re.compile(
    r"\b(?:(?:that|this) way|like (?:that|this)|had (?:it|this|that|them|the pain)"
    r"|been (?:sore|hurting|aching|stiff|bad|bothering me))"
    r"\W+(?:\w+\W+){0,3}$"
)
_VETO_BEFORE = re.compile(
    r"\b(?:every|each|per|next|within|lasts|lasting|takes?|took|after|aged?|turn(?:ed|ing)|once|twice|times|for\s+the\s+next|until|in)"
    r"\W+(?:about\s+|around\s+|like\s+|only\s+|up\s+to\s+|another\s+|maybe\s+|a\s+)?$"
)
_VETO_AFTER = re.compile(
    r"^[\s-]*(?:old(?!\s+(?:injury|pain|problem|ache))|of\s+age|an?\s+(?:day|week|month|night)|per|pregnant|post|at\s+a\s+time|"
    r"shifts?\b|drive|flight|walk\b|run\b|later|before|break|apart|each|every|left|gone|along|from\s+now|out\s+from|to\s+go|until|till|away\s+from|into|sessions?|trip|"
    r"massage|routine|commute|meeting|match|in\s+the\s+car|y/?o)"
)
_WEAK_BEFORE = re.compile(
    r"\b(?:worse|better|worsened|improved|improving|worst|bad|flared|flare)\W+(?:\w+\W+){0,4}$"
)
_SAYS_SINCE = re.compile(r"(?:ever\s+)?(?:since|from|started|began|all)\b")
_COMPARED_BEFORE = re.compile(r"(?:\d|\bthan|\bas)\s*$")  # "8 yesterday, 4 now", "worse than yesterday"
_INTO_IT = re.compile(r"^\s*in\s*(?:[.,;!]|$)")  # "numb about 40 mins in"
_COMPARED_AFTER = re.compile(  # "yesterday was worse"
    r"^\s*(?:(?:it|that|the\s+pain)\s+)?(?:was|felt|were)\s+(?:\w+\s+){0,2}(?:more|less|worse|better|bad|terrible|awful|\d)"
)
_REACH_OF_ACTIVITY = 5  # words


class DurationReader:
    """Reads how long something has hurt."""

    def __init__(self, lexicon: Mapping[str, Mapping[str, LexiconEntry]]) -> None:
        self._calendar = Calendar(lexicon)

    def read(
        self, reading: Reading, spare_time: Timespan | None, places: Places
    ) -> tuple[float | None, bool]:
        """Days, and whether what was said is impossible. `spare_time` is the time a person has now."""
        points = self._calendar.find(reading)
        lengths = [span for span in reading.timespans if span != spare_time and not _inside(span, points)]
        weighed = [(_weight(span, reading), span) for span in lengths]
        weighed += [(_point_weight(span, reading), span) for span in points]
        likely = [
            (weight, -span.start, span)
            for weight, span in weighed
            if weight > 0 and not places.is_over(reading.token_at(span.start), reading)
        ]
        if not likely:
            return None, False
        days = max(likely, key=lambda item: item[:2])[2].days
        return (round(days, 3), False) if 0 <= days <= LONGEST else (None, True)


def _weight(span: Timespan, reading: Reading) -> int:
    """How surely a timespan says how long it has hurt; 0: it does not."""
    before, after = _around(span, reading)
    alone = reading.segment(reading.token_at(span.start)) == _tokens_of(span, reading)
    strong = bool(_STRONG_BEFORE.search(before) or _STRONG_AFTER.match(after))
    asked = reading.expects == "duration"
    if _VETO_AFTER.match(after) or _VETO_BEFORE.search(before):
        return 0
    if span.days < _DAY and _INTO_IT.match(after):
        return 0
    if not (strong or asked or alone) and (span.days < _DAY or not span.counted):
        return 0
    if not _STRONG_AFTER.match(after) and _is_of_something_else(span, reading):
        return 0
    if _OF_THE_PAIN.search(before):
        return 4
    return 1 if _WEAK_BEFORE.search(before) else 2 + strong


def _tokens_of(span: Timespan, reading: Reading) -> tuple[int, int]:
    return reading.token_at(span.start), reading.token_at(span.end) - 1


def _point_weight(point: Timespan, reading: Reading) -> int:
    before, after = _around(point, reading)
    said = reading.text[point.start : point.end]
    if _COMPARED_AFTER.match(after):
        return 0
    if _COMPARED_BEFORE.search(before) and not _SAYS_SINCE.match(said):
        return 0
    strong = _STRONG_BEFORE.search(f"{before}{said} ")
    if reading.expects in ("intensity", "stress") and not strong:
        return 0
    return 1 if _WEAK_BEFORE.search(before) else 3 if strong else 2


def _around(span: Timespan, reading: Reading) -> tuple[str, str]:
    text = reading.text
    return text[max(0, span.start - _BEFORE) : span.start], text[span.end : span.end + _BEFORE]


def _is_of_something_else(span: Timespan, reading: Reading) -> bool:
    """Whether the time is that of sitting, of a job or the like."""
    first = reading.token_at(span.start)
    kind = "duration" if span.days < _DAY else "history"
    return any(
        0 < first - other.last <= _REACH_OF_ACTIVITY and not reading.broken(other.last, first - 1)
        for other in reading.all("not_meant", kind)
    )


def _inside(span: Timespan, points: list[Timespan]) -> bool:
    return any(point.start <= span.start and span.end <= point.end for point in points)
