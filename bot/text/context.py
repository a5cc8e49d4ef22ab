"""Decide how a finding is meant: said of oneself now, denied, past, supposed, or a figure of speech.

After NegEx (Chapman 2001) and ConText (Harkema 2009): cue words reach over a clause until
something ends it. The cues stand in `data/lexicon/context.yml`. Where a sentence can be read
two ways, the reading that keeps the finding wins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from bot.text.clauses import Clauses, has_pause
from bot.text.phrases import Match, PhraseBook
from bot.text.tokens import Token, stem
from bot.text.wordlists import context_cues

Meaning = Literal["affirmed", "negated", "past", "other_past", "hypothetical", "idiom"]

_NEGATORS = {"no", "not", "never", "without", "nor"}
_REACH_OF_NOT = 4  # words; a bare "not" denies only what follows closely
_REACH_OF_NO = 8
_REACH_OF_PAST = 6
_REACH_BACK = 4
_LOOK_BACK = 3  # cues considered before a finding; farther ones reach no farther


class Status(NamedTuple):
    """How one finding is meant.

    `other`: said of someone else; `unsure`: the person wonders about it; `denied_by`: the places of
    the words that deny it.
    """

    meaning: Meaning
    other: bool = False
    unsure: bool = False
    denied_by: tuple[int, ...] = ()


def statuses(tokens: list[Token], matches: Sequence[Match]) -> list[Status]:
    """The status of each match, in the same order."""
    if not matches:
        return []
    context = Context(tokens)
    return [context.status(match) for match in matches]


@lru_cache(maxsize=1)
def _cue_book() -> PhraseBook:
    numbers = "two|three|four|five|six|seven|eight|nine|ten"
    cues: Mapping[str, list[str]] = {
        "year": ["anyyear"],
        "number": [f"(anynumber|{numbers})"],
        **context_cues(),
    }
    return PhraseBook(cues, vocabulary=None)


def _with_numbers(token: Token) -> Token:
    if not token.text.isdigit():
        return token
    is_year = len(token.text) == 4 and token.text[:2] in ("19", "20")
    return token._replace(stem=stem("anyyear" if is_year else "anynumber"))


class Context:
    """The cues of one text and where they reach."""

    def __init__(self, tokens: list[Token]) -> None:
        """Find the cues in `tokens`; matches asked about must be of the same tokens."""
        self.tokens = tokens
        self.cues: dict[str, list[Match]] = {}
        for cue in _cue_book().find([_with_numbers(token) for token in tokens]):
            if not any(has_pause(token) for token in tokens[cue.first : cue.last]):
                self.cues.setdefault(cue.id, []).append(cue)
        self.covered = self._uncover("negation_before", "not_negation")
        self.clauses = Clauses(
            tokens, self._at("termination"), self._at("new_statement"), self._at("finite_verb")
        )
        self.first_person = self._at("first_person")
        self.other_person = self._at("other_person")
        self.speakers = self._speakers()

    def owner(self, match: Match) -> int | None:
        """The place of the word that names someone else the match is said of; None: said of oneself."""
        return self.speakers[match.last]

    def status(self, match: Match) -> Status:
        """How the match is meant."""
        other = self.owner(match) is not None
        unsure = self._has("unsure", match)
        if self._is_idiom(match):
            return Status("idiom", other, unsure)
        denied_by = tuple(self._denials(match))
        meaning: Meaning = "negated" if denied_by else self._meaning(match, other)
        return Status(meaning, other, unsure, denied_by)

    def _meaning(self, match: Match, other: bool) -> Meaning:
        if self._has("family_past", match) or (other and self._is_others_story(match)):
            return "other_past"
        if self._is_past(match):
            return "other_past" if other else "past"
        return "hypothetical" if self._is_supposed(match) else "affirmed"

    def _is_idiom(self, match: Match) -> bool:
        return any(_overlap(cue, match) for cue in self._near("idiom", match)) or any(
            _overlap(cue, match) and match.last >= cue.last for cue in self._near("idiom_of", match)
        )

    # -- denied -------------------------------------------------------------------------

    def _denials(self, match: Match) -> Iterator[int]:
        """Where the words stand that deny the match."""
        yield from (place for place in match.skipped if self.tokens[place].stem in _NEGATORS)
        yield from (cue.first for cue in self._near("working_well", match) if self._says_well(cue, match))
        yield from (cue.first for cue in self._before("negation_before", match) if self._denies(cue, match))
        yield from (cue.first for cue in self._near("negation_next", match) if cue.last == match.first - 1)
        yield from (cue.first for cue in self._near("negation_after", match) if self._denies_back(cue, match))
        for cue, cover in self.covered:
            if cue.first < match.first <= cover.last:
                yield cue.first

    def _says_well(self, cue: Match, match: Match) -> bool:
        """ "My legs are fine", said as such; not "she says the pain in my legs is fine"."""
        return cue.first <= match.first and match.last <= cue.last and self.clauses.opens(cue.first)

    def _denies_back(self, cue: Match, match: Match) -> bool:
        return 0 < cue.first - match.last <= _REACH_BACK and self.clauses.joined(match.last, cue.first)

    def _denies(self, cue: Match, match: Match) -> bool:
        if not self.clauses.joined(cue.last, match.first):
            return False
        distance = match.first - cue.last
        if self.clauses.commas_between(cue.last, match.first):
            return self.clauses.is_list(cue.last, match.first) and distance <= 3 * _REACH_OF_NO
        is_bare_not = cue.first == cue.last and self.tokens[cue.first].stem == "not"
        return distance <= (_REACH_OF_NOT if is_bare_not else _REACH_OF_NO)

    # -- past ---------------------------------------------------------------------------

    def _is_past(self, match: Match) -> bool:
        return any(self._makes_past(cue, match) for cue in self._near("past", match))

    def _is_others_story(self, match: Match) -> bool:
        return any(
            _overlap(cue, match) or self.clauses.joined(cue.first, match.first)
            for cue in self._near("other_past", match)
            if not self._is_ongoing(match)
        )

    def _makes_past(self, cue: Match, match: Match) -> bool:
        if self._is_ongoing(match):
            return False
        if _overlap(cue, match):
            return True
        if cue.first > match.last:
            is_new = self._any(range(match.last + 1, cue.first), "present", "first_person")
            return not is_new and self.clauses.joined(match.last, cue.first)
        if match.first - cue.last > _REACH_OF_PAST or self._any(range(cue.last + 1, match.first), "present"):
            return False
        if self.clauses.opens_sentence(cue.first):
            return True
        return self._reaches(cue, match) and not self.clauses.commas_between(cue.last, match.first)

    def _is_ongoing(self, match: Match) -> bool:
        return any(
            self.clauses.joined(cue.first, match.first) for cue in self._near("ongoing", match)
        ) or any(
            self.clauses.joined(cue.first, match.first)
            and not self.clauses.commas_between(*_ordered(cue, match))
            for cue in self._near("ongoing_here", match)
        )

    # -- supposed -----------------------------------------------------------------------

    def _is_supposed(self, match: Match) -> bool:
        if self._is_general_question(match):
            return True
        if any(self._reaches(cue, match) for cue in self._before("supposed", match)):
            return True
        return any(self._asks_about(cue, match) for cue in self._before("asked", match))

    def _asks_about(self, cue: Match, match: Match) -> bool:
        if not self._reaches(cue, match) or self._any(range(cue.last + 1, match.last + 1), "first_person"):
            return False
        is_listed = self.clauses.is_list(cue.last, match.first)
        return is_listed or not self.clauses.commas_between(cue.last, match.first)

    def _reaches(self, cue: Match, match: Match) -> bool:
        return self.clauses.joined(cue.last, match.first)

    def _is_general_question(self, match: Match) -> bool:
        first, last = self.clauses.sentence(match.first)
        if (
            first not in self._at("general_question")
            or first in self._at("not_general")
            or first == match.first
        ):
            return False
        places = range(first, last + 1)
        named = [p for p in places if p in self.other_person and p not in self._at("anyone")]
        return not named and not self._any(places, "first_person")

    # -- who ----------------------------------------------------------------------------

    def _speakers(self) -> list[int | None]:
        """For each word, where the nearest person named up to it in its sentence is, if someone else."""
        speakers: list[int | None] = []
        other: int | None = None
        for place, token in enumerate(self.tokens):
            if place and token.sentence != self.tokens[place - 1].sentence:
                other = None
            if place in self.other_person and not self._only_speaks(place):
                other = place
            elif place in self.first_person and not self._owns_person(place):
                other = None
            speakers.append(other)
        return speakers

    def _owns_person(self, place: int) -> bool:
        is_my = self.tokens[place].text in ("my", "our")
        return is_my and (place + 1 in self.other_person or place + 2 in self.other_person)

    def _only_speaks(self, place: int) -> bool:
        """ "My wife says ...": what follows need not be about her."""
        return bool({place + 1, place + 2} & self._at("says"))

    # -- cues ---------------------------------------------------------------------------

    def _uncover(self, id_: str, hidden_by: str) -> list[tuple[Match, Match]]:
        """Take out cues that stand inside or overlap a cue of another kind that is no shorter."""
        hiding = {
            place: cue for cue in self.cues.get(hidden_by, ()) for place in range(cue.first, cue.last + 1)
        }
        cues = self.cues.get(id_, [])
        hidden = [cue for cue in cues if _hides(hiding.get(cue.first), cue)]
        self.cues[id_] = [cue for cue in cues if not _hides(hiding.get(cue.first), cue)]
        return [(cue, hiding[cue.first]) for cue in hidden]

    def _at(self, id_: str) -> frozenset[int]:
        return frozenset(cue.first for cue in self.cues.get(id_, ()))

    def _any(self, places: range, *ids: str) -> bool:
        starts = frozenset[int]().union(*(self._at(id_) for id_ in ids))
        return any(place in starts for place in places)

    def _near(self, id_: str, match: Match) -> list[Match]:
        """Cues of this kind in the sentence of the match."""
        first, last = self.clauses.sentence(match.first)
        cues = self.cues.get(id_, [])
        start = bisect_left(cues, first, key=lambda cue: cue.first)
        near = []
        for cue in cues[start:]:
            if cue.first > last:
                break
            near.append(cue)
        return near

    def _before(self, id_: str, match: Match) -> list[Match]:
        return [cue for cue in self._near(id_, match) if cue.first < match.first][-_LOOK_BACK:]

    def _has(self, id_: str, match: Match) -> bool:
        return bool(self._near(id_, match))


def _overlap(cue: Match, match: Match) -> bool:
    return cue.first <= match.last and match.first <= cue.last


def _ordered(one: Match, other: Match) -> tuple[int, int]:
    return min(one.first, other.first), max(one.first, other.first)


def _hides(other: Match | None, cue: Match) -> bool:
    return other is not None and (other.first < cue.first or other.last >= cue.last)
