"""Whether a message asks something or tells something."""

from __future__ import annotations

from bot.content.loader import Content
from bot.text.phrases import PhraseBook
from bot.text.tokens import tokenize


class QuestionReader:
    """Knows how questions begin, from `data/lexicon/questions.yml`."""

    def __init__(self, content: Content) -> None:
        """Compile; raises PhraseError for a phrase that cannot be read."""
        openers = {"question": content.lexicon["questions"]["question"].names}
        self._book = PhraseBook(openers, vocabulary=None)

    def asks(self, text: str) -> bool:
        """Whether `text` has a question mark or begins as questions do."""
        return "?" in text or any(match.first == 0 for match in self._book.find(tokenize(text)))
