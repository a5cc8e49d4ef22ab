"""Which pictures the report has, and what stands in each."""

from __future__ import annotations

from pathlib import Path

from bot.evaluation import plots, red_flags
from bot.evaluation.figures import Figures, IntentFigures
from bot.evaluation.intent_report import points
from bot.evaluation.intents import thresholds
from bot.evaluation.metrics import calibration

THRESHOLDS = tuple(step / 20 for step in range(1, 17))


def draw(folder: Path, figures: Figures) -> None:
    """Every picture as SVG; those of the intents only where a model was asked."""
    own = red_flags.by_tier(figures.red_flags.must_fire, red_flags.reach_of)
    rows = {_label("our own", tier.value, counts): counts for tier, counts in own.items()}
    for result in figures.outside:
        rows |= {_label(result.file.name, t.value, counts): counts for t, counts in result.dangerous.items()}
    plots.plot_tiers(folder / "evaluation-tiers.svg", rows)
    if figures.intents:
        _draw_intents(folder, figures.intents)


def _draw_intents(folder: Path, found: IntentFigures) -> None:
    plots.plot_confusion(folder / "evaluation-confusion.svg", [item.pair for item in found.ours.read])
    plots.plot_calibration(folder / "evaluation-calibration.svg", calibration(points(found.ours.read)))
    curve = thresholds(found.ours.read, THRESHOLDS, found.ambiguity)
    plots.plot_thresholds(folder / "evaluation-thresholds.svg", curve, found.threshold)


def _label(name: str, tier: str, counts: red_flags.Counts) -> str:
    return f"{name}: {tier} ({counts.lines})"
