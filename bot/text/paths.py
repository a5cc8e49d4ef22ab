"""Make patterns ready to be looked for: references resolved, alternatives sorted by how they start."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.text.grammar import Choice, Gap, Item, Pattern, PhraseError, Reference, Word


@dataclass(frozen=True, eq=False)
class Fork:
    """One of several ways on, by the stem of the next word; `is_optional`: or none of them."""

    ways: Mapping[str, tuple[Path, ...]]
    is_optional: bool
    fewest: int
    most: int


Step: TypeAlias = str | Gap | Fork  # a stem, up to so many words, or a fork
Path: TypeAlias = tuple[Step, ...]


def starts(path: Path) -> frozenset[str]:
    """The stems a path may start with."""
    found: set[str] = set()
    for step in path:
        found.update(_starts_of_step(step))
        if fewest(step):
            break
    return frozenset(found)


def fewest(step: Step) -> int:
    """The fewest words a step takes."""
    return 1 if isinstance(step, str) else step.fewest if isinstance(step, Fork) else 0


def most(step: Step) -> int:
    """The most words a step takes."""
    return 1 if isinstance(step, str) else step.most


def _starts_of_step(step: Step) -> frozenset[str]:
    if isinstance(step, Fork):
        return frozenset(step.ways)
    return frozenset((step,)) if isinstance(step, str) else frozenset()


class Compiler:
    """Compiles the patterns of a lexicon."""

    def __init__(self, patterns: Mapping[str, tuple[Pattern, ...]]) -> None:
        """Raises PhraseError for an unknown reference or a cycle."""
        self._patterns = patterns
        self._forks: dict[str, Fork] = {}
        for id_ in patterns:
            self._fork_of_id(id_, ())

    def path(self, pattern: Pattern) -> Path:
        """One pattern of the lexicon, compiled."""
        return self._path(pattern, ())

    def _path(self, pattern: Pattern, trail: tuple[str, ...]) -> Path:
        return tuple(self._step(item, trail) for item in pattern)

    def _step(self, item: Item, trail: tuple[str, ...]) -> Step:
        if isinstance(item, Word):
            return item.stem
        if isinstance(item, Reference):
            return self._fork_of_id(item.id, trail)
        if isinstance(item, Choice):
            return _fork([self._path(pattern, trail) for pattern in item.alternatives])
        return item

    def _fork_of_id(self, id_: str, trail: tuple[str, ...]) -> Fork:
        if id_ in trail:
            raise PhraseError(f"{trail[0]}: cycle {' -> '.join((*trail, id_))}")
        if id_ not in self._patterns:
            raise PhraseError(f"{trail[-1]}: unknown reference {{{id_}}}")
        if id_ not in self._forks:
            self._forks[id_] = _fork([self._path(pattern, (*trail, id_)) for pattern in self._patterns[id_]])
        return self._forks[id_]


def _fork(paths: list[Path]) -> Fork:
    ways: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        for stem in starts(path):
            ways[stem].append(path)
    return Fork(
        ways={stem: tuple(dict.fromkeys(found)) for stem, found in ways.items()},
        is_optional=any(not sum(map(fewest, path)) for path in paths),
        fewest=min(sum(map(fewest, path)) for path in paths),
        most=max(sum(map(most, path)) for path in paths),
    )


def words(pattern: Pattern) -> Iterator[str]:
    """Every word written in a pattern."""
    for item in pattern:
        if isinstance(item, Word):
            yield item.text
        elif isinstance(item, Choice):
            for alternative in item.alternatives:
                yield from words(alternative)
