"""Whether what is led through takes as long as it says, and leaves something where it is cut short."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.loader import Content, Problem
from bot.content.schema import Relaxation, Routine
from bot.guidance.versions import Version, seconds

TOLERANCE = 45  # seconds between the stated minutes and the steps: getting into place, or a slow count
FEWEST_STEPS = 2


def problems(content: Content) -> Iterator[Problem]:
    """Minutes that are not those of the steps, and short versions in which nothing is left to do."""
    for region, entry in content.routines.items():
        for routine in entry.routines:
            yield from _problems(f"data/routines/{region}.yml: {routine.id}", routine)
    for name, practice in content.relaxation.items():
        yield from _problems(f"data/relaxation/{name}.yml", practice)


def _problems(place: str, of: Routine | Relaxation) -> Iterator[Problem]:
    taken = seconds(of.steps)
    if abs(of.minutes * 60 - taken) > TOLERANCE:
        yield Problem(place, f"says {of.minutes} minutes, but its steps take {taken} seconds")
    short = Version(of, short=True)
    if len(short.steps) < FEWEST_STEPS:
        yield Problem(place, f"fewer than {FEWEST_STEPS} steps are left without those that are full_only")
    elif max(step.pressure for step in of.steps) and not short.hardest:
        yield Problem(place, "no massage is left without the steps that are full_only")
