"""Put the spaces back into words typed without them: "mykneehurts"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

_RUN = re.compile(r"(?<![a-z])[a-z]{7,60}(?![a-z])")
_SHORT = re.compile(r"a|i|am|an|as|at|be|by|do|go|he|in|is|it|me|my|no|of|on|or|so|to|up|us|we")
_SHORTEST = 3  # letters of a word that is not one of the above
_COMMON = 8_000  # rank up to which an English word may be a part of a run


class RunSplitter:
    """Splits runs of letters that hold a part of the body and a word that tells of it."""

    def __init__(self, parts: Iterable[str], telling: Iterable[str], vocabulary: Mapping[str, int]) -> None:
        """`parts` name parts of the body, `telling` what is said of them; `vocabulary` are words by rank."""
        self._parts = frozenset(word for word in parts if len(word) >= _SHORTEST)
        self._telling = frozenset(word for word in telling if len(word) >= _SHORTEST) | {"my"}
        self._ranks = vocabulary
        self._split = lru_cache(maxsize=2_000)(self._cheapest)

    def split(self, text: str) -> str:
        """The lower-case text with such runs cut into words; all else as it is."""
        return _RUN.sub(lambda run: self._split(run.group()), text)

    def _cheapest(self, run: str) -> str:
        """The run in the fewest and commonest words that make it up; itself where there are none."""
        if run in self._ranks or run in self._parts or run in self._telling:
            return run
        best: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * len(run)
        for end in range(1, len(run) + 1):
            ways = [
                (before[0] + self._cost(word), (*before[1], word))
                for start in range(end)
                if (before := best[start]) and self._is_word(word := run[start:end])
            ]
            best[end] = min(ways, default=None)
        found = best[len(run)]
        words = found[1] if found else ()
        tells = any(word in self._parts for word in words) and any(word in self._telling for word in words)
        return " ".join(words) if tells else run

    def _is_word(self, word: str) -> bool:
        if _SHORT.fullmatch(word) or word in self._parts or word in self._telling:
            return True
        return len(word) >= _SHORTEST and self._ranks.get(word, _COMMON) < _COMMON

    def _cost(self, word: str) -> float:
        return 1 + log(self._ranks.get(word, _COMMON) + 10)
