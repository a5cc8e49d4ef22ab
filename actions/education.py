"""Actions that explain."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Explain(DialogueAction):
    """An answer from data/education."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_explain"


class Sources(DialogueAction):
    """Where the plan comes from."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_sources"
