"""Reads the intent of a text with the trained model, without a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.dialogue.guides import guide_for
from bot.settings import Settings
from bot.store.engine import create_engine
from bot.training import ensure_model
from bot.worker.host import Host

IntentReader = Callable[[str], tuple[str | None, float | None]]


def intent_reader(settings: Settings) -> IntentReader:
    """A function from a text to its intent and how sure the model is, from 0 to 1; None for an empty text."""
    model = ensure_model(settings)
    host = Host(model, create_engine("sqlite://"), guide_for(settings))

    def read(text: str) -> tuple[str | None, float | None]:
        if not text.strip():
            return None, None
        intent = asyncio.run(host.parse(text))["intent"]
        return intent["name"], intent["confidence"]

    return read
