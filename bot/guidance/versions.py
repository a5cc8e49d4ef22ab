"""The full and the short version of a routine or practice, and how long each takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.schema import Relaxation, Routine, Step


@dataclass(frozen=True)
class Version:
    """The steps that are shown. `short`: without those marked `full_only`."""

    of: Routine | Relaxation
    short: bool

    @property
    def numbered(self) -> list[tuple[int, Step]]:
        """The steps, in order, each with its number in the full version (from 1)."""
        every = enumerate(self.of.steps, 1)
        return [(number, step) for number, step in every if not (self.short and step.full_only)]

    @property
    def steps(self) -> list[Step]:
        """The steps, in order."""
        return [step for _, step in self.numbered]

    @property
    def seconds(self) -> int:
        """How long they take."""
        return seconds(self.steps)

    @property
    def hardest(self) -> int:
        """The firmest pressure they ask for."""
        return max(step.pressure for step in self.steps)


def seconds(steps: Iterable[Step]) -> int:
    """How long steps take; one done on each side takes twice as long."""
    return sum(step.seconds * (2 if step.each_side else 1) for step in steps)


def minutes(seconds_: int) -> int:
    """Whole minutes, rounded up: a plan never takes longer than it says."""
    return -(-seconds_ // 60)


def versions(of: Routine | Relaxation) -> list[Version]:
    """The full version, and the short one where a step may be left out."""
    full = Version(of, short=False)
    return [full, Version(of, short=True)] if any(step.full_only for step in of.steps) else [full]


def fitting(of: Routine | Relaxation, share: float, left: float) -> Version | None:
    """The full version if it fits its `share` of the time, else any that fits what is `left`; None if none.

    Both in seconds. The short version comes before a full one that takes the time of others.
    """
    full, *short = versions(of)
    by_wish = [full] if full.seconds <= share else [*short, full]
    return next((version for version in by_wish if version.seconds <= left), None)
