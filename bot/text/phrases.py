"""Find which phrases of a lexicon stand in a text, quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.text.grammar import Gap, Item, Pattern, PhraseError, Reference, Word, parse
from bot.text.shapes import Shapes, words
from bot.text.spelling import Speller
from bot.text.tokens import Token

Skipped = tuple[int, ...]
Ends = dict[int, Skipped]  # place after the phrase -> the places its gaps skipped


class Match(NamedTuple):
    """One phrase found: token indexes, both included; `skipped` are those a `..` passed over."""

    id: str
    first: int
    last: int
    skipped: Skipped = ()


class _Candidate(NamedTuple):
    """A phrase and what must be there for it: it is looked for around its rarest part."""

    id: str
    pattern: Pattern
    needs: tuple[frozenset[str], ...]  # for each part that cannot be left out, the stems it may start with
    rarest: frozenset[str]
    words_before: range  # how many words of the phrase may stand before its rarest part


class PhraseBook:
    """Phrases by id, compiled."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], *, vocabulary: Mapping[str, int] | None) -> None:
        """Compile. `vocabulary` holds the known words by rank; None leaves typing mistakes alone.

        Raises PhraseError, naming every phrase that cannot be read, or an unknown reference or a cycle.
        """
        self._patterns = _parse_all(phrases)
        self._index = self._build_index(Shapes(self._patterns))
        lexicon = {word for patterns in self._patterns.values() for p in patterns for word in words(p)}
        self._speller = None if vocabulary is None else Speller(lexicon, vocabulary)

    def find(self, tokens: list[Token]) -> list[Match]:
        """All phrases in `tokens`, by place; of overlapping ones with the same id the one with most words."""
        mended = tokens if self._speller is None else self._speller.correct(tokens)
        return _Search(self._patterns, self._index, mended).matches()

    def _build_index(self, shapes: Shapes) -> dict[str, list[_Candidate]]:
        all_patterns = [(id_, pattern) for id_, patterns in self._patterns.items() for pattern in patterns]
        used = Counter(
            stem for _, pattern in all_patterns for item in pattern for stem in shapes.of_item(item).starts
        )
        index: dict[str, list[_Candidate]] = defaultdict(list)
        for id_, pattern in all_patterns:
            candidate = _candidate(id_, pattern, shapes, used)
            for stem in sorted(candidate.rarest):
                index[stem].append(candidate)
        return dict(index)


def _parse_all(phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[Pattern, ...]]:
    faults: list[str] = []
    patterns: dict[str, tuple[Pattern, ...]] = {}
    for id_, entries in phrases.items():
        try:
            patterns[id_] = tuple(dict.fromkeys(parse(str(entry)) for entry in entries))
        except PhraseError as error:
            faults.append(f"{id_}: {error}")
            continue
        if not patterns[id_]:
            faults.append(f"{id_}: no phrases")
    if faults:
        raise PhraseError("; ".join(faults))
    return patterns


def _candidate(id_: str, pattern: Pattern, shapes: Shapes, used: Counter[str]) -> _Candidate:
    parts = [shapes.of_item(item) for item in pattern]
    needed = [place for place, part in enumerate(parts) if part.fewest]
    if not needed:
        raise PhraseError(f"{id_}: a phrase of optional words only")
    rarest = min(needed, key=lambda place: sum(used[stem] for stem in parts[place].starts))
    before = parts[:rarest]
    reach = range(sum(part.fewest for part in before), sum(part.most for part in before) + 1)
    needs = tuple(parts[place].starts for place in needed)
    return _Candidate(id_, pattern, needs, parts[rarest].starts, reach)


class _Search:
    """One text being searched."""

    def __init__(
        self,
        patterns: Mapping[str, tuple[Pattern, ...]],
        index: Mapping[str, list[_Candidate]],
        tokens: list[Token],
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
        found: dict[str, set[Match]] = defaultdict(set)
        for stem, places in self._places.items():
            for candidate in self._index.get(stem, ()):
                if not any(present.isdisjoint(need) for need in candidate.needs):
                    found[candidate.id].update(self._around(candidate, places))
        longest = (match for matches in found.values() for match in _longest(matches))
        return sorted(longest, key=lambda match: (match.first, match.last, match.id))

    def _around(self, candidate: _Candidate, places: list[int]) -> Iterator[Match]:
        """The candidate wherever its rarest part may stand at one of `places`."""
        for first in {place - before for place in places for before in candidate.words_before}:
            if first >= 0:
                for end, skipped in self._ends(candidate.pattern, first).items():
                    if end - 1 not in skipped:  # a gap at the end, what followed it left out
                        yield Match(candidate.id, first, end - 1, skipped)

    def _ends(self, pattern: Pattern, first: int) -> Ends:
        ends: Ends = {first: ()}
        for item in pattern:
            following: Ends = {}
            for place, skipped in ends.items():
                for end, more in self._step(item, place, first).items():
                    following.setdefault(end, skipped + more)
            if not following:
                return following
            ends = following
        return ends

    def _step(self, item: Item, place: int, first: int) -> Ends:
        if isinstance(item, Gap):
            most = min(item.most, len(self._tokens) - place)
            return {place + n: tuple(range(place, place + n)) for n in range(most + 1)}
        is_inside = place < len(self._tokens) and self._tokens[place].sentence == self._tokens[first].sentence
        if isinstance(item, Word):
            return {place + 1: ()} if is_inside and self._tokens[place].stem == item.stem else {}
        if isinstance(item, Reference):
            return self._reference(item.id, place) if is_inside else {}
        return self._any_of((p for p in item.alternatives if is_inside or not p), place)

    def _reference(self, id_: str, place: int) -> Ends:
        key = (id_, place)
        if key not in self._known:
            self._known[key] = self._any_of(self._patterns[id_], place)
        return self._known[key]

    def _any_of(self, patterns: Iterable[Pattern], place: int) -> Ends:
        ends: Ends = {}
        for pattern in patterns:
            for end, skipped in self._ends(pattern, place).items():
                ends.setdefault(end, skipped)
        return ends


def _longest(matches: Iterable[Match]) -> list[Match]:
    """Drop every match that overlaps one with more words of its own, those a `..` skipped left out."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=_own_words_first):
        span = range(match.first, match.last + 1)
        if taken.isdisjoint(span):
            kept.append(match)
            taken.update(span)
    return kept


def _own_words_first(match: Match) -> tuple[int, int, Skipped, int]:
    own_words = match.last - match.first + 1 - len(match.skipped)
    return (-own_words, len(match.skipped), match.skipped, match.first)
