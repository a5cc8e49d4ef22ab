"""Adapts the sentence encoder to how people tell of danger, and keeps the change in `adapter.npz`.

For maintainers, minutes long: `make adapt`. Everybody else gets the adapter with the code, so that the
same text is heard in the same way everywhere; `fit` then fits the red flags to the present examples.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from bot.content.loader import load
from bot.semantic import adapter
from bot.semantic.base_model import BaseModel
from bot.semantic.examples import NO_SIGN, Example, classes, examples
from bot.semantic.network import Network, padded
from bot.settings import Settings
from bot.text.encoder import tokenizer

SEED = 20261124
LAYERS = 4  # trained, from the top; docs/decisions/0009 compares
EPOCHS = 5
BATCH = 32
RATE = 1e-4  # of the encoder's layers
HEAD_RATE = 2e-2
WARM_UP = 0.1  # of all steps
SMOOTHING = 0.05  # of the labels, so that shares stay honest
LONGEST_GRADIENT = 1.0


class Run:
    """One training run over fixed texts, given as word pieces, and the share of each class in each."""

    def __init__(
        self, network: Network, pieces: Sequence[Sequence[int]], labels: npt.NDArray[np.float32]
    ) -> None:
        self._network = network
        self._pieces = pieces
        self._labels = labels
        self._random = random.Random(SEED)
        self._states = self._below()
        self._steps = EPOCHS * len(self._batches())
        self._layers_optimizer = tf.keras.optimizers.Adam(RATE)
        self._head_optimizer = tf.keras.optimizers.Adam(HEAD_RATE)

    def train(self) -> None:
        """All epochs; prints how far it is."""
        anything = tf.TensorSpec([None, None])
        shapes = [tf.TensorSpec([None, None, None]), anything, anything, tf.TensorSpec([])]
        step = tf.function(self._step, autograph=False, input_signature=shapes)
        done, started = 0, time.monotonic()
        for epoch in range(EPOCHS):
            losses = []
            for batch in self._batches():
                states, mask = self._padded(batch)
                losses.append(float(step(states, mask, self._labels[batch], self._pace(done))))
                done += 1
            seconds = time.monotonic() - started
            print(f"  round {epoch + 1} of {EPOCHS}, {seconds:.0f} s, loss {np.mean(losses):.3f}", flush=True)

    def _below(self) -> list[npt.NDArray[np.float16]]:
        """What the untrained layers make of each text; they never change, so once is enough."""
        order = sorted(range(len(self._pieces)), key=lambda place: len(self._pieces[place]))
        found: dict[int, npt.NDArray[np.float16]] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            states, _ = self._network.below([self._pieces[place] for place in batch])
            for row, place in enumerate(batch):
                found[place] = states[row, : len(self._pieces[place])].numpy().astype(np.float16)
        return [found[place] for place in range(len(self._pieces))]

    def _batches(self) -> list[list[int]]:
        """Texts of like length together, in a new order each time."""
        order = sorted(
            range(len(self._pieces)), key=lambda place: len(self._pieces[place]) + 4 * self._random.random()
        )
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        self._random.shuffle(batches)
        return batches

    def _padded(self, batch: list[int]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        _, mask = padded([self._pieces[place] for place in batch])
        states = np.zeros((*mask.shape, self._states[0].shape[1]), dtype=np.float32)
        for row, place in enumerate(batch):
            states[row, : len(self._states[place])] = self._states[place]
        return states, mask

    def _pace(self, done: int) -> Any:
        """The share of the full rate: up in the first steps, then down to nothing."""
        pace = min((done + 1) / (WARM_UP * self._steps), 1.0) * (1 - done / self._steps)
        return tf.constant(pace, dtype=tf.float32)

    def _step(self, states: Any, mask: Any, labels: Any, pace: Any) -> Any:
        layers, head = self._network.layers_variables, self._network.head
        with tf.GradientTape() as tape:
            logits = self._network.logits(states, mask, training=True)
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels, logits))
        gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, [*layers, *head]), LONGEST_GRADIENT)
        self._layers_optimizer.learning_rate.assign(RATE * pace)
        self._head_optimizer.learning_rate.assign(HEAD_RATE * pace)
        self._layers_optimizer.apply_gradients(zip(gradients[: len(layers)], layers, strict=True))
        self._head_optimizer.apply_gradients(zip(gradients[len(layers) :], head, strict=True))
        return loss


def labels_of(taught: Sequence[Example], known: tuple[str, ...]) -> npt.NDArray[np.float32]:
    """The share of each class in each example, smoothed; rows sum to 1."""
    shares = np.zeros((len(taught), len(known)), dtype=np.float32)
    for row, example in enumerate(taught):
        shares[row, known.index(example.rule)] += example.share
        shares[row, known.index(NO_SIGN)] += 1 - example.share
    return shares * np.float32(1 - SMOOTHING) + np.float32(SMOOTHING / len(known))


def trained_layers(taught: Sequence[Example], known: tuple[str, ...]) -> dict[int, dict[str, Any]]:
    """The upper layers of the encoder after training on `taught`, by their place."""
    tf.keras.utils.set_random_seed(SEED)
    network = Network(BaseModel(), LAYERS, len(known), SEED)
    cut = tokenizer()
    Run(network, [cut.encode(each.text).ids for each in taught], labels_of(taught, known)).train()
    return {i: {name: w.numpy() for name, w in layer.items()} for i, layer in network.upper.items()}


def main() -> None:
    """Trains on all examples of the content and writes the adapter."""
    content = load(Settings.from_environment().data)
    taught = examples(content)
    print(f"Adapting the encoder to {len(taught)} examples, five to ten minutes", flush=True)
    adapter.save(adapter.ADAPTER, BaseModel(), trained_layers(taught, classes(content)))
    print(f"Written to {adapter.ADAPTER}. Measure it with make eval before you commit it")


if __name__ == "__main__":
    main()
