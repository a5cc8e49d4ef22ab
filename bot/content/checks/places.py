"""Whether a step touches only where touch is safe, as its words say it.

What may never be pressed comes from the clinical brief (X16 to X18): the front and side of the neck, chest,
tummy, groin, armpit, behind the knee, the spine, bones, joints and veins. A text may name such a place
only to keep off it: "beside your spine, never on it".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.content.loader import Content, Problem
from bot.content.schema import Step

_NEVER = re.compile(
    r"\b(throat|(?:front|sides?) of (?:your|the) neck|chest|breast\w*|tummy|belly|stomach|abdomen|groin"
    r"|armpits?|(?:behind|back of) (?:your|the) knee|inner thighs?|inside of (?:your|the) thigh"
    r"|kidneys?|ribs?|spine|tailbone|kneecaps?|joints?|elbow fold|inner groove|eyes?(?! closed)|veins?"
    r"|heel cord|tendons?)\b",
    re.IGNORECASE,
)
_NEVER_FIRMLY = re.compile(r"\b(bones?|bony|knobs?)\b", re.IGNORECASE)
_FIRM = 3
# Before the place and in its part of the sentence: what makes it a limit or a neighbour and not the place.
_KEPT_OFF = re.compile(
    r"\b(not|never|off|away|avoid|skip|stop|below|under|above|beside|behind|between|outside|both sides of)\b",
    re.IGNORECASE,
)
_NECK = re.compile(r"\b(back|shoulder|knot|skull)\b", re.IGNORECASE)


def problems(content: Content) -> Iterator[Problem]:
    """Steps that press on a place that is never pressed, and tools on the neck."""
    for region, entry in content.routines.items():
        for routine in entry.routines:
            for number, step in enumerate(routine.steps, 1):
                if step.pressure:
                    place = f"data/routines/{region}.yml: {routine.id}: step {number}"
                    yield from (Problem(place, what) for what in _wrong(region, step))
                elif step.with_what != "none":
                    place = f"data/routines/{region}.yml: {routine.id}: step {number}"
                    yield Problem(
                        place, f"touches with {step.with_what!r}, so it needs a pressure of 1 or more"
                    )


def pressed(step: Step) -> str | None:
    """The first place that must not be pressed so and that the words of `step` do not keep off."""
    for text in (step.do, step.where or ""):
        for part in re.split(r"[.;]", text):
            found = [*_NEVER.finditer(part)]
            found += _NEVER_FIRMLY.finditer(part) if step.pressure >= _FIRM else []
            for place in found:
                if not _KEPT_OFF.search(part[: place.start()]):
                    return place.group()
    return None


def _wrong(region: str, step: Step) -> Iterator[str]:
    if place := pressed(step):
        yield f"presses on {place!r}, or does not say to keep off it"
    if step.with_what == "none":
        yield f"has a pressure of {step.pressure} but nothing that presses"
    if region == "neck" and step.with_what in {"ball", "roller", "fist", "knuckles"}:
        yield f"puts {step.with_what!r} on the neck, which only gets hands"
    if region == "neck" and not _NECK.search(step.where or ""):
        yield "does not say that it stays on the back of the neck or the shoulder"
