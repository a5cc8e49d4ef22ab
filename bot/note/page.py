"""A note as one page to print."""

from __future__ import annotations

from collections.abc import Iterator

from bot.note import paper
from bot.note.note import Note


def render(note: Note) -> str:
    """The note as a whole HTML page."""
    return paper.page(note.title, _parts(note))


def _parts(note: Note) -> Iterator[str]:
    if note.told:
        yield paper.paragraph(note.told, "soft")
    yield paper.paragraph(note.about, "soft")
    if note.standing:
        yield paper.paragraph(note.standing, "strong")
    titles = note.headings
    if note.facts:
        yield paper.section(titles["facts"], paper.terms((fact.label, fact.words) for fact in note.facts))
    if note.ratings:
        rows = [(rating.label, rating.words) for rating in note.ratings]
        yield paper.section(titles["ratings"], paper.table((titles["which"], titles["score"]), rows))
    if note.signs:
        rows = [(sign.words, sign.answer_words) for sign in note.signs]
        yield paper.section(titles["signs"], paper.table((titles["sign"], titles["answer"]), rows))
    if note.tried:
        how = paper.paragraph(note.outcome) if note.outcome else ""
        yield paper.section(titles["tried"], paper.bullets(note.tried), how)
    yield paper.section(titles["questions"], paper.bullets(note.questions))
