"""The `Guide` of a process; building it takes seconds, so it is kept."""

from __future__ import annotations

from functools import lru_cache

from bot.content.loader import Content, load
from bot.dialogue.turn import Guide
from bot.semantic.trained import load_detector
from bot.settings import Settings
from bot.triage.gate import Gate
from bot.triage.hearing import Detector
from bot.understanding.language import LanguageReader
from bot.understanding.question import QuestionReader
from bot.understanding.understander import Understander


@lru_cache(maxsize=4)
def guide_for(settings: Settings) -> Guide:
    """The guide for the content of `settings`, its gate with the semantic detector, fitted if need be.

    Raises `ContentError` if the content does not compile.
    """
    content = load(settings.data)
    return guide_of(content, load_detector(settings, content.red_flags))


def guide_of(content: Content, detector: Detector | None = None) -> Guide:
    """A guide for `content`; without a detector its gate has the phrases alone."""
    gate = Gate(content, detector)
    return Guide(content, gate, Understander(content), QuestionReader(content), LanguageReader(content))
