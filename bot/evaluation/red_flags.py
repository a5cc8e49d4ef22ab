"""What the gate makes of lines whose tier is known: the project's own, file by file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

import yaml

from bot.content.schema import TIERS, RedFlag, Tier
from bot.evaluation.metrics import Share
from bot.triage.decision import Assessment, urgency

Assess = Callable[[str], Assessment]
Expected = Literal["must_fire", "must_ask", "must_not_fire"]
Reach = Literal["fired", "asked", "lower", "nothing"]
Alarm = Literal["high", "fired", "asked", "nothing"]

REACHES: tuple[Reach, ...] = ("fired", "asked", "lower", "nothing")
HIGH = (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK)


class Line(NamedTuple):
    """One line of `tests/red_flags/<rule>.yml`."""

    rule: str
    number: int
    text: str


class Judged(NamedTuple):
    """A line, the tier of its document, and what the gate made of it."""

    line: Line
    tier: Tier
    found: Assessment


class Counts(NamedTuple):
    """How often each outcome came, of `lines`."""

    lines: int
    outcomes: Mapping[str, int]

    def share(self, *names: str) -> Share:
        """How many had one of these outcomes."""
        return Share(sum(self.outcomes.get(name, 0) for name in names), self.lines)


def count(outcomes: Iterable[str]) -> Counts:
    """Outcomes by name."""
    counted = Counter(outcomes)
    return Counts(sum(counted.values()), counted)


def reach(found: Assessment, gold: Tier) -> Reach:
    """How far the gate got with a line of tier `gold`.

    `fired`: that tier or a higher one at once. `asked`: not so, but it asks what would bring that tier.
    `lower`: it fired or asked for a lower tier only.
    """
    if urgency(found.tier) <= urgency(gold):
        return "fired"
    if found.ask and urgency(found.ask.tier) <= urgency(gold):
        return "asked"
    return "lower" if found.tier or found.ask else "nothing"


def alarm(found: Assessment) -> Alarm:
    """What the gate did with a harmless line; `high` is an emergency or a crisis."""
    if found.tier in HIGH:
        return "high"
    if found.tier:
        return "fired"
    return "asked" if found.ask else "nothing"


def read_lines(folder: Path, expected: Expected) -> Iterator[Line]:
    """The lines under one key of every file in `folder`, with the number they stand on."""
    for path in sorted(folder.glob("*.yml")):
        document = yaml.compose(path.read_text(encoding="utf-8"))
        for key, values in document.value if document else ():
            if key.value == expected:
                yield from (Line(path.stem, v.start_mark.line + 1, v.value) for v in values.value)


def judge(lines: Iterable[Line], flags: Mapping[str, RedFlag], assess: Assess) -> list[Judged]:
    """Each line of a known document with what `assess` says of it."""
    return [Judged(line, flags[line.rule].tier, assess(line.text)) for line in lines if line.rule in flags]


def by_tier(judged: Iterable[Judged], outcome: Callable[[Judged], str]) -> dict[Tier, Counts]:
    """Outcomes by the tier of the document, highest tier first."""
    listed = list(judged)
    found = {tier: [outcome(item) for item in listed if item.tier is tier] for tier in TIERS}
    return {tier: count(outcomes) for tier, outcomes in found.items() if outcomes}


def reach_of(item: Judged) -> Reach:
    """How far the gate got with a line that must fire."""
    return reach(item.found, item.tier)


def false_alarm_of(item: Judged) -> str:
    """What its own document did with a line that must not fire it: `own`, `own_asked`, else `other` or
    `nothing`, as other documents may rightly speak.
    """
    if item.line.rule in item.found.rules:
        return "own"
    if item.found.ask and item.found.ask.id == item.line.rule:
        return "own_asked"
    return "other" if item.found.tier or item.found.ask else "nothing"
