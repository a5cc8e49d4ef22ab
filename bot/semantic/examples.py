"""The examples as what the network learns from: a text and how much it belongs to each class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from bot.content.schema import RedFlag, RedFlagExamples
from bot.text.normalise import normalise

NO_SIGN = "no_sign"  # the class of texts that hold no danger sign
DOUBT = 0.5  # how far a doubtful line belongs to its red flag


class ExampleContent(Protocol):
    """The part of the content the detector learns from."""

    @property
    def red_flags(self) -> Mapping[str, RedFlag]:
        """The documents by id."""

    @property
    def red_flag_examples(self) -> Mapping[str, RedFlagExamples]:
        """What people type, by red flag; files of another name hold harmless lines only."""


class Example(NamedTuple):
    """A cleaned text, and the share of the red flag `rule` in it; the rest is `NO_SIGN`."""

    text: str
    rule: str
    share: float


def classes(content: ExampleContent) -> tuple[str, ...]:
    """What the detector tells apart: every red flag with examples that is not retired, then `NO_SIGN`."""
    flags = content.red_flags
    taught = (rule for rule in sorted(content.red_flag_examples) if rule in flags)
    return (*(rule for rule in taught if flags[rule].status != "retired"), NO_SIGN)


def examples(content: ExampleContent) -> list[Example]:
    """All examples of the `classes`, in the order of the files."""
    known = classes(content)
    return [
        each for name, lines in content.red_flag_examples.items() for each in _of_file(name, lines, known)
    ]


def _of_file(name: str, lines: RedFlagExamples, known: tuple[str, ...]) -> Iterator[Example]:
    if name in known:
        yield from (Example(normalise(line), name, 1.0) for line in lines.danger)
        yield from (Example(normalise(line), name, DOUBT) for line in lines.doubt)
    yield from (Example(normalise(line), NO_SIGN, 1.0) for line in lines.harmless)
