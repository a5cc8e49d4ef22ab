"""A private code typed into the talk is blotted out before it is stored; words with dashes are not."""

from __future__ import annotations

import pytest

from bot.store.codes import hidden, new_code


@pytest.mark.parametrize("said", ["my code is {}", "{}", "({})", "it was {}, I think"])
def test_a_code_is_blotted_out_wherever_it_stands(said: str) -> None:
    for _ in range(200):
        code = new_code()
        assert hidden(said.format(code)) == said.format("****")
        assert hidden(said.format(code.lower())) == said.format("****")


@pytest.mark.parametrize(
    "said", ["back-neck-knee all hurt", "half-hour-long walks", "since 12-11-2026", "7-8 out of 10"]
)
def test_words_and_dates_with_dashes_stay(said: str) -> None:
    assert hidden(said) == said
