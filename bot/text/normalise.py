"""Clean what a person typed, so that the same words always look the same."""

from __future__ import annotations

import re
import unicodedata
from re import Match

from bot.text.wordlists import known_words, shorthand

_QUOTES = str.maketrans({mark: "'" for mark in "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4"})
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me"}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_SPELT_OUT = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \-.*_][^\W\d_]){3,}(?![^\W_])")
_SAID_OVER = re.compile(r"\b(\w+)(?:\W+\1\b){3,}", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")


def normalise(text: str) -> str:
    """Return `text` in plain letters, contractions and shorthand written out ("can't": "can not").

    Case and sentence marks stay. A word said over and over is kept twice. Marks nobody sees,
    control characters and lone surrogates go. Doing it twice changes nothing more.
    """
    seen = _strip_unseen(text.translate(_QUOTES))
    joined = _SPELT_OUT.sub(_join_letters, seen)
    plain = _SAID_OVER.sub(r"\1 \1", _WORD.sub(_write_out, joined))
    return _BLANKS.sub(" ", plain).strip()


def _strip_unseen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    letters = unicodedata.normalize("NFKD", lines).translate(_QUOTES)
    return "".join(c for c in letters if c == "\n" or unicodedata.category(c) not in _DROPPED)


def _join_letters(spelt: Match[str]) -> str:
    return re.sub(r"[\W_]", "", spelt.group())


def _write_out(match: Match[str]) -> str:
    word = match.group()
    plain = word.replace("'", "")
    meaning = shorthand().get(word.lower()) or shorthand().get(plain.lower())
    if meaning is not None:
        return meaning
    return _shorten(plain) if _REPEATED.search(plain) else plain


def _shorten(word: str) -> str:
    """Undo drawn-out letters: "sooooo" is "so", "killlll" is "kill"."""
    doubled = _REPEATED.sub(r"\1\1", word)
    single = _REPEATED.sub(r"\1", word)
    shorter = next((w for w in (single, doubled) if w.lower() in known_words()), single)
    return shorthand().get(shorter.lower(), shorter)
