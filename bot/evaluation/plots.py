"""The pictures of the report. Nothing but the evaluation imports this: servers never load matplotlib."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl  # type: ignore[import-untyped]
import numpy as np
from matplotlib.figure import Figure  # type: ignore[import-untyped]

from bot.evaluation.intents import Threshold
from bot.evaluation.metrics import Bin, Pair
from bot.evaluation.red_flags import REACHES, Counts

mpl.rcParams.update({"svg.hashsalt": "unknot", "svg.fonttype": "none", "font.size": 9})

COLOURS = {"fired": "#0b6e4f", "asked": "#6fb98f", "lower": "#f2c14e", "nothing": "#b23a48"}
LEGEND = {"fired": "fired", "asked": "asked", "lower": "lower tier only", "nothing": "nothing"}
INK, OTHER = "#0b6e4f", "#b23a48"


def plot_tiers(path: Path, rows: Mapping[str, Counts]) -> None:
    """One bar for each set and tier: how far the gate got with its dangerous lines."""
    figure, axes = _figure(7.5, 0.9 + 0.32 * len(rows))
    left = [0.0] * len(rows)
    for outcome in REACHES:
        widths = [100 * counts.share(outcome).rate for counts in rows.values()]
        axes.barh(list(rows), widths, left=left, color=COLOURS[outcome], label=LEGEND[outcome], height=0.7)
        left = [before + width for before, width in zip(left, widths, strict=True)]
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel("% of dangerous lines")
    axes.legend(ncol=4, loc="lower center", bbox_to_anchor=(0.4, 1.0), frameon=False)
    _save(figure, path)


def plot_confusion(path: Path, pairs: Sequence[Pair]) -> None:
    """Every intent against what it was read as: right in green, wrong in red, the darker the more often."""
    labels = sorted({label for pair in pairs for label in pair})
    places = {label: place for place, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)))
    for pair in pairs:
        counts[places[pair.gold], places[pair.read]] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    right = np.eye(len(labels), dtype=bool)
    figure, axes = _figure(9, 8.6)
    axes.imshow(np.where(right | (shares == 0), np.nan, shares), cmap="Reds", vmin=-0.2, vmax=0.4)
    axes.imshow(np.where(right, shares, np.nan), cmap="Greens", vmin=0, vmax=1)
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=4)
    axes.set_yticks(range(len(labels)), labels, fontsize=4)
    axes.tick_params(length=1)
    axes.set_xlabel("read as")
    axes.set_ylabel("is")
    _save(figure, path)


def plot_calibration(path: Path, bins: Sequence[Bin]) -> None:
    """How sure the model is against how often it is right; the closer to the diagonal, the more honest."""
    figure, axes = _figure(4.5, 3.6)
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
    rates = [found.right.rate for found in bins]
    low = [found.right.rate - found.right.interval[0] for found in bins]
    high = [found.right.interval[1] - found.right.rate for found in bins]
    axes.errorbar(
        [found.confidence for found in bins], rates, yerr=[low, high], fmt="o-", color=INK, capsize=2
    )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure the model is", ylabel="share that is right")
    _save(figure, path)


def plot_thresholds(path: Path, found: Sequence[Threshold], configured: float) -> None:
    """What other thresholds would turn away."""
    figure, axes = _figure(4.5, 3.6)
    values = [item.value for item in found]
    caught = [100 * item.caught.rate for item in found]
    rejected = [100 * item.rejected.rate for item in found]
    axes.plot(values, caught, color=INK, label="out of scope, turned away")
    axes.plot(values, rejected, color=OTHER, label="in scope, turned away wrongly")
    axes.axvline(configured, color="grey", linewidth=0.8, linestyle="--", label="configured")
    axes.set(ylim=(0, 100), xlabel="threshold", ylabel="% of lines")
    axes.legend(frameon=False)
    _save(figure, path)


def _figure(width: float, height: float) -> tuple[Any, Any]:
    """A figure of that size in inches, and its axes."""
    figure = Figure(figsize=(width, height), facecolor="white")
    return figure, figure.subplots()


def _save(figure: Any, path: Path) -> None:
    """Without a date, so that the same figures make the same file."""
    drawn = io.StringIO()
    figure.savefig(drawn, format="svg", bbox_inches="tight", metadata={"Date": None})
    path.parent.mkdir(parents=True, exist_ok=True)
    # In quotes it would be the name of a font nobody has, and browsers would fall back to one with serifs.
    path.write_text(drawn.getvalue().replace("'sans-serif'", "sans-serif"), encoding="utf-8")
