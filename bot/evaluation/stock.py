"""Rasa's stock pipeline, trained on our data and measured on the same lines as ours."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path

from bot.evaluation.intents import Guesser
from bot.evaluation.markdown import HERE
from bot.settings import ROOT, Settings
from bot.training import run_rasa

CONFIG = HERE / "stock.yml"


def ensure_stock_model(settings: Settings) -> Path:
    """The stock model for the present training lines, trained now, for most of an hour, if there is none."""
    digest = hashlib.sha256(CONFIG.read_bytes())
    for path in sorted((settings.data / "nlu").glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    model = settings.models / f"stock-{digest.hexdigest()[:12]}.tar.gz"
    if not model.exists():
        arguments = ["train", "nlu", "--domain", "domain.yml", "--nlu", str(settings.data / "nlu")]
        arguments += ["--config", str(CONFIG.relative_to(ROOT))]
        run_rasa(settings, arguments, model, "Training Rasa's stock pipeline to compare with, up to an hour")
    return model


def stock_guesser(model: Path) -> Guesser:
    """A function from a text to what that model makes of it, by itself: no gate, no reader."""
    from rasa.core.agent import Agent  # noqa: PLC0415  Rasa, only where it is needed

    from bot.evaluation.model import guess_of  # noqa: PLC0415  likewise

    agent = Agent.load(str(model))
    return lambda text: guess_of(asyncio.run(agent.parse_message(text)))
