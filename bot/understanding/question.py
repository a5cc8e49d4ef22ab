"""Whether a message asks something or tells something."""

from __future__ import annotations

from bot.content.loader import Content
from bot.text.phrases import PhraseBook
from bot.text.tokens import tokenize


class QuestionReader:
    """Knows how questions begin, from `data/lexicon/questions.yml`."""

    def __init__(self, content: Content) -> None:
        """Compile; raises PhraseError for a phrase that cannot be read."""
        entries = content.lexicon["questions"]
        self._book = PhraseBook({"question": entries["question"].names}, vocabulary=None)
        self._of_this = PhraseBook({"of_this": entries["of_this"].names}, vocabulary=None)

    def asks(self, text: str) -> bool:
        """Whether `text` has a question mark or begins as questions do."""
        return "?" in text or any(match.first == 0 for match in self._book.find(tokenize(text)))

    def is_of_this(self, text: str) -> bool:
        """Whether it asks about what is at hand, "is it proven?", rather than about massage at large."""
        return bool(self._of_this.find(tokenize(text)))
