"""`python -m bot parse`: one text a line in, one JSON object a line out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TextIO

from bot.understanding.understander import Understander

Classify = Callable[[str], "tuple[str | None, float | None]"]


def run(stdin: TextIO, stdout: TextIO, understander: Understander, classify: Classify) -> None:
    """Parse each line of `stdin`. `classify` returns the intent of a text and how sure it is."""
    for line in stdin:
        text = line.rstrip("\r\n")
        told = understander.read(text)
        intent, confidence = classify(text)
        parsed = {
            "text": text,
            "intent": intent,
            "confidence": confidence,
            "regions": told.regions,
            "side": told.side,
            "types": told.types,
            "intensity": told.intensity,
            "duration_days": told.duration_days,
            "stress": told.stress,
        }
        stdout.write(json.dumps(parsed, ensure_ascii=False) + "\n")
        stdout.flush()
