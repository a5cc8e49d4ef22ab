"""The phrase language, and finding phrases."""

from __future__ import annotations

import time

import pytest

from bot.text.grammar import PhraseError
from bot.text.normalise import normalise
from bot.text.phrases import PhraseBook
from bot.text.tokens import tokenize
from bot.text.wordlists import known_words

BOOK = {
    "cannot": ["cant", "unable to", "lost .. ability to"],
    "pee": ["pee", "urinate", "pass (water|urine)"],
    "no_pee": ["{cannot} .. {pee}", "not peed? (today|since)"],
    "chest": ["chest", "breast bone"],
    "chest_pain": ["chest pain", "pain in (my|the)? chest", "chest .. (hurt|tight)"],
}


def found(text: str, phrases: dict[str, list[str]] = BOOK) -> dict[str, list[str]]:
    clean = normalise(text)
    tokens = tokenize(clean)
    spans: dict[str, list[str]] = {}
    for match in PhraseBook(phrases, vocabulary=known_words()).find(tokens):
        spans.setdefault(match.id, []).append(clean[tokens[match.first].start : tokens[match.last].end])
    return spans


def test_a_gap_takes_up_to_three_words() -> None:
    assert found("my chest really does feel tight")["chest_pain"] == ["chest really does feel tight"]
    assert "chest_pain" not in found("my chest is not at all very tight")


def test_a_reference_takes_any_phrase_of_the_other() -> None:
    assert found("I can't even pass water")["no_pee"] == ["can not even pass water"]
    assert found("lost my ability to urinate")["no_pee"] == ["lost my ability to urinate"]


def test_optional_words_may_be_left_out() -> None:
    assert found("pain in chest")["chest_pain"] == ["pain in chest"]
    assert found("pain in my chest")["chest_pain"] == ["pain in my chest"]


def test_of_overlapping_matches_the_one_with_most_words_wins() -> None:
    phrases = {"bad": ["terrible .. pain", "never had pain like this"]}
    assert found("terrible, I never had pain like this", phrases)["bad"] == ["never had pain like this"]


def test_every_place_a_phrase_stands_is_found() -> None:
    assert found("chest pain and my chest hurts")["chest_pain"] == ["chest pain", "chest hurts"]


def test_phrases_do_not_run_over_the_end_of_a_sentence() -> None:
    assert "chest_pain" not in found("This is my chest. Tight shoes")


def test_typing_mistakes_are_mended_first() -> None:
    assert found("cant urniate, chesst pian")["no_pee"] == ["can not urniate"]


def test_words_skipped_by_a_gap_are_told() -> None:
    tokens = tokenize("lost all my ability to")
    (match,) = PhraseBook(BOOK, vocabulary=None).find(tokens)
    assert match.skipped == (1, 2)


@pytest.mark.parametrize(
    ("phrases", "message"),
    [
        ({"a": ["{b} x"]}, "a: unknown reference {b}"),
        ({"a": ["{b}"], "b": ["{c}"], "c": ["x {a}"]}, "cycle a -> b -> c -> a"),
        ({"a": ["(x|y"]}, r"a: missing '\)'"),
        ({"a": ["x) y"]}, "a: unexpected"),
        ({"a": ["x .."]}, "a: '..' must stand between words"),
        ({"a": ["(|x)"]}, "a: empty alternative"),
        ({"a": ["{No}"]}, "a: bad reference"),
        ({"a": ["x?"]}, "a: a phrase of optional words only"),
        ({"a": [""]}, "a: no words"),
        ({"a": []}, "a: no phrases"),
    ],
)
def test_a_faulty_phrase_is_named(phrases: dict[str, list[str]], message: str) -> None:
    with pytest.raises(PhraseError, match=message):
        PhraseBook(phrases, vocabulary=None)


def test_three_thousand_phrases_over_four_hundred_words_take_milliseconds() -> None:
    words = [word for word in known_words() if len(word) > 4][:6000]
    phrases = {f"c{i}": [f"{words[i]} .. {words[-i]}", f"my {words[i]}"] for i in range(1, 1500)}
    book = PhraseBook(phrases, vocabulary=known_words())
    tokens = tokenize(normalise(" ".join(f"my {word}" for word in words[:4000:20])))
    book.find(tokens)
    start = time.perf_counter()
    assert len(book.find(tokens)) > 50
    assert time.perf_counter() - start < 0.05
