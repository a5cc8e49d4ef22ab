"""Reads one message into everything it tells about an ache."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.content.loader import Content
from bot.content.schema import Activity, Position, Pressure, Setting, Wish
from bot.text.runs import RunSplitter
from bot.text.tokens import tokenize
from bot.text.wordlists import known_words
from bot.understanding.cleaning import clean
from bot.understanding.descriptions import (
    Onset,
    Trend,
    read_conditions,
    read_onset,
    read_trend,
    read_types,
)
from bot.understanding.duration import DurationReader
from bot.understanding.intensity import read_intensity
from bot.understanding.language import LanguageReader
from bot.understanding.lexicon import ids_by_name
from bot.understanding.minutes import find_spare_time, read_minutes
from bot.understanding.names import NameFinder
from bot.understanding.numbers import NumberReader
from bot.understanding.preferences import read_preferences
from bot.understanding.ratings import find_ratings
from bot.understanding.reading import Reading
from bot.understanding.regions import read_places
from bot.understanding.sides import Side
from bot.understanding.stress import read_stress
from bot.understanding.timespans import TimespanReader

LONGEST_TEXT = 2_000  # characters; the rest is not read
MOST_NUMBERS = 40  # of one text; more is not a person's telling


@dataclass(frozen=True)
class Understanding:
    """What one message tells. Empty or None: not said.

    Ratings go from 0 to 10. `intensity` is that of now, the worst where there are several;
    `intensities` those tied to a region. `denied_regions` were said to be fine or named by
    mistake. `corrects` names the fields whose values replace those of an earlier message ("regions").
    `side` is None where sides differ; `sides` has them by region. `conditions` are
    contraindication ids. `minutes` is the time the person has now, `setting` where they
    are. What follows it is described in preferences.py.
    `impossible` names the fields said with a value that cannot be (11 out of 10).
    """

    regions: tuple[str, ...] = ()
    denied_regions: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    side: Side | None = None
    sides: dict[str, Side] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    intensity: float | None = None
    intensities: dict[str, float] = field(default_factory=dict)
    duration_days: float | None = None
    onset: Onset | None = None
    trend: Trend | None = None
    stress: float | None = None
    conditions: tuple[str, ...] = ()
    denied_conditions: tuple[str, ...] = ()
    minutes: int | None = None
    setting: Setting | None = None
    tools: tuple[str, ...] | None = None
    denied_tools: tuple[str, ...] = ()
    pressure: Pressure | None = None
    wish: Wish | None = None
    activity: Activity | None = None
    one_handed: bool | None = None
    unable: tuple[Position, ...] = ()
    impossible: tuple[str, ...] = ()


class Understander:
    """Understands messages with the names and words of `data/`."""

    def __init__(self, content: Content) -> None:
        """Compile the lexicon; raises PhraseError for a phrase that cannot be read."""
        self._names = NameFinder(content)
        self._numbers = NumberReader(content.lexicon["numbers"])
        self._timespans = TimespanReader(content.lexicon["durations"])
        self._duration = DurationReader(content.lexicon)
        self._emoji = ids_by_name(content.lexicon["emoji"])
        self._languages = LanguageReader(content)
        self._runs = _splitter(content)
        self._groups = {id_: region.group for id_, region in content.regions.items()}

    def read(self, text: str, expects: str | None = None, today: date | None = None) -> Understanding:
        """What `text` tells. `expects` is the open question, `today` the day "since Tuesday" counts to."""
        return self._understand(self._make_ready(text, expects, today or date.today()))

    def _make_ready(self, text: str, expects: str | None, today: date) -> Reading:
        cleaned = self._runs.split(clean(text[:LONGEST_TEXT], self._emoji))[:LONGEST_TEXT]
        tokens = tokenize(cleaned)
        numbers = self._numbers.find(cleaned)[:MOST_NUMBERS]
        timespans = self._timespans.find(cleaned, numbers)
        named = self._names.find(tokens, mend=self._languages.other(text[:LONGEST_TEXT]) is None)
        return Reading(cleaned, tokens, named, numbers, timespans, expects, today, self._groups)

    def _understand(self, reading: Reading) -> Understanding:
        places = read_places(reading)
        ratings = find_ratings(reading, places.mentions)
        spare_time = find_spare_time(reading)
        intensity, intensities, no_intensity = read_intensity(reading, ratings, places.regions)
        duration, no_duration = self._duration.read(reading, spare_time, places)
        stress, no_stress = read_stress(reading, ratings)
        minutes, no_minutes = read_minutes(reading, spare_time)
        conditions, denied_conditions = read_conditions(reading)
        wrong = {
            "intensity": no_intensity,
            "duration_days": no_duration,
            "stress": no_stress,
            "minutes": no_minutes,
        }
        return Understanding(
            regions=places.regions,
            denied_regions=places.denied,
            corrects=("regions",) if places.replaces and places.regions else (),
            side=places.side,
            sides=places.sides,
            types=read_types(reading, places),
            intensity=intensity,
            intensities=intensities,
            duration_days=duration,
            onset=read_onset(reading),
            trend=read_trend(reading),
            stress=stress,
            conditions=conditions,
            denied_conditions=denied_conditions,
            minutes=minutes,
            **vars(read_preferences(reading)),
            impossible=tuple(name for name, is_wrong in wrong.items() if is_wrong),
        )


def _splitter(content: Content) -> RunSplitter:
    telling = [
        *content.lexicon["ratings"]["pain"].names,
        *(name for entry in content.lexicon["pain_types"].values() for name in entry.names),
        *(name for entry in content.lexicon["sides"].values() for name in entry.names),
    ]
    parts = [name for region in content.regions.values() for name in region.names]
    parts += [name for entry in content.lexicon["places"].values() for name in entry.names]
    return RunSplitter(filter(str.isalpha, parts), filter(str.isalpha, telling), known_words())
