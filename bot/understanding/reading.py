"""One message made ready to be understood: its words, numbers, times, and what it answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.text.tokens import Token
from bot.understanding.names import Named
from bot.understanding.numbers import Number
from bot.understanding.timespans import Timespan

_BREAK = re.compile(r"[.,;!?\n()]|\s-+\s")


@dataclass(frozen=True)
class Reading:
    """A message with everything found in it.

    `expects` is the open question, `today` its date, `groups` the part of the body each region is of.
    """

    text: str
    tokens: list[Token]
    named: Mapping[str, list[Named]]
    numbers: list[Number]
    timespans: list[Timespan]
    expects: str | None
    today: date
    groups: Mapping[str, str]

    def all(self, field: str, *ids: str) -> list[Named]:
        """What was found of one field, in order; only `ids` where they are given."""
        return [name for name in self.named.get(field, ()) if not ids or name.id in ids]

    def has(self, place: int, field: str, *ids: str) -> bool:
        """Whether the token at an index is part of a name of that field; only `ids` where they are given."""
        return any(name.first <= place <= name.last for name in self.all(field, *ids))

    def meant(self, field: str, sense: str) -> list[Named]:
        """What was found of one field and is not part of a phrase of `not_meant` for that sense."""
        return self.meant_of(self.all(field), sense)

    def meant_of(self, names: Iterable[Named], sense: str) -> list[Named]:
        """Those of `names` that are not part of a phrase of `not_meant` for that sense."""
        others = [other for other in self.all("not_meant", sense) if not self.broken(other.first, other.last)]
        return [name for name in names if not any(other.holds(name) for other in others)]

    def token_at(self, place: int) -> int:
        """The index of the token at or after a character; the number of tokens past the last."""
        return bisect_right(self.tokens, place, key=lambda token: token.end)

    def broken(self, one: int, other: int) -> bool:
        """Whether punctuation stands between two tokens, given by index in any order."""
        first, last = sorted((one, other))
        return any(_BREAK.search(token.after) for token in self.tokens[first:last])

    def segment(self, place: int) -> tuple[int, int]:
        """First and last index of the tokens around `place` with no punctuation between."""
        first = last = place
        while first > 0 and not self.broken(first - 1, first):
            first -= 1
        while last + 1 < len(self.tokens) and not self.broken(last, last + 1):
            last += 1
        return first, last

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two tokens, given by index, stand in one sentence."""
        return self.tokens[one].sentence == self.tokens[other].sentence

    def words(self, first: int, last: int) -> list[str]:
        """The words from one index up to but without another."""
        return [token.text for token in self.tokens[max(first, 0) : max(last, 0)]]

    def outweighed(self, name: Named) -> bool:
        """Whether the name is what it is not: the dull of "more stabbing than dull"."""
        before = self.words(name.first - 8, name.first)
        return "than" in before[-3:] and bool({"more", "rather"} & set(before))
