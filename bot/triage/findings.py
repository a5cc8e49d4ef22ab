"""What stands in a message: every concept found, how it is meant, and which lines they complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from bot.text.context import Status, statuses
from bot.text.phrases import Match, PhraseBook
from bot.text.tokens import Token

WITHIN_WORDS = 25  # how close the concepts of one line must stand
TOGETHER_WORDS = 10  # how close what spares must stand to what it explains
_TURNS = {"but", "now"}  # "stiff for years and now I cannot pee": the years explain nothing


class Finding(NamedTuple):
    """One concept in the message, and how it is meant."""

    match: Match
    status: Status


Line: TypeAlias = tuple[str, ...]
Usable: TypeAlias = Callable[[Status], bool]


class Findings:
    """The findings of one message."""

    def __init__(self, tokens: Sequence[Token], found: Iterable[Finding]) -> None:
        self._tokens = tokens
        self._by_concept: dict[str, list[Finding]] = {}
        for finding in found:
            self._by_concept.setdefault(finding.match.id, []).append(finding)

    def stated(self, concepts: Iterable[str], usable: Usable) -> frozenset[str]:
        """Those of `concepts` that are said as `usable` somewhere."""
        return frozenset(c for c in concepts if any(usable(f.status) for f in self._by_concept.get(c, ())))

    def complete(self, line: Line, usable: Usable) -> list[Finding] | None:
        """The closest usable findings that complete `line`."""
        if any(concept not in self._by_concept for concept in line):
            return None
        words = self._words_of(line, usable)
        candidates: list[Finding] = []
        for concept in line:
            here = [f for f in self._by_concept.get(concept, ()) if usable(_excuse(f, words))]
            if not here:
                return None
            candidates.extend(f._replace(status=_excuse(f, words)) for f in here)
        closest = _closest(sorted(candidates, key=lambda f: f.match.first), len(set(line)))
        return closest if _width(closest) <= WITHIN_WORDS else None

    def _words_of(self, line: Line, usable: Usable) -> frozenset[int]:
        """The places of all words the usable findings of a line are made of."""
        usable_here = (f.match for c in line for f in self._by_concept.get(c, ()) if usable(f.status))
        return frozenset(place for match in usable_here for place in range(match.first, match.last + 1))

    def are_together(self, one: Finding, other: Finding) -> bool:
        """Whether two findings are told in one breath: same sentence, few words and no turn between."""
        first, last = _between(one, other)
        is_near = last - first <= TOGETHER_WORDS and not self.turn_between(one, other)
        return is_near and self._tokens[first].sentence == self._tokens[last].sentence

    def turn_between(self, one: Finding, other: Finding) -> bool:
        """Whether a "but" or "now" parts two findings."""
        first, last = _between(one, other)
        return any(token.text in _TURNS for token in self._tokens[first + 1 : last])

    def span(self, finding: Finding, text: str) -> str:
        """The words of a finding as they stand in the normalised `text`."""
        return text[self._tokens[finding.match.first].start : self._tokens[finding.match.last].end]


def read(tokens: list[Token], book: PhraseBook) -> Findings:
    """Find every concept of `book` in `tokens` and tell how it is meant."""
    matches = book.find(tokens)
    return Findings(tokens, (Finding(m, s) for m, s in zip(matches, statuses(tokens, matches), strict=True)))


def _between(one: Finding, other: Finding) -> tuple[int, int]:
    """The last place of the earlier finding, and the first of the later."""
    return min(one.match.last, other.match.last), max(one.match.first, other.match.first)


def _excuse(finding: Finding, words: frozenset[int]) -> Status:
    """Its status, not denied by words that are themselves a sign: "no feeling in my leg" is about the leg."""
    status = finding.status
    is_sign = status.denied_by and words.issuperset(status.denied_by)
    return status._replace(meaning="affirmed", denied_by=()) if is_sign else status


def _closest(candidates: list[Finding], concepts: int) -> list[Finding]:
    """The narrowest run of words with each concept once. Candidates stand in order of place."""
    latest: dict[str, Finding] = {}
    best: list[Finding] = []
    for finding in candidates:
        latest[finding.match.id] = finding
        if len(latest) == concepts and (not best or _width(list(latest.values())) < _width(best)):
            best = list(latest.values())
    return best


def _width(findings: list[Finding]) -> int:
    """Words between the first and the last finding."""
    return max(f.match.first for f in findings) - min(f.match.last for f in findings)
