"""The phrase language: how content writes down the ways people say one thing.

`..` up to three other words, `(a|b c)` alternatives, `word?` optional, `{id}` the phrases of
another entry. Everything else is words, read the same way as what people type.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from bot.errors import MendableError
from bot.text.normalise import normalise
from bot.text.tokens import tokenize

_PIECE = re.compile(r"\s*(\.\.+|\{[^{}]*\}|[()|?]|(?:(?!\.\.)[^\s(){}|?])+|\S)")
_REFERENCE = re.compile(r"^\{([a-z][a-z0-9_/]*)\}$")
_MARKS = {"..", "(", ")", "|", "?"}


class PhraseError(MendableError):
    """A phrase that cannot be read; the message says which and why."""


class Word(NamedTuple):
    """One word, by its stem; `text` as the author wrote it."""

    stem: str
    text: str


class Gap(NamedTuple):
    """Up to `most` words of any kind."""

    most: int = 3


class Reference(NamedTuple):
    """Any phrase of another entry."""

    id: str


class Choice(NamedTuple):
    """One of several patterns; an empty one makes it optional."""

    alternatives: tuple[tuple[Item, ...], ...]


Item: TypeAlias = Word | Gap | Reference | Choice
Pattern: TypeAlias = tuple[Item, ...]


def parse(phrase: str) -> Pattern:
    """Read one phrase. Raises PhraseError where it is empty or badly formed."""
    reader = _Reader(phrase)
    pattern = reader.sequence()
    if reader.pieces:
        raise PhraseError(f"unexpected {reader.pieces[0]!r} in {phrase!r}")
    if not any(isinstance(item, (Word, Reference, Choice)) for item in pattern):
        raise PhraseError(f"no words in {phrase!r}")
    if isinstance(pattern[0], Gap) or isinstance(pattern[-1], Gap):
        raise PhraseError(f"'..' must stand between words in {phrase!r}")
    return pattern


class _Reader:
    """Reads the pieces of one phrase from left to right."""

    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.pieces = _PIECE.findall(phrase.strip())

    def sequence(self) -> Pattern:
        items: list[Item] = []
        while self.pieces and self.pieces[0] not in ("|", ")"):
            item = self._item()
            if self.pieces and self.pieces[0] == "?":
                self.pieces.pop(0)
                item = (Choice((item, ())),)
            items.extend(item)
        return tuple(items)

    def _item(self) -> Pattern:
        piece = self.pieces.pop(0)
        if piece == "(":
            return (self._choice(),)
        if piece.startswith(".."):
            return (Gap(),)
        if piece.startswith("{"):
            return (self._reference(piece),)
        if piece in _MARKS:
            raise PhraseError(f"unexpected {piece!r} in {self.phrase!r}")
        return self._words(piece)

    def _choice(self) -> Choice:
        alternatives = [self.sequence()]
        while self.pieces and self.pieces[0] == "|":
            self.pieces.pop(0)
            alternatives.append(self.sequence())
        if not self.pieces:
            raise PhraseError(f"missing ')' in {self.phrase!r}")
        self.pieces.pop(0)
        if not all(alternatives):
            raise PhraseError(f"empty alternative in {self.phrase!r}")
        return Choice(tuple(alternatives))

    def _reference(self, piece: str) -> Reference:
        match = _REFERENCE.match(piece)
        if match is None:
            raise PhraseError(f"bad reference {piece!r} in {self.phrase!r}")
        return Reference(match.group(1))

    def _words(self, piece: str) -> Pattern:
        words = _read_words(piece)
        if not words:
            raise PhraseError(f"unexpected {piece!r} in {self.phrase!r}")
        return words


@lru_cache(maxsize=20_000)
def _read_words(piece: str) -> Pattern:
    return tuple(Word(token.stem, token.text) for token in tokenize(normalise(piece)))
