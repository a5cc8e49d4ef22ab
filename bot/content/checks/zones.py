"""Whether each step has a picture that is true to it, and nothing of the pictures lies about unused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from bot.content.loader import Content, Problem
from bot.content.schema import Relaxation, Routine, Step, WithWhat, Zone

_NEED_A_WAY = {"toward_heart", "downward", "outward", "upward", "roll", "stretch"}
_FILE = "data/zones.yml"


def problems(content: Content) -> Iterator[Problem]:
    """Unknown, unfit and unused zones, figures, glyphs and arrows; and ids that two practices share."""
    for place, region, practice in _practices(content):
        for number, step in enumerate(practice.steps, 1):
            zone = content.zones.get(step.zone)
            where = f"{place}: step {number}"
            if zone is None:
                yield Problem(where, f"names the zone {step.zone!r}, which is not in {_FILE}")
            else:
                yield from (Problem(where, what) for what in _misfits(step, zone, region))
    for name, zone in content.zones.items():
        yield from (Problem(f"{_FILE}: {name}", what) for what in _wrong(content, zone))
    yield from _forbidden(content)
    yield from _unused(content)
    for glyph in sorted((set(get_args(WithWhat)) - {"none"}) ^ set(content.glyphs)):
        yield Problem("data/glyphs.yml", f"{glyph!r} is missing, or is no with_what of a step")
    shared = Counter(practice.id for _, _, practice in _practices(content))
    for name in (name for name, count in shared.items() if count > 1):
        yield Problem("data/routines", f"the id {name!r} stands twice; a picture's address needs it once")


def _practices(content: Content) -> Iterator[tuple[str, str | None, Routine | Relaxation]]:
    for region, entry in content.routines.items():
        yield from (
            (f"data/routines/{region}.yml: {routine.id}", region, routine) for routine in entry.routines
        )
    for name, practice in content.relaxation.items():
        yield f"data/relaxation/{name}.yml", None, practice


def _misfits(step: Step, zone: Zone, region: str | None) -> Iterator[str]:
    if zone.regions and region not in zone.regions:
        yield f"the zone {step.zone!r} is not for this region"
    if (step.pressure > 0 or step.with_what != "none") and zone.touch is None:
        yield f"presses on the zone {step.zone!r}, which has no touch"
    if step.direction in _NEED_A_WAY and step.direction not in zone.ways:
        yield f"goes {step.direction!r}, but the zone {step.zone!r} has no such way"


def _wrong(content: Content, zone: Zone) -> Iterator[str]:
    if zone.figure not in content.figures:
        yield f"names the figure {zone.figure!r}, which is not in data/figures.yml"
    if zone.touch and not zone.regions:
        yield "has a touch, so it must say for which regions"


def _forbidden(content: Content) -> Iterator[Problem]:
    for region in (name for name, entry in content.regions.items() if not entry.massage):
        touched = [name for name, zone in content.zones.items() if zone.touch and region in zone.regions]
        if touched:
            yield Problem(_FILE, f"{region!r} is never massaged, but these touch it: {', '.join(touched)}")


def _unused(content: Content) -> Iterator[Problem]:
    steps = [step for _, _, practice in _practices(content) for step in practice.steps]
    used = {(step.zone, step.direction) for step in steps}
    for name in sorted(set(content.zones) - {step.zone for step in steps}):
        yield Problem(f"{_FILE}: {name}", "no step is about it")
    for name, zone in content.zones.items():
        for way in (way for way in zone.ways if (name, way) not in used):
            yield Problem(f"{_FILE}: {name}", f"no step goes the way {way!r}")
    for figure in sorted(set(content.figures) - {zone.figure for zone in content.zones.values()}):
        yield Problem("data/figures.yml", f"no zone shows {figure!r}")
