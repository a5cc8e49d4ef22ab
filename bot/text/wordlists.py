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
    meanings: dict[str, str] = _read("shorthand.yml", "shorthand")
    return meanings


@cache
def kept_apart() -> frozenset[str]:
    """Words that are never taken for a form of another: "several" is not "severe"."""
    return frozenset(_read("shorthand.yml", "kept_apart"))


@cache
def context_cues() -> Mapping[str, list[str]]:
    """Cue phrases by what they do: negation_before, past, idiom and so on."""
    cues: dict[str, list[str]] = _read("context.yml", "context")
    return cues


def _read(name: str, top: str) -> Any:
    return yaml.safe_load((_LEXICON / name).read_text(encoding="utf-8"))[top]
