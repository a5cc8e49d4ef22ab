"""The figures as docs/evaluation.md. Its sentences stand in the templates beside this file."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from bot.evaluation import intent_report
from bot.evaluation.figures import Figures, RedFlagFigures
from bot.evaluation.markdown import HERE, fill, table
from bot.evaluation.outside import OutsideResult
from bot.evaluation.red_flags import Counts, Judged, by_tier, count, false_alarm_of, reach_of
from bot.evaluation.slots import FieldScore
from bot.evaluation.variety import Variety

MISSES = 60  # lines listed at most
REACHED = ("fired", "fired or asked", "fired or asked, any tier", "nothing")  # the columns of `_reached`
NO_OUTSIDE = "No outside file was measured in this run. Name some with `--csv`."
UNKNOWN = "named on the command line"
NO_MODEL = "Not measured in this run: it was asked to do without a model."


def report(figures: Figures) -> str:
    """The whole document."""
    values = {
        "date": figures.date.isoformat(),
        "content_hash": figures.content_hash[:16],
        "documents": figures.documents,
        "model": f"`{figures.intents.model}`" if figures.intents else "none",
        "outside": _outside(figures.outside, figures.phrases_alone) if figures.outside else NO_OUTSIDE,
        "intents": intent_report.section(figures.intents) if figures.intents else NO_MODEL,
        "slot_lines": figures.slots.lines,
        "slots": _slots(figures.slots.fields),
        "variety": variety(figures.variety),
        **_red_flags(figures.red_flags),
    }
    return fill("evaluation", values) + "\n"


def _red_flags(found: RedFlagFigures) -> dict[str, object]:
    missed = [item for item in found.must_fire if reach_of(item) != "fired"]
    alarms = [item for item in found.must_not_fire if false_alarm_of(item) == "own"]
    asks = count(reach_of(item) for item in found.must_ask)
    rows = [_miss(item, reach_of(item)) for item in missed] + [_miss(item, "fired") for item in alarms]
    left_out = f"\n\nAnd {len(rows) - MISSES} more." if len(rows) > MISSES else ""
    return {
        "must_fire": _must_fire(found.must_fire),
        "must_not_fire": _must_not_fire(found.must_not_fire),
        "must_ask": asks.lines,
        "must_ask_share": asks.share("fired", "asked"),
        "misses": table(["line", "tier", "outcome", "text"], rows[:MISSES]) + left_out,
    }


def _must_fire(judged: list[Judged]) -> str:
    rows = [[tier.value, *_reached(counts)] for tier, counts in by_tier(judged, reach_of).items()]
    return table(["tier", *REACHED], rows)


def _must_not_fire(judged: list[Judged]) -> str:
    rows = [
        [tier.value, counts.share("own"), *_numbers(counts, "own_asked", "other", "nothing")]
        for tier, counts in by_tier(judged, false_alarm_of).items()
    ]
    return table(["tier of the document", "fired it", "asked about it", "other", "nothing"], rows)


def _miss(item: Judged, outcome: str) -> list[object]:
    where = f"`tests/red_flags/{item.line.rule}.yml:{item.line.number}`"
    return [where, item.tier.value, outcome, item.line.text]


def _reached(counts: Counts) -> list[object]:
    shares = [counts.share("fired"), counts.share("fired", "asked"), counts.share("fired", "asked", "lower")]
    return [*shares, counts.share("nothing").hits]


def _numbers(counts: Counts, *names: str) -> list[int]:
    return [counts.share(name).hits for name in names]


def _outside(results: list[OutsideResult], phrases_alone: list[OutsideResult]) -> str:
    about = yaml.safe_load((HERE / "sets.yml").read_text(encoding="utf-8"))["sets"]
    files = [
        [f"`{file.name}`", len(file.rows), about.get(file.name, UNKNOWN), f"`{file.digest}`"]
        for file in (result.file for result in results)
    ]
    turned = [[f"`{r.file.name}`", r.turned_away] for r in results if r.turned_away]
    values = {
        "sets": table(["file", "texts", "what it is", "SHA-256"], files),
        "dangerous": _dangerous(results),
        "harmless": _harmless(results),
        "dangerous_phrases": _dangerous(phrases_alone),
        "harmless_phrases": _harmless(phrases_alone),
        "missed": table(["file", "tier", "outcome", "rows"], _missed(results)),
        "turned_away": table(["file", "turned away"], turned),
    }
    return fill("outside", values)


def _dangerous(results: list[OutsideResult]) -> str:
    rows = [
        [f"`{result.file.name}`", tier.value, *_reached(counts)]
        for result in results
        for tier, counts in result.dangerous.items()
    ]
    return table(["file", "graded", *REACHED], rows)


def _harmless(results: list[OutsideResult]) -> str:
    rows = [
        [
            f"`{result.file.name}`",
            result.harmless.share("high"),
            result.harmless.share("high", "fired"),
            result.harmless.share("asked"),
        ]
        for result in results
        if result.harmless.lines
    ]
    return table(["file", "fired as emergency or crisis", "fired as anything", "asked"], rows)


def _missed(results: list[OutsideResult]) -> Iterator[list[object]]:
    """Rows by outcome, for files that are graded: the texts of strangers are not ours to print."""
    for result in results:
        if not result.file.is_graded:
            continue
        rows: dict[tuple[str, str], list[str]] = {}
        for miss in result.missed:
            tier = miss.tier.value if miss.tier else "harmless"
            rows.setdefault((tier, miss.outcome), []).append(str(miss.row))
        for (tier, outcome), found in rows.items():
            yield [f"`{result.file.name}`", tier, outcome, ", ".join(found)]


def _slots(scored: list[FieldScore]) -> str:
    rows = [
        [
            f"`{score.field}`",
            score.told,
            score.untold,
            f"{score.items.f1:.2f}" if score.items else "",
        ]
        for score in scored
    ]
    return table(["field", "told, and right", "not told, but filled", "F1 of single values"], rows)


def variety(found: Variety) -> str:
    """The section on plans."""
    rows = [[f"`{near.answer}`", near.differ, near.said] for near in found.neighbours]
    values = {
        "space": f"{found.space:.1e}",
        "sampled": f"{found.sampled:,}",
        "plans": f"{found.plans:,}",
        "massages": found.with_massage,
        "routines": f"{found.routines_used} of {found.routines}",
        "practices": f"{found.practices_used} of {found.practices}",
        "habits": f"{found.habits_used} of {found.habits}",
        "neighbours": table(["answer changed", "another plan", "of those, with other reasons"], rows),
    }
    return fill("variety", values)
