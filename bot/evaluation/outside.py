"""Files of strangers' texts: measured one by one, and never shown, only counted."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bot.content.schema import TIERS, Tier
from bot.errors import MendableError
from bot.evaluation.metrics import Share, share
from bot.evaluation.red_flags import Assess, Counts, alarm, count, reach

HARMLESS = ("not_emergency", "self_care", "none", "")
OTHER_NAMES = {"emergency": Tier.EMERGENCY_NOW, "see_professional_urgent": Tier.URGENT_SAME_DAY}
GOLD_COLUMNS = ("gold_triage", "tier")


class Row(NamedTuple):
    """One text; `tier` is None for a harmless one."""

    text: str
    tier: Tier | None


class OutsideFile(NamedTuple):
    """A file as read. Where it `is_graded` it says how urgent a text is; else all are taken as harmless."""

    name: str
    digest: str
    is_graded: bool
    rows: tuple[Row, ...]


class Missed(NamedTuple):
    """A row (from 1, the heads not counted) whose outcome is not what its tier deserves."""

    row: int
    tier: Tier | None
    outcome: str


class OutsideResult(NamedTuple):
    """What the gate made of one file; `turned_away` is what the model took for out of scope, where asked."""

    file: OutsideFile
    dangerous: Mapping[Tier, Counts]
    harmless: Counts
    turned_away: Share | None
    missed: tuple[Missed, ...]


def read_file(path: Path) -> OutsideFile:
    """The rows of a CSV with a `text` column and one of `gold_triage`, `tier` or `label`.

    Raises MendableError, naming file and fault, where it cannot be used.
    """
    try:
        raw = path.read_bytes()
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise MendableError(f"{path} cannot be read: {error}") from error
    columns = list(rows[0]) if rows else []
    gold = next((column for column in GOLD_COLUMNS if column in columns), None)
    if "text" not in columns or not (gold or "label" in columns):
        raise MendableError(f"{path} needs rows with a column text, and one of gold_triage, tier or label")
    read = tuple(Row(row["text"] or "", _tier(path, row[gold] or "") if gold else None) for row in rows)
    return OutsideFile(path.stem, hashlib.sha256(raw).hexdigest()[:12], gold is not None, read)


def measure(file: OutsideFile, assess: Assess, is_turned_away: Callable[[str], bool] | None) -> OutsideResult:
    """Counts alone. `is_turned_away` is asked only of a file that is not graded."""
    judged = [(row.tier, assess(row.text)) for row in file.rows]
    outcomes = [(tier, reach(found, tier) if tier else alarm(found)) for tier, found in judged]
    grades = {tier: [outcome for gold, outcome in outcomes if gold is tier] for tier in TIERS}
    turned = None
    if is_turned_away and not file.is_graded:
        turned = share(is_turned_away(row.text) for row in file.rows)
    return OutsideResult(
        file,
        {tier: count(reaches) for tier, reaches in grades.items() if reaches},
        count(outcome for gold, outcome in outcomes if gold is None),
        turned,
        tuple(
            Missed(row, tier, outcome)
            for row, (tier, outcome) in enumerate(outcomes, start=1)
            if outcome != ("fired" if tier else "nothing")
        ),
    )


def _tier(path: Path, name: str) -> Tier | None:
    if name in HARMLESS:
        return None
    if name in OTHER_NAMES:
        return OTHER_NAMES[name]
    try:
        return Tier(name)
    except ValueError:
        known = ", ".join([*(tier.value for tier in Tier), *OTHER_NAMES, *filter(None, HARMLESS)])
        raise MendableError(f"{path} has the tier {name!r}; known are {known}") from None
