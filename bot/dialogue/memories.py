"""What is known of earlier visits: facts that plans and red flags can use, and no words of the person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel, Field, ValidationError

WORST_FIRST = ("worse", "sore", "unsure", "no")  # answers to "did it make anything worse?"


class _Record(BaseModel):
    class Config:
        allow_mutation = False


class Visit(_Record):
    """One earlier visit. `pain` and `stress` are as it began, `after` as the routine ended, 0 to 10.

    `since` says how it was since the visit before (better, same, worse, new). `results` holds what came of
    each routine: better, same, worse, or harm. `tier` and `rules` are what stood at its end.
    """

    at: date
    regions: tuple[str, ...] = ()
    sides: dict[str, str] = {}
    types: tuple[str, ...] = ()
    onset: str | None = None
    pain: float | None = Field(None, ge=0, le=10)
    after: float | None = Field(None, ge=0, le=10)
    stress: float | None = Field(None, ge=0, le=10)
    duration_days: float | None = Field(None, ge=0)
    since: str | None = None
    results: dict[str, str] = {}
    harm: str | None = None
    conditions: tuple[str, ...] = ()
    minutes: int | None = Field(None, ge=1)
    gentler: int = Field(0, ge=0)
    tier: str | None = None
    rules: tuple[str, ...] = ()


class Memory(_Record):
    """The visits before this one, oldest first, and the day of this one; empty for a first visit."""

    today: date | None = None
    visits: tuple[Visit, ...] = ()

    @classmethod
    def read(cls, value: object) -> Memory:
        """What a slot holds; an empty memory for anything that is none."""
        try:
            return cls.parse_obj(value)
        except ValidationError:
            return cls()

    def as_json(self) -> dict[str, Any]:
        """As `read` takes it, days as ISO dates."""
        held: dict[str, Any] = json.loads(self.json())
        return held

    @property
    def last(self) -> Visit:
        """The visit before this one; IndexError on a first visit."""
        return self.visits[-1]

    def days_since(self, visit: Visit) -> float:
        """Whole days from a visit to this one."""
        return float(max(0, (self.today - visit.at).days)) if self.today else 0.0

    def about(self, regions: Iterable[str]) -> tuple[Visit, ...]:
        """The last visits in a row for one trouble: of `regions`, or for calm where there is none."""
        wanted, found = set(regions), 0
        for visit in reversed(self.visits):
            if not (wanted & set(visit.regions) or (not wanted and not visit.regions)):
                break
            found += 1
            if visit.since == "new":
                break
        return self.visits[len(self.visits) - found :]

    def unrelieved(self, regions: Iterable[str]) -> tuple[Visit, ...]:
        """Those of `about` since it was last said to be better."""
        same = self.about(regions)
        better = [index for index, visit in enumerate(same) if visit.since == "better"]
        return same[better[-1] :] if better else same

    def lasted(self, regions: Iterable[str]) -> float | None:
        """For how many days a trouble has lasted now, by what was said at earlier visits."""
        spans = [(visit.duration_days or 0.0) + self.days_since(visit) for visit in self.about(regions)]
        return max(spans, default=None)

    def verdicts(self, since: str | None, results: Mapping[str, str]) -> dict[str, str]:
        """helped, unhelpful or harmful for each routine that was tried, by the last time it was.

        `since` and `results` are this visit's. What did harm once stays harmful. What helped, but was
        followed by "worse", did not help.
        """
        later = [*(visit.since for visit in self.visits), since][1:]
        rounds = [*zip((visit.results for visit in self.visits), later, strict=True), (results, None)]
        found: dict[str, str] = {}
        for outcomes, then in rounds:
            for routine, result in outcomes.items():
                if found.get(routine) == "harmful" or result == "harm":
                    found[routine] = "harmful"
                else:
                    found[routine] = "helped" if result == "better" and then != "worse" else "unhelpful"
        return found
