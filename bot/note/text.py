"""A note as plain text, for the clipboard, a file or an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.note.note import Note


def render(note: Note) -> str:
    """The note as lines of text, a blank line between its parts; it ends with a line break."""
    return "\n\n".join(_parts(note)) + "\n"


def _parts(note: Note) -> Iterator[str]:
    yield "\n".join(filter(None, (note.title, note.told)))
    yield note.about
    if note.standing:
        yield note.standing
    yield from _part(note, "facts", (f"{fact.label}: {fact.words}" for fact in note.facts))
    yield from _part(note, "ratings", (f"{rating.label}: {rating.words}" for rating in note.ratings))
    yield from _part(note, "signs", (sign.line for sign in note.signs))
    yield from _part(note, "tried", (*note.tried, *filter(None, [note.outcome])))
    yield from _part(note, "questions", note.questions)


def _part(note: Note, name: str, lines: Iterable[str]) -> Iterator[str]:
    shown = [f"- {line}" for line in lines]
    if shown:
        yield "\n".join([note.headings[name], *shown])
