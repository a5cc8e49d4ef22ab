"""Cut clean text into words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from bot.text.wordlists import kept_apart

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SENTENCE_END = re.compile(r"[!?;\n]|(?<!\.)\.(?!\.)")


class Token(NamedTuple):
    """One word or number of a text.

    `start` and `end` are character offsets in the normalised text, `sentence` counts from 0,
    `after` is what stands between this token and the next.
    """

    text: str
    stem: str
    start: int
    end: int
    sentence: int
    after: str = ""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The Snowball English stem of one lower-case word; the word itself where it is kept apart."""
    if word in kept_apart():
        return word
    return str(snowballstemmer.stemmer("english").stemWord(word))


def tokenize(text: str) -> list[Token]:
    """Cut normalised text into lower-case tokens. An ellipsis does not end a sentence."""
    matches = list(_TOKEN.finditer(text))
    ends = [*(match.start() for match in matches), len(text)][1:]
    tokens: list[Token] = []
    sentence = 0
    for match, next_start in zip(matches, ends, strict=True):
        word = match.group().lower()
        after = text[match.end() : next_start]
        tokens.append(Token(word, stem(word), match.start(), match.end(), sentence, after))
        sentence += bool(_SENTENCE_END.search(after))
    return tokens
