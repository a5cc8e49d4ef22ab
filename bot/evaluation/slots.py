"""How well each field of an ache is read: `tests/understanding/lines.yml`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.evaluation.metrics import Score, Share, share
from bot.understanding.understander import Understander, Understanding

WRITTEN_ON = date(2026, 11, 22)  # the day "since Tuesday" counts to, as the file says
TIED = ("sides", "intensities", "corrects")  # compared only where a line names them
WITHIN = {"duration_days": 0.1}  # how far a number may be off, as a share of the right one


class FieldScore(NamedTuple):
    """One field. `told`: lines that say it, read right. `untold`: lines that do not, filled all the same.

    `items` scores the single values of a field that can hold several, None for others.
    """

    field: str
    told: Share
    untold: Share
    items: Score | None


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Each line: `text`, the question `asked`, and every field it tells."""
    lines: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return lines


def measure(lines: Sequence[dict[str, Any]], understander: Understander) -> list[FieldScore]:
    """A score for each field of `Understanding`."""
    read = [(line, asdict(understander.read(line["text"], line.get("asked"), WRITTEN_ON))) for line in lines]
    return [_score(field.name, read) for field in fields(Understanding)]


def _score(field: str, read: list[tuple[dict[str, Any], dict[str, Any]]]) -> FieldScore:
    told = [(line[field], found[field]) for line, found in read if not _is_empty(line.get(field))]
    untold = [found[field] for line, found in read if _is_empty(line.get(field))]
    return FieldScore(
        field,
        share(is_right(field, gold, found) for gold, found in told),
        share(not _is_empty(found) for found in ([] if field in TIED else untold)),
        _items(field, read) if any(isinstance(found, tuple) for _, found in told) else None,
    )


def is_right(field: str, gold: object, found: object) -> bool:
    """Whether a field was read as it should be: sets whatever their order, a duration within a tenth."""
    if isinstance(gold, (list, tuple)) and isinstance(found, (list, tuple)):
        return set(gold) == set(found)
    if isinstance(gold, (int, float)) and isinstance(found, (int, float)):
        return abs(found - gold) <= WITHIN.get(field, 0.0) * abs(gold) + 1e-6
    return gold == found


def _items(field: str, read: list[tuple[dict[str, Any], dict[str, Any]]]) -> Score:
    pairs = [(set(line.get(field) or ()), set(found[field] or ())) for line, found in read]
    both, gold, found = (_total(pairs, pick) for pick in (_shared, lambda p: p[0], lambda p: p[1]))
    return Score(field, gold, Share(both, found).rate, Share(both, gold).rate)


def _shared(pair: tuple[set[str], set[str]]) -> set[str]:
    return pair[0] & pair[1]


def _total(pairs: list[Any], pick: Callable[[Any], set[str]]) -> int:
    return sum(len(pick(pair)) for pair in pairs)


def _is_empty(value: object) -> bool:
    return value is None or value in ((), [], {})
