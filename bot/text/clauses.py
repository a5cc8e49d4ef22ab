"""Where clauses, lists and sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, takewhile

from bot.text.tokens import Token

_PAUSE = re.compile(r"[,():\[\]]|\.\.|\s[-\u2013\u2014]+\s")
_JOINS_STATEMENTS = {"and", "or", "so"}
_JOINS_LISTS = {"or", "nor"}
_LIST_ITEM = 4  # words from one item of a list to the "or" before the last
_VERB_WITHIN = 4  # words from the start of a statement to its verb


def has_pause(token: Token) -> bool:
    """Whether a comma or the like stands after the word."""
    return bool(_PAUSE.search(token.after))


class Clauses:
    """The clauses of one text. Places are token indexes."""

    def __init__(
        self,
        tokens: list[Token],
        terminations: frozenset[int],
        statements: frozenset[int],
        verbs: frozenset[int],
    ) -> None:
        """`terminations`: places of words that end a clause; `statements`: of words that may begin one;
        `verbs`: of words that make a statement of the few words before them.
        """
        self._tokens = tokens
        self._terminations = terminations
        pauses = [place > 0 and has_pause(tokens[place - 1]) for place in range(len(tokens))]
        breaks = [
            place > 0 and (place in terminations or self._begins(place, pauses, statements, verbs))
            for place in range(len(tokens))
        ]
        self._clause = list(accumulate(breaks))
        self._pauses = list(accumulate(pauses))
        self._sentences = self._bounds([token.sentence for token in tokens])
        self._bounds_of_clause = self._bounds(self._clause)
        self._list_joins = list(accumulate(token.text in _JOINS_LISTS for token in tokens))

    def joined(self, one: int, other: int) -> bool:
        """Whether both places stand in the same clause."""
        return self._clause[one] == self._clause[other]

    def sentence(self, place: int) -> tuple[int, int]:
        """First and last place of the sentence around `place`."""
        return self._sentences[self._tokens[place].sentence]

    def opens_sentence(self, place: int) -> bool:
        """Whether `place` is the first word of its sentence, or the second."""
        return place - self.sentence(place)[0] <= 1

    def opens(self, place: int) -> bool:
        """Whether `place` begins a statement: of a clause, or after a comma or a joining word."""
        is_first = place == self._bounds_of_clause[self._clause[place]][0]
        after_pause = self._pauses[place] > self._pauses[place - 1] if place else True
        return is_first or after_pause or place - 1 in self._terminations

    def commas_between(self, one: int, other: int) -> bool:
        """Whether a comma or the like stands between two places."""
        return self._pauses[other] > self._pauses[one]

    def is_list(self, one: int, other: int) -> bool:
        """Whether both places belong to a list that an "or" closes: "no X, Y or Z"."""
        last = min(self._bounds_of_clause[self._clause[other]][1], other + _LIST_ITEM)
        return self._list_joins[last] > self._list_joins[one]

    def _begins(
        self, place: int, pauses: list[bool], statements: frozenset[int], verbs: frozenset[int]
    ) -> bool:
        previous = self._tokens[place - 1]
        if previous.sentence != self._tokens[place].sentence:
            return True
        if not pauses[place] and previous.text not in _JOINS_STATEMENTS:
            return False
        if place in statements:
            return True
        ahead = takewhile(lambda p: not pauses[p], range(place + 1, min(place + _VERB_WITHIN, len(pauses))))
        return previous.text not in _JOINS_LISTS and any(p in verbs for p in ahead)

    @staticmethod
    def _bounds(groups: Sequence[int]) -> dict[int, tuple[int, int]]:
        bounds: dict[int, tuple[int, int]] = {}
        for place, group in enumerate(groups):
            bounds[group] = (bounds.get(group, (place, place))[0], place)
        return bounds
