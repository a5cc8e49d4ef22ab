"""Hears danger signs in a message as a whole: which red flag, and how surely."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.content.schema import RedFlag, Tier
from bot.errors import MendableError
from bot.semantic.examples import NO_SIGN
from bot.semantic.parts import parts
from bot.semantic.wording import counts
from bot.text.encoder import Encoder
from bot.triage.hearing import NOTHING, Hearing

ENCODER, HEADS, ABOUT = "encoder.onnx", "heads.npz", "about.json"
AT_ONCE = 2  # parts of a long message heard side by side
KEPT = 512  # messages whose hearing is kept: pipeline, dialogue and gateway all ask for it

Numbers = npt.NDArray[np.float32]

# What the classes are grouped to, the gravest first; the last group is no sign at all.
GROUPS: tuple[tuple[Tier | None, ...], ...] = (
    (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK),
    (Tier.URGENT_SAME_DAY,),
    (Tier.SEE_PROFESSIONAL,),
    (None,),
)


class Thresholds(NamedTuple):
    """The share of all likelihood from which on a text is `high` (an emergency or a crisis), at least
    `urgent`, or `any` danger sign at all; None: never.
    """

    high: float
    urgent: float
    any: float | None


# docs/decisions/0009 has the figures they were chosen on.
FIRE = Thresholds(high=0.3, urgent=0.75, any=0.75)
ASK = Thresholds(high=0.15, urgent=0.2, any=None)  # less than the same day is not worth a question
_TINY = 1e-6


class Detector:
    """Two views of a text, its meaning and its wording, each with a head fitted to the examples."""

    def __init__(self, folder: Path, red_flags: Mapping[str, RedFlag]) -> None:
        """Loads what `bot.semantic.fit` wrote into `folder`. Raises `MendableError` where it is no good."""
        about = _read_about(folder)
        self._encoder = Encoder(folder / ENCODER, sha256=about["encoder_sha256"])
        with np.load(folder / HEADS) as heads:
            self._meaning = heads["meaning"], heads["meaning_shift"]
            self._wording = heads["wording"], heads["wording_shift"]
        self.classes: list[str] = about["classes"]
        self._group = np.array(groups_of(self.classes, red_flags))
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._kept: OrderedDict[str, Hearing] = OrderedDict()

    def hear(self, text: str) -> Hearing:
        """What is heard in a clean text; of a long one, in the part where the most is heard."""
        kept = self._kept.get(text)
        if kept is None:
            kept = self._kept[text] = self._hear(text)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept

    def _hear(self, text: str) -> Hearing:
        # Each by itself, not as one batch: the quantised encoder's numbers depend on what is beside a text.
        heard = self._pool.map(self._hear_part, parts(text))
        return max(heard, key=lambda h: (h.fire is not None, h.ask is not None, h.danger), default=NOTHING)

    def _hear_part(self, part: str) -> Hearing:
        rules = _likelihoods(self._encoder.encode(part)[np.newaxis], *self._meaning)
        by_meaning = np.bincount(self._group, weights=rules, minlength=len(GROUPS)).astype(np.float32)
        shares = _joined(by_meaning, _likelihoods(counts([part]), *self._wording))
        fire, ask = self._top(rules, shares, FIRE), self._top(rules, shares, ASK)
        return Hearing(float(1 - shares[-1]), fire, ask, part)

    def _top(self, rules: Numbers, shares: Numbers, thresholds: Thresholds) -> str | None:
        """The likeliest red flag of the highest group that, with those above it, reaches its threshold."""
        for group, threshold in enumerate(thresholds):
            if threshold is not None and shares[: group + 1].sum() >= threshold:
                return self.classes[int(np.argmax(np.where(self._group == group, rules, -1)))]
        return None


def _joined(by_meaning: Numbers, by_wording: Numbers) -> Numbers:
    """The geometric mean of both views, as shares."""
    joined = np.sqrt((by_meaning + _TINY) * (by_wording + _TINY))
    return np.asarray(joined / joined.sum(), dtype=np.float32)


def groups_of(classes: Sequence[str], red_flags: Mapping[str, RedFlag]) -> list[int]:
    """The place in `GROUPS` of each class."""
    tiers = (None if name == NO_SIGN else red_flags[name].tier for name in classes)
    return [next(place for place, group in enumerate(GROUPS) if tier in group) for tier in tiers]


def _likelihoods(features: Any, weights: Numbers, shift: Numbers) -> Numbers:
    """Of one row of features, a share a class; they add up to 1."""
    scores = np.asarray(features @ weights)[0] + shift
    likely = np.exp(scores - scores.max())
    return np.asarray(likely / likely.sum(), dtype=np.float32)


def _read_about(folder: Path) -> dict[str, Any]:
    path = folder / ABOUT
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise MendableError(f"{path} cannot be read ({error}). Run: make train") from error
