"""The part of the report on intents."""

from __future__ import annotations

from bot.evaluation.figures import IntentFigures
from bot.evaluation.intents import FALLBACK, Read, StrangersRead, thresholds, turned_away
from bot.evaluation.markdown import fill, table
from bot.evaluation.metrics import (
    Score,
    Share,
    calibration,
    calibration_error,
    confusions,
    macro_f1,
    scores,
    share,
)

NO_STOCK = "Rasa's stock pipeline was not trained in this run; `make eval` does so."
WORST = 15
CONFUSIONS = 15
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)


def points(read: list[Read]) -> list[tuple[float, bool]]:
    """How sure the classifier was of each line, and whether its first choice was right."""
    return [(item.guess.confidence, item.guess.first_choice == item.line.intent) for item in read]


def section(found: IntentFigures) -> str:
    """Tables and figures."""
    pairs = [item.pair for item in found.ours.read]
    scored = scores(pairs)
    caught, rejected = turned_away(found.ours.read)
    values = {
        "lines": len(pairs),
        "labels": len(scored),
        "threshold": found.threshold,
        "ambiguity": found.ambiguity,
        "accuracy": share(pair.gold == pair.read for pair in pairs),
        "macro_f1": f"{macro_f1(scored):.3f}",
        "unsure": share(pair.read == FALLBACK for pair in pairs),
        "first_choice": share(right for _, right in points(found.ours.read)),
        "caught": caught,
        "rejected": rejected,
        "calibration_error": f"{calibration_error(calibration(points(found.ours.read))):.3f}",
        "worst_count": WORST,
        "worst": _worst(scored),
        "confusions": table(
            ["is", "read as", "lines"],
            [[f"`{pair.gold}`", f"`{pair.read}`", number] for pair, number in confusions(pairs)[:CONFUSIONS]],
        ),
        "thresholds": _thresholds(found),
        "compared": _compared(found),
    }
    return fill("intents", values)


def _worst(scored: list[Score]) -> str:
    rows = [
        [f"`{s.label}`", s.lines, f"{s.precision:.2f}", f"{s.recall:.2f}", f"{s.f1:.2f}"]
        for s in sorted(scored, key=lambda score: (score.f1, score.label))[:WORST]
    ]
    return table(["intent", "lines", "precision", "recall", "F1"], rows)


def _thresholds(found: IntentFigures) -> str:
    rows = [
        [item.value, item.caught, item.rejected]
        for item in thresholds(found.ours.read, THRESHOLDS, found.ambiguity)
    ]
    return table(["threshold", "out of scope, turned away", "in scope, turned away wrongly"], rows)


def _compared(found: IntentFigures) -> str:
    """Ours, and beside it Rasa's stock pipeline where that was trained."""
    pipelines = [found.ours, found.stock] if found.stock else [found.ours]
    held_out: list[list[object]] = [["held out, right", *(_right(p.read) for p in pipelines)]]
    held_out.append(["held out, out of scope turned away", *(turned_away(p.read)[0] for p in pipelines)])
    held_out.append(["held out, in scope turned away", *(turned_away(p.read)[1] for p in pipelines)])
    strangers = [
        [f"strangers, `{name}` set, right", *(_right_of_strangers(p.strangers[name]) for p in pipelines)]
        for name in found.ours.strangers
    ]
    heads = ["lines", "ours", "Rasa's stock pipeline"][: 1 + len(pipelines)]
    return table(heads, [*held_out, *strangers]) + ("" if found.stock else f"\n\n{NO_STOCK}")


def _right(read: list[Read]) -> Share:
    return share(item.pair.gold == item.pair.read for item in read)


def _right_of_strangers(read: list[StrangersRead]) -> Share:
    return share(item.is_right for item in read)
