"""Gives the intent classifier the meaning of a message, beside its letters."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.text.encoder import Encoder, shared_encoder
from bot.text.normalise import normalise


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """A dense sentence feature, `scale` times the unit vector of the encoder."""

    def __init__(self, config: dict[str, Any], name: str, encoder: Encoder) -> None:
        super().__init__(name, config)
        self._encoder = encoder
        self._scale = float(config["scale"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale` weighs meaning against the counts of letters, whose length is about ten."""
        return {**DenseFeaturizer.get_default_config(), "scale": 10.0}

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa wants tokens before any featurizer."""
        return [Tokenizer]

    @classmethod
    def create(
        cls, config: dict[str, Any], storage: ModelStorage, resource: Resource, context: ExecutionContext
    ) -> SentenceEncoder:
        """Called by Rasa when the graph is built."""
        return cls(config, context.node_name, shared_encoder())

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the feature to each message."""
        for message in messages:
            self._add(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature to each training example."""
        self.process(training_data.training_examples)
        return training_data

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Any positive scale will do; Rasa raises for unknown keys itself."""

    def _add(self, message: Message) -> None:
        text = message.get(TEXT)
        if not text:
            return
        vector = self._encoder.encode(normalise(text)) * self._scale
        features = Features(np.asarray(vector)[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
        message.add_features(features)
