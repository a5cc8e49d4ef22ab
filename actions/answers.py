"""Actions that take in answers."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Interview(DialogueAction):
    """Takes in an answer and asks the next thing."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_interview"


class Correct(DialogueAction):
    """Takes in a correction."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_correct"


class Why(DialogueAction):
    """Why the open question is asked."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_why"
