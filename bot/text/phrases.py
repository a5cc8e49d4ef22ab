"""Find which phrases of a lexicon stand in a text, quickly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bot.text.grammar import Pattern, PhraseError, parse
from bot.text.paths import Compiler, Fork, Path, Step, fewest, most, starts, words
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
    path: Path
    needs: tuple[frozenset[str], ...]  # for each part that cannot be left out, the stems it may start with
    rarest: frozenset[str]
    words_before: range  # how many words of the phrase may stand before its rarest part


class PhraseBook:
    """Phrases by id, compiled."""

    def __init__(self, phrases: Mapping[str, Iterable[str]], *, vocabulary: Mapping[str, int] | None) -> None:
        """Compile. `vocabulary` holds the known words by rank; None leaves typing mistakes alone.

        Raises PhraseError, naming every phrase that cannot be read, or an unknown reference or a cycle.
        """
        patterns = _parse_all(phrases)
        self._index = _build_index(patterns)
        lexicon = {word for of_id in patterns.values() for pattern in of_id for word in words(pattern)}
        self._speller = None if vocabulary is None else Speller(lexicon, vocabulary)

    def find(self, tokens: list[Token], *, mend: bool = True) -> list[Match]:
        """All phrases in `tokens`, by place; of overlapping ones with the same id the one with most words.

        With `mend` false typing mistakes are left alone, as in a language the vocabulary is not of.
        """
        mended = tokens if self._speller is None or not mend else self._speller.correct(tokens)
        return _Search(self._index, mended).matches()


def _build_index(patterns: Mapping[str, tuple[Pattern, ...]]) -> dict[str, list[_Candidate]]:
    compiler = Compiler(patterns)
    paths = [(id_, compiler.path(pattern)) for id_, of_id in patterns.items() for pattern in of_id]
    used = Counter(stem for _, path in paths for step in path for stem in starts((step,)))
    index: dict[str, list[_Candidate]] = defaultdict(list)
    for id_, path in paths:
        candidate = _candidate(id_, path, used)
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


def _candidate(id_: str, path: Path, used: Counter[str]) -> _Candidate:
    needed = [place for place, step in enumerate(path) if fewest(step)]
    if not needed:
        raise PhraseError(f"{id_}: a phrase of optional words only")
    needs = {place: starts((path[place],)) for place in needed}
    rarest = min(needed, key=lambda place: sum(used[stem] for stem in needs[place]))
    before = path[:rarest]
    reach = range(sum(map(fewest, before)), sum(map(most, before)) + 1)
    return _Candidate(id_, path, tuple(needs.values()), needs[rarest], reach)


class _Search:
    """One text being searched."""

    def __init__(self, index: Mapping[str, list[_Candidate]], tokens: list[Token]) -> None:
        self._index = index
        self._stems = [token.stem for token in tokens]
        self._sentences = [token.sentence for token in tokens]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, stem in enumerate(self._stems):
            self._places[stem].append(place)
        self._known: dict[tuple[int, int], Ends] = {}

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
        firsts = {place - before for place in places for before in candidate.words_before}
        for first in firsts:
            if first >= 0:
                for end, skipped in self._ends(candidate.path, first).items():
                    if end - 1 not in skipped:  # a gap at the end, what followed it left out
                        yield Match(candidate.id, first, end - 1, skipped)

    def _ends(self, path: Path, first: int) -> Ends:
        ends: Ends = {first: ()}
        for step in path:
            following: Ends = {}
            for place, skipped in ends.items():
                for end, more in self._step(step, place, first).items():
                    following.setdefault(end, skipped + more)
            if not following:
                return following
            ends = following
        return ends

    def _step(self, step: Step, place: int, first: int) -> Ends:
        is_inside = place < len(self._stems) and self._sentences[place] == self._sentences[first]
        if isinstance(step, str):
            return {place + 1: ()} if is_inside and self._stems[place] == step else {}
        if isinstance(step, Fork):
            return self._fork(step, place) if is_inside else {place: ()} if step.is_optional else {}
        farthest = min(step.most, len(self._stems) - place)
        return {place + n: tuple(range(place, place + n)) for n in range(farthest + 1)}

    def _fork(self, fork: Fork, place: int) -> Ends:
        key = (id(fork), place)
        if key not in self._known:
            ends: Ends = {place: ()} if fork.is_optional else {}
            for path in fork.ways.get(self._stems[place], ()):
                for end, skipped in self._ends(path, place).items():
                    ends.setdefault(end, skipped)
            self._known[key] = ends
        return self._known[key]


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
