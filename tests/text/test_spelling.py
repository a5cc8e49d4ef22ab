"""Typing mistakes."""

from __future__ import annotations

import pytest

from bot.text.normalise import normalise
from bot.text.spelling import Speller
from bot.text.tokens import stem, tokenize
from bot.text.wordlists import known_words

LEXICON = [
    "heart",
    "chest",
    "breathing",
    "numbness",
    "urinate",
    "weakness",
    "stomach",
    "neck",
    "arm",
    "unbearable",
    "stabbed",
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(LEXICON, known_words())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("chesst", "chest"),
        ("brathing", "breathing"),
        ("numbnes", "numbness"),
        ("urniate", "urinate"),
        ("weekness", "weakness"),
        ("stomcah", "stomach"),
        ("nubmness", "numbness"),
    ],
)
def test_a_slip_is_mended_towards_the_lexicon(speller: Speller, typed: str, meant: str) -> None:
    assert [token.stem for token in speller.correct(tokenize(typed))] == [stem(meant)]


@pytest.mark.parametrize(
    "word", ["hear", "bearable", "cheat", "neat", "heat", "deck", "week", "breeding", "harm", "weakens"]
)
def test_a_known_english_word_stays_as_it_is(speller: Speller, word: str) -> None:
    tokens = tokenize(word)
    assert speller.correct(tokens) == tokens


@pytest.mark.parametrize("word", ["amr", "nck", "xyzzy", "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"])
def test_short_or_far_away_words_are_left_alone(speller: Speller, word: str) -> None:
    tokens = tokenize(word)
    assert speller.correct(tokens) == tokens


def test_mending_keeps_length_and_places(speller: Speller) -> None:
    tokens = tokenize(normalise("my chesst hurts, numbnes in my arm"))
    mended = speller.correct(tokens)
    assert [(t.text, t.start, t.end) for t in mended] == [(t.text, t.start, t.end) for t in tokens]
