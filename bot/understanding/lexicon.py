"""Tables of plain words from `data/lexicon` as regular expressions, for what is read by character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.content.schema import LexiconEntry


def ids_by_name(entries: Mapping[str, LexiconEntry]) -> dict[str, str]:
    """Each lower-case name with the id it stands for."""
    return {name.lower(): id_ for id_, entry in entries.items() for name in entry.names}


def values_by_name(entries: Mapping[str, LexiconEntry]) -> dict[str, float]:
    """Each lower-case name with the number its id is."""
    return {name: float(id_) for name, id_ in ids_by_name(entries).items()}


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of the names as whole words, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in longest_first)})(?!\w)"
