"""Words and sentences."""

from __future__ import annotations

from bot.text.tokens import tokenize


def test_every_token_knows_where_it_stands() -> None:
    text = "My Chest hurts. 7.5 out of 10!"
    assert [text[t.start : t.end].lower() for t in tokenize(text)] == [t.text for t in tokenize(text)]


def test_sentences_are_counted_and_a_decimal_point_or_ellipsis_ends_none() -> None:
    tokens = tokenize("Temp 38.5 now... still hot. Help me\nplease")
    assert [(t.text, t.sentence) for t in tokens] == [
        ("temp", 0), ("38.5", 0), ("now", 0), ("still", 0), ("hot", 0), ("help", 1), ("me", 1), ("please", 2),
    ]  # fmt: skip


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({token.stem for token in tokenize("swell swelling swelled")}) == 1


def test_words_that_only_look_alike_are_kept_apart() -> None:
    assert len({token.stem for token in tokenize("severe several severed")}) == 3


def test_numbers_and_units_run_together_come_apart() -> None:
    assert [token.text for token in tokenize("2days 38c L5")] == ["2", "days", "38", "c", "l", "5"]


def test_text_without_words_has_no_tokens() -> None:
    assert tokenize("?! \u2026 \U0001f622") == []
