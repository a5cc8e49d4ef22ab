"""What is known of a pattern before any text is read: how it may start and how long it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.text.grammar import Choice, Item, Pattern, PhraseError, Reference, Word


class Shape(NamedTuple):
    """The stems a pattern may start with, and the fewest and most words it takes."""

    starts: frozenset[str]
    fewest: int
    most: int


_NOTHING = Shape(frozenset(), 0, 0)


class Shapes:
    """The shapes of all patterns of a lexicon."""

    def __init__(self, patterns: Mapping[str, tuple[Pattern, ...]]) -> None:
        """Raises PhraseError for an unknown reference or a cycle."""
        self._patterns = patterns
        self._by_id: dict[str, Shape] = {}
        for id_ in patterns:
            self._of_id(id_, ())

    def of_item(self, item: Item) -> Shape:
        """The shape of one part of a pattern."""
        return self._of_item(item, ())

    def _of_id(self, id_: str, path: tuple[str, ...]) -> Shape:
        if id_ in path:
            raise PhraseError(f"{path[0]}: cycle {' -> '.join((*path, id_))}")
        if id_ not in self._patterns:
            raise PhraseError(f"{path[-1]}: unknown reference {{{id_}}}")
        if id_ not in self._by_id:
            self._by_id[id_] = self._any_of(self._patterns[id_], (*path, id_))
        return self._by_id[id_]

    def _of_item(self, item: Item, path: tuple[str, ...]) -> Shape:
        if isinstance(item, Word):
            return Shape(frozenset((item.stem,)), 1, 1)
        if isinstance(item, Reference):
            return self._of_id(item.id, path)
        if isinstance(item, Choice):
            return self._any_of(item.alternatives, path)
        return Shape(frozenset(), 0, item.most)

    def _any_of(self, patterns: tuple[Pattern, ...], path: tuple[str, ...]) -> Shape:
        shapes = [self._of_pattern(pattern, path) for pattern in patterns]
        starts = frozenset[str]().union(*(shape.starts for shape in shapes))
        return Shape(starts, min(shape.fewest for shape in shapes), max(shape.most for shape in shapes))

    def _of_pattern(self, pattern: Pattern, path: tuple[str, ...]) -> Shape:
        shape = _NOTHING
        for item in pattern:
            part = self._of_item(item, path)
            starts = shape.starts if shape.fewest else shape.starts | part.starts
            shape = Shape(starts, shape.fewest + part.fewest, shape.most + part.most)
        return shape


def words(pattern: Pattern) -> Iterator[str]:
    """Every word written in a pattern."""
    for item in pattern:
        if isinstance(item, Word):
            yield item.text
        elif isinstance(item, Choice):
            for alternative in item.alternatives:
                yield from words(alternative)
