"""The adapter changes the encoder as training did, and is the small part of it that it claims to be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.semantic import adapter
from bot.semantic.base_model import LAYERS, BaseModel
from bot.text.encoder import Encoder, shared_encoder

TEXTS = ("i cant feel my foot", "stiff neck from the desk", "thanks!", "")
LARGEST_KB = 1500


@pytest.fixture(scope="module")
def base() -> BaseModel:
    return BaseModel()


def test_the_weights_are_read_and_written_back_unchanged(base: BaseModel, tmp_path: Path) -> None:
    for index in range(LAYERS):
        base.change_layer(index, base.layer(index))
    base.save(tmp_path / "same.onnx")
    same = Encoder(tmp_path / "same.onnx")
    for text in TEXTS:
        assert np.allclose(same.encode(text), shared_encoder().encode(text), atol=1e-3)


def test_a_change_survives_being_kept_as_thin_matrices(base: BaseModel, tmp_path: Path) -> None:
    generator = np.random.default_rng(1)
    before = base.layer(LAYERS - 1)
    thin = generator.normal(size=(384, 3)) @ generator.normal(size=(3, 384)) * 0.01
    changed = {**before, "query": before["query"] + thin, "query_bias": before["query_bias"] + 0.5}
    adapter.save(tmp_path / "kept.npz", base, {LAYERS - 1: changed})
    fresh = BaseModel()
    adapter.apply(fresh, tmp_path / "kept.npz")
    after = fresh.layer(LAYERS - 1)
    step = np.abs(changed["query"]).max(axis=0) / 127  # what eight bits can tell apart
    assert np.all(np.abs(after["query"] - changed["query"]) <= step + 1e-3)
    assert np.allclose(after["query_bias"], changed["query_bias"], atol=1e-3)


def test_the_shipped_adapter_is_small_and_changes_what_is_encoded(tmp_path: Path) -> None:
    assert adapter.ADAPTER.stat().st_size < LARGEST_KB * 1024
    adapted = BaseModel()
    adapter.apply(adapted)
    adapted.save(tmp_path / "adapted.onnx")
    vector = Encoder(tmp_path / "adapted.onnx").encode(TEXTS[0])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert vector @ shared_encoder().encode(TEXTS[0]) < 0.99
