"""One message of a person, as the dialogue sees it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.content.loader import Content
from bot.triage.gate import Gate
from bot.understanding.language import LanguageReader
from bot.understanding.question import QuestionReader
from bot.understanding.understander import Understander


@dataclass(frozen=True)
class Guide:
    """What every handler needs: the content, the gate and the reader of free text."""

    content: Content
    gate: Gate
    understander: Understander
    questions: QuestionReader
    languages: LanguageReader


@dataclass(frozen=True)
class Turn:
    """`text` is what was typed, None for buttons. `options` are the buttons, each `field:value`.

    `readings` are the likeliest intents, the surest first, of a message no intent was sure enough for.
    """

    intent: str
    text: str | None = None
    options: tuple[str, ...] = ()
    country: str = "any"
    site: str = ""
    readings: tuple[str, ...] = ()

    def chosen(self, field: str) -> list[str]:
        """The values of all options of one field."""
        return [
            value for name, _, value in (option.partition(":") for option in self.options) if name == field
        ]
