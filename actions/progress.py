"""Actions after a routine."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Better(DialogueAction):
    """It is better."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_better"


class Same(DialogueAction):
    """It is the same."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_same"


class Worse(DialogueAction):
    """It is worse."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_worse"
