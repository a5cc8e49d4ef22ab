"""Actions that lead through a routine."""

from __future__ import annotations

from actions.dialogue_action import DialogueAction


class NextStep(DialogueAction):
    """The next step."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_next_step"


class RepeatStep(DialogueAction):
    """The same step."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_repeat_step"


class Pause(DialogueAction):
    """Waits."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_pause"


class TooHard(DialogueAction):
    """Lighter."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_too_hard"


class TooSoft(DialogueAction):
    """Firmer, within the plan."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_too_soft"


class ItHurts(DialogueAction):
    """Stops and checks."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_it_hurts"


class Drink(DialogueAction):
    """The tip about drinking."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_drink"


class Alternatives(DialogueAction):
    """What else would fit."""

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_alternatives"
