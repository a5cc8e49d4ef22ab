"""The word lists the text reader needs: known English words, shorthand, cues of context."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_VOCABULARY = Path(__file__).with_name("wordpiece-vocab.txt")
_LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


@cache
def known_words() -> Mapping[str, int]:
    """English words by rank, commonest first (whole words of the BERT uncased vocabulary)."""
    words = _VOCABULARY.read_text(encoding="utf-8").split("\n")
    return {word: rank for rank, word in enumerate(words) if len(word) > 1 and word.isalpha()}


@cache
def shorthand() -> Mapping[str, str]:
    """What text-speak and contractions stand for: `u` is "you", `cant` is "can not"."""
    return _read("shorthand.yml", "shorthand")


@cache
def context_cues() -> Mapping[str, list[str]]:
    """Cue phrases by what they do: negation_before, past, idiom and so on."""
    return _read("context.yml", "context")


def _read(name: str, top: str) -> dict[str, Any]:
    entries: dict[str, Any] = yaml.safe_load((_LEXICON / name).read_text(encoding="utf-8"))[top]
    return entries
