"""Mend typing mistakes towards the words that matter, and never touch a known English word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.text.tokens import Token, stem

_ENDINGS = ("s", "es")  # a known word with one of these is known as well
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ONE_MISTAKE_FROM = 4  # letters a word needs before one mistake is mended
_TWO_MISTAKES_FROM = 8
_MENDED_AT_MOST = 40  # unknown words looked at in one text; more is not a person's typing


class Speller:
    """Knows the words of a lexicon and mends unknown words that are nearly one of them."""

    def __init__(self, lexicon: Iterable[str], vocabulary: Mapping[str, int]) -> None:
        """Take the lexicon's words, and all English words with their rank (commonest first)."""
        words = {word for word in lexicon if word.isalpha()}
        self._stems = {stem(word) for word in words}
        self._known = vocabulary
        inflected = {word for word in vocabulary if stem(word) in self._stems}
        self._targets = {word for word in words | inflected if len(word) >= _ONE_MISTAKE_FROM}
        self._long = sorted(word for word in self._targets if len(word) >= _TWO_MISTAKES_FROM - 1)
        self._cache: dict[str, str | None] = {}

    def correct(self, tokens: list[Token]) -> list[Token]:
        """Return the tokens, the stem of each mended word replaced. Same length, same offsets."""
        mended = list(tokens)
        looked_at = 0
        for index, token in enumerate(tokens):
            if self._is_known(token) or looked_at >= _MENDED_AT_MOST:
                continue
            looked_at += token.text not in self._cache
            word = self._closest(token.text)
            if word is not None:
                mended[index] = token._replace(stem=stem(word))
        return mended

    def _is_known(self, token: Token) -> bool:
        word = token.text
        return (
            len(word) < _ONE_MISTAKE_FROM
            or word in self._known
            or token.stem in self._stems
            or any(word.removesuffix(ending) in self._known for ending in _ENDINGS)
            or not word.isalpha()
        )

    def _closest(self, word: str) -> str | None:
        if word not in self._cache:
            if len(self._cache) > 20_000:
                self._cache.clear()
            self._cache[word] = self._search(word)
        return self._cache[word]

    def _search(self, word: str) -> str | None:
        if len(word) > 24:
            return None
        near = set(_one_mistake(word))
        found = near & self._targets
        if found:
            return min(found, key=lambda target: self._order(word, target))
        if len(word) < _TWO_MISTAKES_FROM or any(other in self._known for other in near):
            return None
        hits = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=2, limit=None)
        alike = (hit[0] for hit in hits if hit[0][0] == word[0])  # "bearable" is not "unbearable"
        return min(alike, key=lambda target: self._order(word, target), default=None)

    def _order(self, word: str, target: str) -> tuple[int, bool, bool, int, int, str]:
        """Letters are left out more often than put in, so that of two the longer word is meant."""
        rank = self._known.get(target, len(self._known))
        distance = OSA.distance(word, target)
        return (distance, target[0] != word[0], sorted(target) != sorted(word), -len(target), rank, target)


def _one_mistake(word: str) -> Iterator[str]:
    """Every spelling one slip away: a letter lost, swapped with its neighbour, changed or added."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)
