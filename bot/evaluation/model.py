"""The trained model as a guesser of intents. Imports Rasa."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.dialogue.turn import Guide
from bot.evaluation.intents import FALLBACK, Guess, Guesser
from bot.store.engine import create_engine
from bot.worker.host import Host


def guesser(model: Path, guide: Guide) -> Guesser:
    """A function from a text to what the pipeline of `model` makes of it."""
    host = Host(model, create_engine("sqlite://"), guide)
    return lambda text: guess_of(asyncio.run(host.parse(text)))


def guess_of(parsed: dict[str, Any]) -> Guess:
    """What Rasa made of a message, as a guess."""
    ranking = ((item["name"], float(item["confidence"])) for item in parsed.get("intent_ranking", ()))
    return Guess(parsed["intent"]["name"] or FALLBACK, tuple(item for item in ranking if item[0] != FALLBACK))
