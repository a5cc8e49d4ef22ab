"""Gives a message the intent `red_flag` when the gate fires, so that the rule in data/rules answers."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.guides import guide_for
from bot.settings import Settings
from bot.triage.gate import Gate

GATE_INTENTS = ("red_flag", "danger_unsure")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class RedFlagDetector(GraphComponent, IntentClassifier):  # type: ignore[misc]
    """Overrides whatever the classifier thought: these two intents come from the gate alone."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> RedFlagDetector:
        """Called by Rasa when the graph is built."""
        return cls(guide_for(Settings.from_environment()).gate)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and entities of each message in which the gate finds something."""
        for message in messages:
            found = self._gate.assess(message.get(TEXT) or "")
            if found.rules:
                self._mark(message, "red_flag", found.rules)
            elif found.ask:
                self._mark(message, "danger_unsure", (found.ask.id,))
            else:
                _leave_to_others(message)
        return messages

    def _mark(self, message: Message, intent: str, rules: tuple[str, ...]) -> None:
        marked = [{"entity": "red_flag", "value": rule, "extractor": type(self).__name__} for rule in rules]
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)
        message.set(ENTITIES, message.get(ENTITIES, []) + marked, add_to_output=True)


def _leave_to_others(message: Message) -> None:
    """Where the gate found nothing, the classifier's next guess stands instead of a danger intent."""
    if (message.get(INTENT) or {}).get("name") in GATE_INTENTS:
        others = [guess for guess in message.get(INTENT_RANKING_KEY, []) if guess["name"] not in GATE_INTENTS]
        message.set(
            INTENT, others[0] if others else {"name": "nlu_fallback", "confidence": 0.0}, add_to_output=True
        )
