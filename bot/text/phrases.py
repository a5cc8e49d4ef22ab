"""Find which phrases of a lexicon stand in a text, quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Dict, FrozenSet, Iterable, Iterator, Mapping, NamedTuple, Optional, Tuple

from bot.text.grammar import Choice, Gap, Item, Pattern, PhraseError, Reference, Word, parse
from bot.text.spelling import Speller
from bot.text.tokens import Token

Skipped = Tuple[int, ...]
Ends = Dict[int, Skipped]  # index after the phrase -> the words its gaps skipped


class Match(NamedTuple):
    """One phrase found: token indexes, both included; `skipped` are those a `..` passed over."""

    id: str
    first: int
    last: int
    skipped: Skipped = ()


class _Candidate(NamedTuple):
    """A phrase, the stems it may start with, and for each needed part the stems that could start it."""

    id: str
    pattern: Pattern
    starts: FrozenSet[str]
    needs: Tuple[FrozenSet[str], ...]


class PhraseBook:
    """Phrases by id, compiled."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], *, vocabulary: Optional[Mapping[str, int]]) -> None:
        """Compile. `vocabulary` holds the known words by rank; None leaves typing mistakes alone.

        Raises PhraseError for a phrase that cannot be read, an unknown reference or a cycle.
        """
        self._patterns = {id_: _parse_all(id_, entries) for id_, entries in phrases.items()}
        self._starts: dict[str, FrozenSet[str]] = {}
        for id_ in self._patterns:
            self._starts_of_id(id_, ())
        self._index = self._build_index()
        words = {word for patterns in self._patterns.values() for p in patterns for word in _words(p)}
        self._speller = None if vocabulary is None else Speller(words, vocabulary)

    def find(self, tokens: list[Token]) -> list[Match]:
        """All phrases in `tokens`, by place; of overlapping ones with the same id the longest."""
        mended = tokens if self._speller is None else self._speller.correct(tokens)
        return _Search(self._patterns, self._index, mended).matches()

    def _build_index(self) -> dict[str, list[_Candidate]]:
        candidates = [self._candidate(id_, p) for id_, patterns in self._patterns.items() for p in patterns]
        used = Counter(stem for candidate in candidates for need in candidate.needs for stem in need)
        index: dict[str, list[_Candidate]] = defaultdict(list)
        for candidate in candidates:
            rarest = min(candidate.needs, key=lambda need: sum(used[stem] for stem in need))
            for stem in sorted(rarest):
                index[stem].append(candidate)
        return dict(index)

    def _candidate(self, id_: str, pattern: Pattern) -> _Candidate:
        needs = tuple(self._starts_of_item(item, ()) for item in pattern if not self._may_be_empty(item))
        if not needs:
            raise PhraseError(f"{id_}: a phrase of optional words only")
        return _Candidate(id_, pattern, self._starts_of(pattern, ()), needs)

    def _starts_of_id(self, id_: str, path: Tuple[str, ...]) -> FrozenSet[str]:
        if id_ in path:
            raise PhraseError(f"{path[0]}: cycle {' -> '.join(path + (id_,))}")
        if id_ not in self._patterns:
            raise PhraseError(f"{path[-1] if path else id_}: unknown reference {{{id_}}}")
        if id_ not in self._starts:
            self._check_references(id_, path + (id_,))
            starts = (self._starts_of(pattern, path + (id_,)) for pattern in self._patterns[id_])
            self._starts[id_] = frozenset().union(*starts)
        return self._starts[id_]

    def _check_references(self, id_: str, path: Tuple[str, ...]) -> None:
        for pattern in self._patterns[id_]:
            for reference in _references(pattern):
                self._starts_of_id(reference, path)

    def _starts_of(self, pattern: Pattern, path: Tuple[str, ...]) -> FrozenSet[str]:
        starts: FrozenSet[str] = frozenset()
        for item in pattern:
            starts |= self._starts_of_item(item, path)
            if not self._may_be_empty(item):
                break
        return starts

    def _starts_of_item(self, item: Item, path: Tuple[str, ...]) -> FrozenSet[str]:
        if isinstance(item, Word):
            return frozenset((item.stem,))
        if isinstance(item, Reference):
            return self._starts_of_id(item.id, path)
        if isinstance(item, Choice):
            return frozenset().union(*(self._starts_of(p, path) for p in item.alternatives))
        return frozenset()

    def _may_be_empty(self, item: Item) -> bool:
        if isinstance(item, Choice):
            return any(all(map(self._may_be_empty, pattern)) for pattern in item.alternatives)
        return isinstance(item, Gap)


class _Search:
    """One text being searched."""

    def __init__(
        self, patterns: Mapping[str, Tuple[Pattern, ...]], index: Mapping[str, list[_Candidate]], tokens: list[Token]
    ) -> None:
        self._patterns = patterns
        self._index = index
        self._tokens = tokens
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens):
            self._places[token.stem].append(place)
        self._known: dict[tuple[str, int], Ends] = {}

    def matches(self) -> list[Match]:
        present = self._places.keys()
        found: dict[str, list[Match]] = defaultdict(list)
        for stem in present:
            for candidate in self._index.get(stem, ()):
                if not any(present.isdisjoint(need) for need in candidate.needs):
                    found[candidate.id].extend(self._of(candidate))
        longest = (match for matches in found.values() for match in _longest(matches))
        return sorted(longest, key=lambda match: (match.first, match.last, match.id))

    def _of(self, candidate: _Candidate) -> Iterator[Match]:
        for stem in candidate.starts:
            for first in self._places.get(stem, ()):
                for end, skipped in self._ends(candidate.pattern, first).items():
                    if end > first:
                        yield Match(candidate.id, first, end - 1, skipped)

    def _ends(self, pattern: Pattern, first: int) -> Ends:
        ends: Ends = {first: ()}
        for item in pattern:
            following: Ends = {}
            for place, skipped in ends.items():
                for end, more in self._step(item, place, first).items():
                    following.setdefault(end, skipped + more)
            ends = following
            if not ends:
                break
        return ends

    def _step(self, item: Item, place: int, first: int) -> Ends:
        if isinstance(item, Word):
            return {place + 1: ()} if self._is_here(item.stem, place, first) else {}
        if isinstance(item, Gap):
            return {place + n: tuple(range(place, place + n)) for n in range(item.most + 1)}
        if isinstance(item, Reference):
            return self._reference(item.id, place) if self._same_sentence(place, first) else {}
        ends: Ends = {}
        for pattern in item.alternatives:
            for end, skipped in (self._ends(pattern, place) if self._same_sentence(place, first) or not pattern else {}).items():
                ends.setdefault(end, skipped)
        return ends

    def _is_here(self, stem: str, place: int, first: int) -> bool:
        return self._same_sentence(place, first) and self._tokens[place].stem == stem

    def _same_sentence(self, place: int, first: int) -> bool:
        return place < len(self._tokens) and self._tokens[place].sentence == self._tokens[first].sentence

    def _reference(self, id_: str, place: int) -> Ends:
        key = (id_, place)
        if key not in self._known:
            ends: Ends = {}
            for pattern in self._patterns[id_]:
                for end, skipped in self._ends(pattern, place).items():
                    ends.setdefault(end, skipped)
            self._known[key] = ends
        return self._known[key]


def _parse_all(id_: str, entries: Iterable[str]) -> Tuple[Pattern, ...]:
    try:
        patterns = tuple(dict.fromkeys(parse(str(entry)) for entry in entries))
    except PhraseError as error:
        raise PhraseError(f"{id_}: {error}") from None
    if not patterns:
        raise PhraseError(f"{id_}: no phrases")
    return patterns


def _words(pattern: Pattern) -> Iterator[str]:
    for item in pattern:
        if isinstance(item, Word):
            yield item.text
        elif isinstance(item, Choice):
            for alternative in item.alternatives:
                yield from _words(alternative)


def _references(pattern: Pattern) -> Iterator[str]:
    for item in pattern:
        if isinstance(item, Reference):
            yield item.id
        elif isinstance(item, Choice):
            for alternative in item.alternatives:
                yield from _references(alternative)


def _longest(matches: list[Match]) -> list[Match]:
    """Drop every match that overlaps a longer one."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda m: (m.first - m.last, m.first, len(m.skipped))):
        span = range(match.first, match.last + 1)
        if taken.isdisjoint(span):
            kept.append(match)
            taken.update(span)
    return kept
