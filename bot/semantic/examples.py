"""The examples as what the network learns from: a text and how much it belongs to each class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from bot.content import yaml_file
from bot.content.schema import RedFlagExamples
from bot.text.normalise import normalise
from bot.triage.gate import Gate
from bot.triage.rules import RedFlagContent

NO_SIGN = "no_sign"  # the class of texts that hold no danger sign
DOUBT = 0.5  # how far a doubtful line belongs to its red flag


# Intents whose lines may rightly hold a danger sign.
_MAY_BE_DANGER = {
    "red_flag", "danger_unsure", "ask_pet_or_child", "ask_medicine", "ask_diagnosis", "ask_number",
    "out_of_scope", "not_meant", "it_hurts", "worse",
}  # fmt: skip


class ExampleContent(RedFlagContent, Protocol):
    """The part of the content the detector learns from."""

    @property
    def root(self) -> Path:
        """The folder of the content."""

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
    """All examples of the `classes`, in the order of the files, then all else that people say to the bot."""
    known = classes(content)
    taught = (
        each for name, lines in content.red_flag_examples.items() for each in _of_file(name, lines, known)
    )
    return [*taught, *(Example(normalise(line), NO_SIGN, 1.0) for line in _said_to_the_bot(content))]


def _of_file(name: str, lines: RedFlagExamples, known: tuple[str, ...]) -> Iterator[Example]:
    if name in known:
        yield from (Example(normalise(line), name, 1.0) for line in lines.danger)
        yield from (Example(normalise(line), name, DOUBT) for line in lines.doubt)
    yield from (Example(normalise(line), NO_SIGN, 1.0) for line in lines.harmless)


def _said_to_the_bot(content: ExampleContent) -> Iterator[str]:
    """The lines of `data/nlu` in which the phrases of the red flags find nothing."""
    gate = Gate(content)
    for path in sorted((content.root / "nlu").glob("*.yml")):
        for entry in yaml_file.read(path)["nlu"]:
            if entry["intent"] not in _MAY_BE_DANGER:
                lines = (line.removeprefix("- ").strip() for line in entry["examples"].splitlines())
                yield from (line for line in lines if line and not gate.outcomes(line))
