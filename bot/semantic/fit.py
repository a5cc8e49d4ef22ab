"""Fits the red flags to the examples, within a minute: `python -m bot.semantic.fit <data> <folder>`.

A logistic regression has one best answer, so that another machine comes to the same detector.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.content.loader import load
from bot.semantic import adapter
from bot.semantic.base_model import BaseModel
from bot.semantic.detector import ABOUT, ENCODER, HEADS, Numbers, groups_of
from bot.semantic.examples import NO_SIGN, Example, ExampleContent, classes, examples
from bot.semantic.wording import counts
from bot.text.encoder import Encoder

SHARPNESS = 8.0  # the length given to the encoder's vectors; at 1 the head stays too unsure
MEANING_STRENGTH, WORDING_STRENGTH = 0.3, 8.0  # inverse weights of the penalties
STEPS, TOLERANCE = 200, 1e-3
VECTORS = "red-flag-vectors.npz"  # beside the detectors, so that a changed line costs only its own vector


def fit(content: ExampleContent, folder: Path) -> None:
    """Writes the detector for the examples of `content` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    base = BaseModel()
    adapter.apply(base)
    base.save(folder / ENCODER)
    known, taught = classes(content), examples(content)
    texts = [each.text for each in taught]
    sha256 = hashlib.sha256((folder / ENCODER).read_bytes()).hexdigest()
    vectors = vectors_of(texts, folder / ENCODER, sha256, folder.with_name(VECTORS))
    places = {name: place for place, name in enumerate(known)}
    groups = dict(zip(known, groups_of(known, content.red_flags), strict=True))
    with ThreadPoolExecutor() as pool:
        by_meaning = pool.submit(head, vectors * SHARPNESS, taught, places, MEANING_STRENGTH)
        by_wording = pool.submit(head, counts(texts), taught, groups, WORDING_STRENGTH)
        meaning, wording = by_meaning.result(), by_wording.result()
    np.savez_compressed(
        folder / HEADS,
        meaning=meaning[0] * SHARPNESS,
        meaning_shift=meaning[1],
        wording=wording[0],
        wording_shift=wording[1],
    )
    about = {
        "classes": known,
        "examples": len(taught),
        "encoder_sha256": sha256,
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")


def vectors_of(texts: Sequence[str], model: Path, sha256: str, kept: Path) -> Numbers:
    """The encoder's row for each text; those an earlier fit left in the file `kept` are not made again.

    `sha256` of the file `model` tells whether they are its own.
    """
    keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    vectors = _earlier(sha256, kept)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
    encoder = Encoder(model, sha256, threads=os.cpu_count() or 1)
    vectors.update(zip(new, encoder.encode_all(list(new.values())), strict=True))
    rows = np.stack([vectors[key] for key in keys])
    written = kept.with_name(f"{os.getpid()}.{kept.name}")
    np.savez(written, model=sha256, keys=np.asarray(keys), vectors=rows)
    written.replace(kept)
    return rows


def _earlier(sha256: str, kept: Path) -> dict[str, Numbers]:
    """By the hash of its text; none if they are of another model or the file is damaged."""
    try:
        with kept.open("rb") as opened, np.load(opened) as file:
            if str(file["model"]) == sha256:
                return dict(zip(file["keys"].tolist(), file["vectors"], strict=True))
    except (OSError, ValueError, KeyError, BadZipFile):
        pass
    return {}


def head(
    features: Any, taught: Sequence[Example], labels: dict[str, int], strength: float
) -> tuple[Numbers, Numbers]:
    """Weights (a column a label) and shift of the scores; a doubtful example counts for two labels."""
    parts = [
        (row, labels[rule], share)
        for row, example in enumerate(taught)
        for rule, share in ((example.rule, example.share), (NO_SIGN, 1 - example.share))
        if share
    ]
    rows, wanted, shares = (list(column) for column in zip(*parts, strict=True))
    model = LogisticRegression(C=strength, max_iter=STEPS, tol=TOLERANCE)
    model.fit(features[rows], wanted, sample_weight=shares)
    return np.asarray(model.coef_.T, dtype=np.float32), np.asarray(model.intercept_, dtype=np.float32)


if __name__ == "__main__":
    fit(load(Path(sys.argv[1])), Path(sys.argv[2]))
