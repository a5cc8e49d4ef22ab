"""Compile the red-flag documents: their concepts into one phrase book, their lines into rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from bot.content.schema import RedFlag
from bot.errors import MendableError
from bot.text.phrases import PhraseBook
from bot.text.wordlists import known_words
from bot.triage.findings import Line

_REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WHOLE = re.compile(r"\{([a-z][a-z0-9_/]*)\}")


class RuleError(MendableError):
    """Red-flag documents that cannot be compiled; the message lists every fault."""


class RedFlagContent(Protocol):
    """The part of the content the gate reads."""

    @property
    def red_flags(self) -> Mapping[str, RedFlag]:
        """The documents by id."""

    @property
    def concepts(self) -> Mapping[str, list[str]]:
        """The shared concepts by id."""

    @property
    def lasting_concepts(self) -> frozenset[str]:
        """Those that stay true once told: illness, medicines, age."""


class Rule(NamedTuple):
    """A red flag with its lines, concepts by their names in the phrase book."""

    flag: RedFlag
    look_for: tuple[Line, ...]
    ask_for: tuple[Line, ...]
    unless: tuple[Line, ...]


def compile_rules(content: RedFlagContent) -> tuple[list[Rule], PhraseBook]:
    """All rules, retired ones left out, and the phrase book of their concepts.

    Raises RuleError for an unknown or unused concept or an empty rule, and PhraseError for a phrase
    that cannot be read.
    """
    flags = [flag for flag in content.red_flags.values() if flag.status != "retired"]
    faults = [f"{flag.id}: {fault}" for flag in flags for fault in _faults(flag, content.concepts)]
    if faults:
        raise RuleError("; ".join(faults))
    phrases = dict(content.concepts)
    for flag in flags:
        phrases.update(_local_phrases(flag))
    rules = [_rule(flag) for flag in flags]
    return rules, PhraseBook(phrases, vocabulary=known_words())


def _faults(flag: RedFlag, shared: Mapping[str, list[str]]) -> Iterator[str]:
    if not flag.look_for and not flag.ask_for:
        yield "neither look_for nor ask_for has a line"
    lines = [*flag.look_for, *flag.ask_for, *flag.unless]
    if not all(lines):
        yield "an empty line"
    named = {concept for line in lines for concept in line}
    referred = {name for phrases in flag.concepts.values() for p in phrases for name in _REFERENCE.findall(p)}
    yield from (f"unknown concept {name}" for name in sorted(named - flag.concepts.keys() - shared.keys()))
    yield from (f"concept {name} is never used" for name in sorted(flag.concepts.keys() - named - referred))


def _local_name(flag: RedFlag, concept: str) -> str:
    return f"{flag.id}/{concept}" if concept in flag.concepts else concept


def _local_phrases(flag: RedFlag) -> dict[str, list[str]]:
    def rename(phrase: str) -> str:
        return _REFERENCE.sub(lambda found: "{" + _local_name(flag, found.group(1)) + "}", phrase)

    return {_local_name(flag, name): [rename(p) for p in phrases] for name, phrases in flag.concepts.items()}


def _rule(flag: RedFlag) -> Rule:
    def lines(named: list[list[str]]) -> tuple[Line, ...]:
        return tuple(tuple(_local_name(flag, concept) for concept in line) for line in named)

    return Rule(flag, lines(flag.look_for), lines(flag.ask_for), lines(flag.unless))


def implied_by_lasting(content: RedFlagContent) -> dict[str, frozenset[str]]:
    """For each lasting concept itself and all concepts that hold whenever it does, by their names.

    A concept holds with another where one of its phrases is nothing but a reference to that.
    """
    phrases = dict(content.concepts)
    for flag in content.red_flags.values():
        phrases.update(_local_phrases(flag))
    holders: dict[str, set[str]] = {}
    for name, of_name in phrases.items():
        for whole in filter(None, (_WHOLE.fullmatch(phrase) for phrase in of_name)):
            holders.setdefault(whole.group(1), set()).add(name)
    return {concept: frozenset(_reached(concept, holders)) for concept in content.lasting_concepts}


def _reached(concept: str, holders: Mapping[str, set[str]]) -> set[str]:
    reached, ahead = {concept}, [concept]
    while ahead:
        new = holders.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached
