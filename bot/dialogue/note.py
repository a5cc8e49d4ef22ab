"""The note to take along, shown in the talk; the person saves or prints it from its card."""

from __future__ import annotations

from typing import Any

from bot.content.loader import Content
from bot.dialogue.reply import Reply
from bot.dialogue.resume import resume
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn
from bot.note.build import build
from bot.note.note import Note

Outcome = tuple[State, list[Reply]]

FORMATS = ("text", "page", "fhir")  # of GET /api/v1/note


def take_along(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The note of all that was told, then the open question again."""
    del turn
    reply = shown(guide.content, state)
    state, again = resume(guide, state)
    return state, [reply, *again]


def shown(content: Content, state: State) -> Reply:
    """The note as a card, or that there is nothing to note yet."""
    note = build(content, state)
    return Reply("utter_note_empty") if note.empty else Reply("utter_note", card=card_of(note))


def card_of(note: Note) -> dict[str, Any]:
    """The lines of a note, and `formats` it can be had in."""
    facts = [{"label": fact.label, "value": fact.words} for fact in note.facts]
    ratings = [{"label": rating.label, "value": rating.words} for rating in note.ratings]
    parts = {
        "signs": [sign.line for sign in note.signs],
        "tried": [*note.tried, *filter(None, [note.outcome])],
        "questions": list(note.questions),
    }
    return {
        "kind": "note",
        "title": note.title,
        "lines": [note.standing] if note.standing else [],
        "items": [*facts, *ratings],
        "sections": [
            {"title": note.headings[name], "lines": lines} for name, lines in parts.items() if lines
        ],
        "formats": list(FORMATS),
    }
