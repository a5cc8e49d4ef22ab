"""One loaded `Guide` a content folder; loading takes a second or so, so it is kept."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.content.loader import load
from bot.dialogue.turn import Guide
from bot.triage.gate import Gate
from bot.understanding.language import LanguageReader
from bot.understanding.question import QuestionReader
from bot.understanding.understander import Understander


@lru_cache(maxsize=4)
def guide_for(data: Path) -> Guide:
    """The guide for the content in `data`; `ContentError` if that does not compile."""
    content = load(data)
    return Guide(
        content, Gate(content), Understander(content), QuestionReader(content), LanguageReader(content)
    )
