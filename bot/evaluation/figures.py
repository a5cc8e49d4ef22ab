"""All that one run measures."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.evaluation.intents import Read, StrangersRead
from bot.evaluation.outside import OutsideResult
from bot.evaluation.red_flags import Judged
from bot.evaluation.slots import FieldScore
from bot.evaluation.variety import Variety


class RedFlagFigures(NamedTuple):
    """The project's own lines, judged."""

    must_fire: list[Judged]
    must_ask: list[Judged]
    must_not_fire: list[Judged]


class Pipeline(NamedTuple):
    """What one trained pipeline makes of the held-out lines and of the strangers', by the name of the set."""

    read: list[Read]
    strangers: dict[str, list[StrangersRead]]


class IntentFigures(NamedTuple):
    """The lines as the model reads them, and the settings it turns lines away by; `stock` is Rasa's own."""

    model: str
    ours: Pipeline
    stock: Pipeline | None
    threshold: float
    ambiguity: float


class SlotFigures(NamedTuple):
    """The fields, and how many lines they were read from."""

    lines: int
    fields: list[FieldScore]


class Figures(NamedTuple):
    """The whole report. `intents` is None where no model was asked; `documents` are the red flags in use."""

    date: date
    content_hash: str
    documents: int
    red_flags: RedFlagFigures
    outside: list[OutsideResult]
    phrases_alone: list[OutsideResult]  # the same files without the semantic detector
    intents: IntentFigures | None
    slots: SlotFigures
    variety: Variety
