"""All phrases of all fields, found in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from bot.content.loader import Content
from bot.text.context import Context
from bot.text.phrases import PhraseBook
from bot.text.tokens import Token
from bot.text.wordlists import known_words

MOST_NAMES = 60  # of one field in one text; more is not a person's telling
_SENSES = ("not_meant", "outcomes", "preferences")  # fields whose ids do not exclude each other


@dataclass(frozen=True)
class Named:
    """One phrase of a field: its id, its first and last token, how it is meant, and of whom."""

    id: str
    first: int
    last: int
    meaning: str
    whose: int | None = None  # the word that names someone else it is said of

    @property
    def other(self) -> bool:
        """Said of someone else."""
        return self.whose is not None

    @property
    def said(self) -> bool:
        """Neither denied nor a figure of speech."""
        return self.meaning not in ("negated", "idiom")

    def holds(self, other: Named) -> bool:
        """Whether every word of the other is one of this one's."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Named) -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


class NameFinder:
    """Finds regions, types and the other named things of a message."""

    def __init__(self, content: Content) -> None:
        """Compile every phrase of `content`; raises PhraseError for one that cannot be read."""
        self._book = PhraseBook(dict(_phrases(content)), vocabulary=known_words())

    def find(self, tokens: list[Token], *, mend: bool = True) -> dict[str, list[Named]]:
        """What is named, by field; of overlapping names in one field the longest. `mend`: typing mistakes."""
        matches = self._book.find(tokens, mend=mend)
        found: dict[str, list[Named]] = defaultdict(list)
        context = Context(tokens)
        for match in matches:
            field, id_ = match.id.split("/", 1)
            meaning, owner = context.status(match).meaning, context.owner(match)
            found[field].append(Named(id_, match.first, match.last, meaning, owner))
        return {field: _longest(field, names[:MOST_NAMES], tokens) for field, names in found.items()}


def _longest(field: str, names: list[Named], tokens: list[Token]) -> list[Named]:
    """The outermost names of a field; where its senses do not exclude each other, of each sense."""
    if field not in _SENSES:
        return _outermost(names, tokens)
    senses = dict.fromkeys(name.id for name in names)
    kept = [_outermost([name for name in names if name.id == sense], tokens) for sense in senses]
    return sorted(chain.from_iterable(kept), key=lambda name: (name.first, name.last))


def _outermost(names: list[Named], tokens: list[Token]) -> list[Named]:
    """Leave out what is only part of a longer name; names of the very same words all stay."""
    longest: dict[int, int] = {}
    for name in names:
        if not _joins_two(name, tokens):
            for place in range(name.first, name.last + 1):
                longest[place] = max(longest.get(place, 0), _length(name))
    return [
        name
        for name in names
        if all(longest.get(place, 0) <= _length(name) for place in range(name.first, name.last + 1))
    ]


def _length(name: Named) -> int:
    return name.last - name.first + 1


def _joins_two(name: Named, tokens: list[Token]) -> bool:
    """Whether the name leaves its parts their own meaning: in "back and neck" the neck is meant as well."""
    is_pair = _length(name) == 3 and tokens[name.first + 1].text == "and"
    return is_pair and name.id not in ("widespread", "both")


def _phrases(content: Content) -> Iterable[tuple[str, list[str]]]:
    for id_, region in content.regions.items():
        yield f"regions/{id_}", region.names
    for id_, condition in content.contraindications.items():
        yield f"conditions/{id_}", condition.names
    for field, entries in content.lexicon.items():
        if field == "emoji":
            continue
        yield from ((f"{field}/{id_}", entry.names) for id_, entry in entries.items())
