"""Actions on stress."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Calm(DialogueAction):
    """Relaxation without a pain form."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_calm"
