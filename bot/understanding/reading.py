"""One message made ready to be understood: its words, numbers, times, and what it answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.text.normalise import normalise
from bot.text.tokens import Token
from bot.understanding.names import Named
from bot.understanding.numbers import Number
from bot.understanding.timespans import Timespan

_BREAK = re.compile(r"[.,;!?\n()]|\s-+\s")
_FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}


def clean(text: str, signs: Mapping[str, str]) -> str:
    """Normalised, lower-case text, with fractions spelt out, and `signs` (emoji) as words."""
    for sign, spelt in _FRACTIONS.items():
        text = text.replace(sign, spelt)
    for sign, word in signs.items():
        text = text.replace(sign, f" {word} ")
    return normalise(text).lower()


@dataclass(frozen=True)
class Reading:
    """A message with everything found in it. `expects` is the open question, `today` its date."""

    text: str
    tokens: list[Token]
    named: Mapping[str, list[Named]]
    numbers: list[Number]
    timespans: list[Timespan]
    expects: str | None
    today: date

    def all(self, field: str, *ids: str) -> list[Named]:
        """What was found of one field, in order; only `ids` where they are given."""
        return [name for name in self.named.get(field, ()) if not ids or name.id in ids]

    def meant(self, field: str, sense: str) -> list[Named]:
        """What was found of one field and is not part of a phrase of `not_meant` for that sense."""
        other_senses = [
            other for other in self.all("not_meant", sense) if not self.broken(other.first, other.last)
        ]
        return [name for name in self.all(field) if not any(other.holds(name) for other in other_senses)]

    def token_at(self, place: int) -> int:
        """The index of the token at or after a character; the number of tokens past the last."""
        return bisect_right(self.tokens, place, key=lambda token: token.end)

    def broken(self, one: int, other: int) -> bool:
        """Whether punctuation stands between two tokens, given by index in any order."""
        first, last = sorted((one, other))
        return any(_BREAK.search(token.after) for token in self.tokens[first:last])

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
