"""Hears danger signs in a message with the adapted encoder: which red flag, and how surely."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.content.schema import RedFlag, Tier
from bot.errors import MendableError
from bot.semantic.examples import NO_SIGN
from bot.semantic.parts import parts
from bot.text.encoder import Encoder
from bot.triage.hearing import Hearing

ENCODER, HEAD, ABOUT = "encoder.onnx", "head.npz", "about.json"
KEPT = 512  # messages whose hearing is kept: pipeline, dialogue and gateway all ask for it

Shares = npt.NDArray[np.float32]


class Thresholds(NamedTuple):
    """The share of all likelihood from which on a text is `high` (an emergency or a crisis), at least
    `urgent`, or `any` danger sign at all; None: never.
    """

    high: float
    urgent: float
    any: float | None


# docs/decisions/0009 has the curves they were chosen on.
FIRE = Thresholds(high=0.45, urgent=0.5, any=0.75)
ASK = Thresholds(high=0.1, urgent=0.15, any=None)  # less than the same day is not worth a question
GROUPS = (
    (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK),
    (Tier.URGENT_SAME_DAY,),
    (Tier.SEE_PROFESSIONAL,),
)
_NOTHING = Hearing(danger=0.0)


class Detector:
    """An adapted encoder and a head, for the red flags the head was fitted to."""

    def __init__(self, folder: Path, red_flags: Mapping[str, RedFlag]) -> None:
        """Loads what `bot.semantic.fit` wrote into `folder`. Raises `MendableError` where it is no good."""
        about = _read_about(folder)
        self._encoder = Encoder(folder / ENCODER, sha256=about["encoder_sha256"])
        with np.load(folder / HEAD) as head:
            self._weights, self._shift = head["weights"], head["shift"]
        self.classes: list[str] = about["classes"]
        tiers = [None if rule == NO_SIGN else red_flags[rule].tier for rule in self.classes]
        self._groups = [np.array([tier in group for tier in tiers]) for group in GROUPS]
        self._kept: OrderedDict[str, Hearing] = OrderedDict()

    def hear(self, text: str) -> Hearing:
        """What is heard in a clean text; of a long one, in the part where the most is heard."""
        kept = self._kept.get(text)
        if kept is None:
            kept = self._kept[text] = self._hear(text)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept

    def shares(self, text: str) -> Shares:
        """How likely each of the `classes` is in a short text; they add up to 1."""
        scores = self._encoder.encode(text) @ self._weights + self._shift
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum(), dtype=np.float32)

    def _hear(self, text: str) -> Hearing:
        heard = [self._hear_part(part) for part in parts(text)]
        return max(heard, key=lambda h: (h.fire is not None, h.ask is not None, h.danger), default=_NOTHING)

    def _hear_part(self, part: str) -> Hearing:
        shares = self.shares(part)
        danger = float(sum(shares[group].sum() for group in self._groups))
        return Hearing(danger, self._top(shares, FIRE), self._top(shares, ASK), part)

    def _top(self, shares: Shares, thresholds: Thresholds) -> str | None:
        """The likeliest red flag of the highest group that, with those above it, reaches its threshold."""
        reached = 0.0
        for group, threshold in zip(self._groups, thresholds, strict=True):
            reached += float(shares[group].sum())
            if threshold is not None and reached >= threshold and group.any():
                return self.classes[int(np.argmax(np.where(group, shares, -1)))]
        return None


def _read_about(folder: Path) -> dict[str, Any]:
    path = folder / ABOUT
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise MendableError(f"{path} cannot be read ({error}). Run: make train") from error
