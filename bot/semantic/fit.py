"""Fits the red flags to the examples: a linear head on the adapted encoder, within a minute.

A logistic regression has one best answer, so that another machine comes to the same detector.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from bot.content.loader import load
from bot.semantic import adapter
from bot.semantic.base_model import BaseModel
from bot.semantic.detector import ABOUT, ENCODER, HEAD
from bot.semantic.examples import NO_SIGN, Example, ExampleContent, classes, examples
from bot.text.encoder import Encoder, Vector

SHARPNESS = 8.0  # the length given to the encoder's vectors; at 1 the head stays too unsure
STRENGTH = 0.1  # inverse weight of the penalty; docs/decisions/0009 compares
STEPS = 500


def fit(content: ExampleContent, folder: Path) -> None:
    """Writes the detector for the examples of `content` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    base = BaseModel()
    adapter.apply(base)
    base.save(folder / ENCODER)
    known, taught = classes(content), examples(content)
    encoder = Encoder(folder / ENCODER, threads=os.cpu_count() or 1)
    weights, shift = head(encoder.encode_all([each.text for each in taught]), taught, known)
    np.savez(folder / HEAD, weights=weights, shift=shift)
    about = {
        "classes": known,
        "examples": len(taught),
        "encoder_sha256": hashlib.sha256((folder / ENCODER).read_bytes()).hexdigest(),
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")


def head(
    vectors: Vector, taught: Sequence[Example], known: tuple[str, ...]
) -> tuple[Vector, npt.NDArray[np.float32]]:
    """Weights (a column a class) and shift of the scores; a doubtful example counts for two classes."""
    rows, labels, shares = [], [], []
    for row, example in enumerate(taught):
        for rule, share in ((example.rule, example.share), (NO_SIGN, 1 - example.share)):
            if share:
                rows.append(row)
                labels.append(known.index(rule))
                shares.append(share)
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS)
    model.fit(vectors[rows] * SHARPNESS, labels, sample_weight=shares)
    weights = np.asarray(model.coef_.T * SHARPNESS, dtype=np.float32)
    return weights, np.asarray(model.intercept_, dtype=np.float32)


if __name__ == "__main__":
    fit(load(Path(sys.argv[1])), Path(sys.argv[2]))
