"""What a note to take along says, before anything renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Answer = Literal["yes", "unsure", "taken_back", "no"]
Score = Literal["now", "before", "after", "stress"]


@dataclass(frozen=True)
class Talk:
    """Which conversation a note is of, and when it was held; every time has its zone.

    `id` is the conversation's own, a UUID, never its token. `answered` is when the question about a topic
    (`expects` in the HTTP interface) was last answered; what was told unasked has the time of `began`.
    `ended` is the person's last message. `complete` says whether all questions were answered.
    """

    id: str
    began: datetime
    ended: datetime
    answered: Mapping[str, datetime] = field(default_factory=dict)
    complete: bool = False

    def at(self, topic: str) -> datetime:
        """When a topic was told."""
        return self.answered.get(topic, self.began)


@dataclass(frozen=True)
class Fact:
    """The answer to one topic of the interview, in words: `label` "How long", `words` "about 2 weeks"."""

    topic: str
    label: str
    words: str


@dataclass(frozen=True)
class Rating:
    """A number from 0 to 10. `which` pain score it is, or `stress`; before and after are of a routine."""

    which: Score
    label: str
    value: float
    words: str  # "5 out of 10"


@dataclass(frozen=True)
class Sign:
    """A danger sign that was told or asked about: its id, in plain words, and how it was answered."""

    rule: str
    words: str
    answer: Answer
    answer_words: str

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.words}{'' if self.words.endswith('?') else ':'} {self.answer_words}"


@dataclass(frozen=True)
class Note:
    """All words of a note, in the order they are read. It names no diagnosis and gives no tip.

    `told` says when, None where that is not known. `standing` is the advice of the tier that stands, None
    without one. `tried` are titles of routines, `outcome` how they went. `headings` are the titles of the
    parts, by name.
    """

    title: str
    about: str
    told: str | None
    standing: str | None
    facts: tuple[Fact, ...]
    ratings: tuple[Rating, ...]
    signs: tuple[Sign, ...]
    tried: tuple[str, ...]
    outcome: str | None
    questions: tuple[str, ...]
    headings: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """Whether nothing was told yet that a note could hold."""
        return not (self.facts or self.ratings or self.signs or self.standing)
