"""How well the trained model reads intents it was never shown the lines of."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.evaluation.metrics import Pair, Share, share

FALLBACK = "nlu_fallback"
OUT_OF_SCOPE = "out_of_scope"  # the topic whose intents all end in "this is not what I can do"


class Guess(NamedTuple):
    """The intent the dialogue gets, and the classifier's own ranking, the surest first."""

    intent: str
    ranking: tuple[tuple[str, float], ...]

    @property
    def confidence(self) -> float:
        """Of the classifier's first choice, from 0 to 1."""
        return self.ranking[0][1] if self.ranking else 0.0

    @property
    def first_choice(self) -> str:
        """What the classifier would say without the threshold and the gate."""
        return self.ranking[0][0] if self.ranking else FALLBACK

    def is_unsure(self, threshold: float, ambiguity: float) -> bool:
        """Whether Rasa's FallbackClassifier would step in at these settings."""
        second = self.ranking[1][1] if len(self.ranking) > 1 else 0.0
        return self.confidence < threshold or self.confidence - second < ambiguity


class HeldOut(NamedTuple):
    """A line of `tests/nlu/<topic>.yml`."""

    topic: str
    intent: str
    text: str


class Read(NamedTuple):
    """A held-out line and what it was taken for."""

    line: HeldOut
    guess: Guess

    @property
    def pair(self) -> Pair:
        """Its intent and the one the dialogue gets."""
        return Pair(self.line.intent, self.guess.intent)


class Threshold(NamedTuple):
    """What a threshold would do: out-of-scope lines turned away, and in-scope lines as well, wrongly."""

    value: float
    caught: Share
    rejected: Share


class StrangersRead(NamedTuple):
    """A stranger's line: what it was taken for, and the intents that would be right."""

    right: frozenset[str]
    guess: Guess

    @property
    def is_right(self) -> bool:
        """Whether the dialogue gets one of them."""
        return self.guess.intent in self.right


Guesser = Callable[[str], Guess]


def read_held_out(folder: Path) -> list[HeldOut]:
    """Every held-out line, topic by topic."""
    return [
        HeldOut(path.stem, intent, str(text))
        for path in sorted(folder.glob("*.yml"))
        for intent, texts in (yaml.safe_load(path.read_text("utf-8")).get("held_out") or {}).items()
        for text in texts
    ]


def read_strangers(path: Path, guess: Guesser) -> list[StrangersRead]:
    """The lines of a CSV of `text` and `intent` (several right ones parted by `|`), as `guess` takes them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [StrangersRead(frozenset(row["intent"].split("|")), guess(row["text"])) for row in rows]


def out_of_scope_intents(lines: Sequence[HeldOut]) -> frozenset[str]:
    """The intents of the out-of-scope topic: diagnosis, medicines, other topics, chit-chat, abuse."""
    return frozenset(line.intent for line in lines if line.topic == OUT_OF_SCOPE)


def is_turned_away(intent: str, outside: Collection[str]) -> bool:
    """Whether the person is told, or asked again, rather than answered."""
    return intent == FALLBACK or intent in outside


def turned_away(read: Sequence[Read]) -> tuple[Share, Share]:
    """Of the out-of-scope lines, and, wrongly, of the others."""
    outside = out_of_scope_intents([item.line for item in read])
    return _by_scope(read, [is_turned_away(item.guess.intent, outside) for item in read])


def thresholds(read: Sequence[Read], values: Sequence[float], ambiguity: float) -> list[Threshold]:
    """The same at other thresholds, by the classifier alone."""
    outside = out_of_scope_intents([item.line for item in read])

    def at(value: float) -> Threshold:
        away = [item.guess.is_unsure(value, ambiguity) or item.guess.first_choice in outside for item in read]
        return Threshold(value, *_by_scope(read, away))

    return [at(value) for value in values]


def _by_scope(read: Sequence[Read], away: Sequence[bool]) -> tuple[Share, Share]:
    """Those turned away, of the out-of-scope lines and of the others."""
    both = [(item.line.topic == OUT_OF_SCOPE, hit) for item, hit in zip(read, away, strict=True)]
    return share(hit for outside, hit in both if outside), share(hit for outside, hit in both if not outside)


def fallback_settings(config: Path) -> tuple[float, float]:
    """Threshold and ambiguity threshold of the FallbackClassifier in Rasa's configuration; 0 where unset."""
    pipeline = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    found: dict[str, float] = next((part for part in pipeline if part["name"] == "FallbackClassifier"), {})
    return float(found.get("threshold", 0)), float(found.get("ambiguity_threshold", 0))
