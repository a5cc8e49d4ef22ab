"""What people type, cleaned."""

from __future__ import annotations

import pytest

from bot.text.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("I can\u2019t feel it", "I can not feel it"),
        ("i cant feel it", "i can not feel it"),
        ("I cannot feel it", "I can not feel it"),
        ("dont wont isnt", "do not will not is not"),
        ("u r ill", "you are ill"),
        ("I'll be ill", "i will be ill"),
        ("we\u2019re here", "we are here"),
        ("sooooo paaaaainful", "so painful"),
        ("killlll", "kill"),
        ("no no no no no, not at all", "no no, not at all"),
        ("very very bad, 7 7", "very very bad, 7 7"),
        ("s u i c i d e", "suicide"),
        ("num\u200bb ch\u00adest", "numb chest"),
        ("\uff43\uff48\uff45\uff53\uff54 pain", "chest pain"),
        ("n\u00e4ive c\u0301hest", "naive chest"),
        ("chest\x00\x07 pain\ud800", "chest pain"),
        ("one\r\ntwo\tthree   four", "one\ntwo three four"),
        ("my mum's arm", "my mums arm"),
        ("", ""),
    ],
)
def test_the_same_words_always_look_the_same(typed: str, clean: str) -> None:
    assert normalise(typed) == clean


@pytest.mark.parametrize(
    "text", ["I can't, won't & I'll be sooooo ill", "k i l l myself", "7/10 - for 2.5 days..."]
)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_words_with_a_double_letter_keep_it() -> None:
    assert normalise("swollen knee, all good") == "swollen knee, all good"
