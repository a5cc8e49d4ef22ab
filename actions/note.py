"""The action that gives a note to take along."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Note(DialogueAction):
    """A note for a health worker."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_note"
