"""Where the picture of a step is found: `/pictures/<routine or practice>/<number>.svg?v=<hash>`."""

from __future__ import annotations

import hashlib

from bot.content.loader import Content
from bot.content.schema import Relaxation, Routine, Step
from bot.pictures.draw import draw
from bot.pictures.words import description

PREFIX = "/pictures/"

_SIGNS = 16  # of the hash in an address: 64 bits tell one version of a picture from another


def step_at(content: Content, owner: str, number: int) -> Step | None:
    """Step `number`, from 1, of the routine or relaxation practice with the id `owner`."""
    practices: list[Routine | Relaxation] = [*content.relaxation.values()]
    practices += [routine for entry in content.routines.values() for routine in entry.routines]
    for practice in practices:
        if practice.id == owner and 1 <= number <= len(practice.steps):
            return practice.steps[number - 1]
    return None


def version(svg: str) -> str:
    """What changes in the address when the picture does."""
    return hashlib.sha256(svg.encode()).hexdigest()[:_SIGNS]


def reference(content: Content, owner: str, number: int, step: Step) -> dict[str, str]:
    """`src` and `alt` of the picture of `step`, which is step `number` of `owner`."""
    src = f"{PREFIX}{owner}/{number}.svg?v={version(draw(content, step))}"
    return {"src": src, "alt": description(content, step)}
