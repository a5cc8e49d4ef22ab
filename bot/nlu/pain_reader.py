"""Puts what bot/understanding reads in a message into Rasa's entities."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.guides import guide_for
from bot.settings import Settings
from bot.understanding.understander import Understander, Understanding


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PainReader(GraphComponent, EntityExtractorMixin):  # type: ignore[misc]
    """Where, what, how bad, how long, how stressed, as entities with canonical values."""

    def __init__(self, understander: Understander) -> None:
        self._understander = understander

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> PainReader:
        """Called by Rasa when the graph is built."""
        return cls(guide_for(Settings.from_environment()).understander)

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the entities found to each message."""
        for message in messages:
            found = _entities(self._understander.read(message.get(TEXT) or ""))
            message.set(
                ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True
            )
        return messages


def _entities(read: Understanding) -> list[dict[str, Any]]:
    several = {"region": read.regions, "pain_type": read.types, "condition": read.conditions}
    single = {
        "side": read.side,
        "intensity": read.intensity,
        "duration_days": read.duration_days,
        "onset": read.onset,
        "trend": read.trend,
        "stress": read.stress,
    }
    pairs: list[tuple[str, Any]] = [(name, value) for name, values in several.items() for value in values]
    pairs += [(name, value) for name, value in single.items() if value is not None]
    return [{"entity": name, "value": value} for name, value in pairs]
