"""The plan as one page to print."""

from __future__ import annotations

from collections.abc import Iterator

from bot.note import paper
from bot.note.plan import PlanSheet, Practice


def render(sheet: PlanSheet) -> str:
    """The plan as a whole HTML page."""
    return paper.page(sheet.title, _parts(sheet))


def _parts(sheet: PlanSheet) -> Iterator[str]:
    yield paper.paragraph(sheet.about, "soft")
    if sheet.standing:
        yield paper.paragraph(sheet.standing, "strong")
    for part in sheet.before:
        yield paper.section(part.title, paper.bullets(part.lines))
    for practice in sheet.practices:
        yield _practice(practice)
    for part in sheet.after:
        yield paper.section(part.title, paper.bullets(part.lines))


def _practice(practice: Practice) -> str:
    steps = (
        paper.article(step.title, paper.paragraph(step.do), paper.terms(step.details))
        for step in practice.steps
    )
    return paper.section(practice.title, paper.bullets(practice.lines), paper.group("steps", *steps))
