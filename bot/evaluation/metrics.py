"""Shares with their uncertainty, scores per label, and how honest a confidence is. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def rate(self) -> float:
        """From 0 to 1; 0 where there was nothing to count."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson score interval at 95 % (Wilson 1927), which holds near 0 and 1 and for few lines."""
        if not self.of:
            return 0.0, 1.0
        scale = 1 + Z**2 / self.of
        middle = (self.rate + Z**2 / (2 * self.of)) / scale
        half = Z * sqrt(self.rate * (1 - self.rate) / self.of + Z**2 / (4 * self.of**2)) / scale
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """As the report shows it: "25 of 26, 96.2 % (81.1 to 99.3)"."""
        if not self.of:
            return "none"
        rate, low, high = (f"{100 * value:.1f}" for value in (self.rate, *self.interval))
        return f"{self.hits} of {self.of}, {rate} % ({low} to {high})"


def share(hits: Iterable[bool]) -> Share:
    """How many of them are true."""
    counted = list(hits)
    return Share(sum(counted), len(counted))


class Pair(NamedTuple):
    """What a line is, and what it was read as."""

    gold: str
    read: str


class Score(NamedTuple):
    """How well one label is read."""

    label: str
    lines: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def scores(pairs: Sequence[Pair]) -> list[Score]:
    """One score for each label that is the gold of a line, in the order of their names."""
    gold = Counter(pair.gold for pair in pairs)
    read = Counter(pair.read for pair in pairs)
    right = Counter(pair.gold for pair in pairs if pair.gold == pair.read)

    def score(label: str) -> Score:
        hits = right[label]
        return Score(label, gold[label], Share(hits, read[label]).rate, Share(hits, gold[label]).rate)

    return [score(label) for label in sorted(gold)]


def macro_f1(scored: Sequence[Score]) -> float:
    """The mean F1, each label counting the same however many lines it has."""
    return sum(score.f1 for score in scored) / len(scored) if scored else 0.0


def confusions(pairs: Iterable[Pair]) -> list[tuple[Pair, int]]:
    """What is read as something else, the most frequent first."""
    wrong = Counter(pair for pair in pairs if pair.gold != pair.read)
    return sorted(wrong.items(), key=lambda item: (-item[1], item[0]))


class Bin(NamedTuple):
    """The lines whose confidence falls into one stretch: its mean, and how many were right."""

    confidence: float
    right: Share


def calibration(points: Iterable[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """Points of (confidence from 0 to 1, right or not) in stretches of equal width; empty ones left out."""
    stretches: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in points:
        stretches[min(int(confidence * bins), bins - 1)].append((confidence, right))
    return [
        Bin(sum(confidence for confidence, _ in points) / len(points), share(right for _, right in points))
        for points in stretches
        if points
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean gap between confidence and being right, by lines (expected calibration error)."""
    lines = sum(found.right.of for found in bins)
    gaps = sum(abs(found.confidence - found.right.rate) * found.right.of for found in bins)
    return gaps / lines if lines else 0.0
