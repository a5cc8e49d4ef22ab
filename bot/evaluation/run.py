"""`python -m bot eval`: measures everything once and writes the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bot.dialogue.guides import guide_for
from bot.dialogue.turn import Guide
from bot.errors import MendableError
from bot.evaluation import intents, outside, red_flags, slots, variety
from bot.evaluation.figures import Figures, IntentFigures, Pipeline, RedFlagFigures, SlotFigures
from bot.evaluation.pictures import draw
from bot.evaluation.report import report
from bot.evaluation.stock import ensure_stock_model, stock_guesser
from bot.settings import ROOT, Settings
from bot.training import ensure_model, model_path
from bot.triage.gate import Gate

TESTS = ROOT / "tests"
STRANGERS = TESTS / "strangers"
STRANGERS_INTENTS = STRANGERS / "intents"


def run(settings: Settings, csvs: Iterable[Path], out: Path, *, with_model: bool, with_stock: bool) -> int:
    """Measure, and write the report to `out` and its pictures beside it. Always 0: it judges nothing."""
    paths = [*sorted(STRANGERS.glob("*.csv")), *csvs]
    files = [outside.read_file(path) for path in paths]
    figures = measure(settings, files, with_model=with_model, with_stock=with_stock)
    draw(out.parent / "images", figures)
    out.write_text(report(figures), encoding="utf-8")
    print(f"Written to {out}")
    return 0


def measure(
    settings: Settings, files: list[outside.OutsideFile], *, with_model: bool, with_stock: bool
) -> Figures:
    """All figures. Raises ContentError for content that does not compile, MendableError without the lines."""
    if not TESTS.is_dir():
        raise MendableError(f"The lines to measure on are missing: {TESTS}. They come with the source code")
    guide = guide_for(settings)
    guess = _guesser(settings, guide) if with_model else None
    held_out = intents.read_held_out(TESTS / "nlu")
    return Figures(
        date=date.today(),
        content_hash=guide.content.hash,
        documents=sum(flag.status != "retired" for flag in guide.content.red_flags.values()),
        red_flags=_red_flags(guide),
        outside=[outside.measure(file, guide.gate.assess, _turns_away(guess, held_out)) for file in files],
        phrases_alone=[outside.measure(file, Gate(guide.content).assess, None) for file in files],
        intents=_intents(settings, guess, held_out, with_stock) if guess else None,
        slots=_slots(guide),
        variety=variety.measure(guide.content),
    )


def _red_flags(guide: Guide) -> RedFlagFigures:
    def judged(expected: red_flags.Expected) -> list[red_flags.Judged]:
        lines = red_flags.read_lines(TESTS / "red_flags", expected)
        return red_flags.judge(lines, guide.content.red_flags, guide.gate.assess)

    return RedFlagFigures(judged("must_fire"), judged("must_ask"), judged("must_not_fire"))


def _intents(
    settings: Settings, guess: intents.Guesser, held_out: list[intents.HeldOut], with_stock: bool
) -> IntentFigures:
    stock = stock_guesser(ensure_stock_model(settings)) if with_stock else None
    return IntentFigures(
        model_path(settings).name,
        _pipeline(guess, held_out),
        _pipeline(stock, held_out) if stock else None,
        *intents.fallback_settings(ROOT / "config.yml"),
    )


def _pipeline(guess: intents.Guesser, held_out: list[intents.HeldOut]) -> Pipeline:
    sets = {
        path.stem: intents.read_strangers(path, guess) for path in sorted(STRANGERS_INTENTS.glob("*.csv"))
    }
    return Pipeline([intents.Read(line, guess(line.text)) for line in held_out], sets)


def _slots(guide: Guide) -> SlotFigures:
    lines = slots.read_lines(TESTS / "understanding" / "lines.yml")
    return SlotFigures(len(lines), slots.measure(lines, guide.understander))


def _guesser(settings: Settings, guide: Guide) -> intents.Guesser:
    """Trains a model first if there is none for this data."""
    from bot.evaluation.model import guesser  # noqa: PLC0415  Rasa, only where it is needed

    return guesser(ensure_model(settings), guide)


def _turns_away(
    guess: intents.Guesser | None, held_out: list[intents.HeldOut]
) -> Callable[[str], bool] | None:
    if guess is None:
        return None
    known = intents.out_of_scope_intents(held_out)
    return lambda text: intents.is_turned_away(guess(text).intent, known)
