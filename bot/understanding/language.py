"""Whether a message is in a language other than English, and which of the most spoken ones."""

from __future__ import annotations

import unicodedata
from collections import Counter

from bot.content.loader import Content
from bot.text.phrases import PhraseBook
from bot.text.tokens import tokenize

# The first word of a letter's Unicode name says its script. Kana come before the signs shared with Chinese.
SCRIPTS = {
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "CYRILLIC": "ru",
}
FEWEST_WORDS = 2
_OTHER = "other"  # the entry of the lexicon for languages without a code here


class LanguageReader:
    """Knows other languages by their script or by their common words, from `data/lexicon/languages.yml`."""

    def __init__(self, content: Content) -> None:
        """Compile; raises PhraseError for a phrase that cannot be read."""
        words = {name: entry.names for name, entry in content.lexicon["languages"].items()}
        self._book = PhraseBook(words, vocabulary=None)

    def other(self, text: str) -> str | None:
        """The language code ("es"), "" for one that has no code here, None where it may be English."""
        letters = [unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()]
        foreign = [script for script in letters if script != "LATIN"]
        if letters and len(foreign) * 2 > len(letters):
            return next((code for script, code in SCRIPTS.items() if script in foreign), "")
        found = Counter(match.id for match in self._book.find(tokenize(_without_marks(text))))
        code, count = found.most_common(1)[0] if found else ("", 0)
        if count < FEWEST_WORDS:
            return None
        return "" if code == _OTHER else code


def _without_marks(text: str) -> str:
    """As the phrases of the lexicon are read: "rücken" is "rucken"."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
