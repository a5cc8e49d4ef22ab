"""Actions on danger signs."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class RedFlag(DialogueAction):
    """A sign fired: the card of its tier."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_red_flag"


class DangerQuestion(DialogueAction):
    """A sign may be there: the question that settles it."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_danger_question"


class TakeBack(DialogueAction):
    """ "That is not what I meant"."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_take_back"


class Numbers(DialogueAction):
    """The numbers to call."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_numbers"
