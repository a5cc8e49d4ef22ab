"""Actions beside the interview."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class Greet(DialogueAction):
    """The welcome."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_greet"


class Remark(DialogueAction):
    """Answers what is beside the point, then resumes."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_remark"


class StartOver(DialogueAction):
    """Forgets the answers."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_start_over"


class Stop(DialogueAction):
    """Leaves."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_stop"


class GoBack(DialogueAction):
    """One question or step back."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_go_back"
