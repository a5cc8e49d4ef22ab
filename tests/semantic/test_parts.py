"""A long message is heard in parts, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.semantic.parts import HEARD_WORDS, MOST_WORDS, PART_WORDS, parts
from bot.text.tokens import tokenize

WORDS = st.lists(st.sampled_from(["my", "leg", "hurts", "and", "then,", "so.", "ok!", "seven"]), max_size=600)


def test_a_short_message_is_heard_whole() -> None:
    assert parts("my leg went cold. then white!") == ["my leg went cold. then white!"]


def test_nothing_is_heard_in_an_empty_message() -> None:
    assert parts("") == parts("...!") == []


def test_a_buried_sentence_is_heard_without_the_story_around_it() -> None:
    story = "We went to the shops and had a nice cup of tea with the neighbours before it rained again. " * 4
    heard = parts(f"{story}Then my left arm went weak. {story}")
    assert len(heard) > 1
    assert sum("left arm went weak" in part for part in heard) == 1


@settings(deadline=None, derandomize=True)
@given(WORDS)
def test_every_word_is_heard_once_and_no_part_is_too_long(words: list[str]) -> None:
    text = " ".join(words)
    heard = [token.text for part in parts(text) for token in tokenize(part)]
    assert heard == [token.text for token in tokenize(text)][:HEARD_WORDS]
    is_long = len(tokenize(text)) > MOST_WORDS
    assert all(len(tokenize(part)) <= (PART_WORDS if is_long else MOST_WORDS) for part in parts(text))
