"""What training changed in the encoder, small enough to be kept with the code: `adapter.npz`.

Each changed matrix is kept as the product of two thin ones (low-rank adaptation, Hu 2021).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.semantic.base_model import BaseModel, Weights

ADAPTER = Path(__file__).with_name("adapter.npz")
RANK = 16  # docs/decisions/0009: as good as whole matrices, a tenth of their size


def save(path: Path, base: BaseModel, layers: Mapping[int, Mapping[str, Weights]]) -> None:
    """Keeps what differs between the trained `layers` and those of `base`."""
    kept: dict[str, npt.NDArray[np.float16]] = {}
    for index, layer in layers.items():
        before = base.layer(index)
        for name, weights in layer.items():
            change = weights - before[name]
            parts = _thin(change) if change.ndim == 2 else (change,)
            kept.update({f"{index}/{name}/{n}": part.astype(np.float16) for n, part in enumerate(parts)})
    np.savez_compressed(path, **kept)


def apply(base: BaseModel, path: Path = ADAPTER) -> None:
    """Changes the layers of `base` as kept in `path`."""
    with np.load(path) as kept:
        parts: dict[int, dict[str, list[Weights]]] = {}
        for key in sorted(kept.files):
            index, name, _ = key.split("/")
            parts.setdefault(int(index), {}).setdefault(name, []).append(kept[key].astype(np.float32))
    for index, changes in parts.items():
        before = base.layer(index)
        base.change_layer(index, {name: before[name] + _whole(part) for name, part in changes.items()})


def digest(path: Path = ADAPTER) -> str:
    """SHA-256 of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _thin(change: Weights) -> tuple[Weights, Weights]:
    left, sizes, right = np.linalg.svd(change, full_matrices=False)
    root = np.sqrt(sizes[:RANK])
    return left[:, :RANK] * root, root[:, np.newaxis] * right[:RANK]


def _whole(parts: list[Weights]) -> Weights:
    return parts[0] if len(parts) == 1 else np.asarray(parts[0] @ parts[1], dtype=np.float32)
