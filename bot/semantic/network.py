"""The sentence encoder as a network that can be trained: its upper layers and a head over red flags.

Only `fit` imports this; TensorFlow is there because Rasa trains with it, and is never loaded to serve.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import tensorflow as tf

from bot.semantic.base_model import LAYERS, BaseModel
from bot.text.encoder import DIMENSIONS

HEADS = 12
DROPOUT = 0.1
SHARPNESS = 8.0  # the length of the vector the head sees; unit length learns too slowly
_TINY = 1e-12
_NEVER = -1e9


class Network:
    """Lower layers as installed, the `trained` upper ones and the head to be trained."""

    def __init__(self, base: BaseModel, trained: int, classes: int, seed: int) -> None:
        self._embeddings = {name: tf.constant(table) for name, table in base.embeddings().items()}
        first = LAYERS - trained
        self._lower = [{n: tf.constant(w) for n, w in base.layer(i).items()} for i in range(first)]
        self.upper = {i: {n: tf.Variable(w) for n, w in base.layer(i).items()} for i in range(first, LAYERS)}
        start = tf.random.stateless_normal([DIMENSIONS, classes], seed=[seed, 0], stddev=0.02)
        self.head = [tf.Variable(start), tf.Variable(tf.zeros([classes]))]

    @property
    def layers_variables(self) -> list[Any]:
        """What is trained of the encoder itself."""
        return [weight for layer in self.upper.values() for weight in layer.values()]

    def below(self, pieces: Sequence[Sequence[int]]) -> tuple[Any, Any]:
        """The states under the trained layers for texts given as word pieces, and 1 where a piece stands."""
        ids, mask = padded(pieces)
        table = self._embeddings
        states = tf.gather(table["words"], ids) + table["positions"][: ids.shape[1]] + table["kinds"][0]
        states = _norm(states, table["norm_scale"], table["norm_shift"])
        for layer in self._lower:
            states = _transformer(states, mask, layer, dropout=0.0)
        return states, mask

    def logits(self, states: Any, mask: Any, training: bool) -> Any:
        """One row of scores a text, a column a class."""
        dropout = DROPOUT if training else 0.0
        for layer in self.upper.values():
            states = _transformer(states, mask, layer, dropout)
        mean = tf.reduce_sum(states * mask[:, :, None], 1) / tf.reduce_sum(mask, 1)[:, None]
        vector = _dropped(tf.math.l2_normalize(mean, -1) * SHARPNESS, dropout)
        return tf.matmul(vector, self.head[0]) + self.head[1]


def padded(pieces: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Texts of unequal length as one table, and a table with 1 where a piece stands."""
    longest = max(map(len, pieces))
    ids = np.zeros((len(pieces), longest), dtype=np.int32)
    mask = np.zeros((len(pieces), longest), dtype=np.float32)
    for row, text in enumerate(pieces):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


def _transformer(states: Any, mask: Any, layer: dict[str, Any], dropout: float) -> Any:
    """One BERT layer (Devlin 2019): attention, then two dense layers, each with a norm."""
    size = DIMENSIONS // HEADS
    shape = tf.shape(states)

    def split(name: str) -> Any:
        parts = tf.reshape(_dense(states, layer, name), [shape[0], shape[1], HEADS, size])
        return tf.transpose(parts, [0, 2, 1, 3])

    scores = tf.matmul(split("query"), split("key"), transpose_b=True) / size**0.5
    weights = _dropped(tf.nn.softmax(scores + (1 - mask)[:, None, None, :] * _NEVER), dropout)
    mixed = tf.reshape(tf.transpose(tf.matmul(weights, split("value")), [0, 2, 1, 3]), shape)
    attended = _dropped(_dense(mixed, layer, "attended"), dropout)
    states = _norm(states + attended, layer["attended_norm_scale"], layer["attended_norm_shift"])
    wide = tf.nn.gelu(_dense(states, layer, "widen"), approximate=False)
    narrow = _dropped(_dense(wide, layer, "narrow"), dropout)
    return _norm(states + narrow, layer["output_norm_scale"], layer["output_norm_shift"])


def _dense(states: Any, layer: dict[str, Any], name: str) -> Any:
    """As one flat product, which is several times faster than a batched one."""
    matrix = layer[name]
    flat = tf.matmul(tf.reshape(states, [-1, matrix.shape[0]]), matrix) + layer[f"{name}_bias"]
    shape = tf.shape(states)
    return tf.reshape(flat, [shape[0], shape[1], matrix.shape[1]])


def _norm(states: Any, scale: Any, shift: Any) -> Any:
    centred = states - tf.reduce_mean(states, -1, keepdims=True)
    spread = tf.reduce_mean(centred * centred, -1, keepdims=True)
    return centred * tf.math.rsqrt(spread + _TINY) * scale + shift


def _dropped(values: Any, dropout: float) -> Any:
    return tf.nn.dropout(values, dropout) if dropout else values
