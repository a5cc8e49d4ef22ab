"""Random conversations over HTTP: whatever is typed and pressed, a grave sign closes the way to massage."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
import yaml

from bot.content.schema import TIERS, Tier
from bot.dialogue.state import CLOSING_TIERS, CRISIS_TIERS
from tests import scale
from tests.product.running import ROOT
from tests.product.talk import Talk

SEED = 20261124
MOVES = 9
CORRECTIONS = ("no, it's 7 out of 10", "actually my left ankle", "not my knee", "I'm pregnant", "start over")
BESIDE_DANGER = {"emergency", "crisis", "urgent", "contact"}
TAKES_BACK = "That's not what I meant"


@lru_cache(maxsize=1)
def lines() -> list[str]:
    """All that the tests hold of what people type, about danger and about anything else."""
    found: list[str] = [*CORRECTIONS] * 40
    for path in sorted((ROOT / "tests" / "red_flags").glob("*.yml")):
        found += [str(line) for of_kind in _yaml(path).values() for line in of_kind or ()]
    for path in sorted((ROOT / "tests" / "nlu").glob("*.yml")):
        found += [str(line) for of_intent in _yaml(path)["held_out"].values() for line in of_intent] * 2
    return found


def _yaml(path: Any) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_no_random_conversation_leads_from_a_grave_sign_to_massage(begin: Callable[[], Talk]) -> None:
    for number in range(scale.of(30, 300)):
        chance = random.Random(SEED + number)
        talk, taken_back, was_crisis = begin(), False, False
        for _ in range(MOVES):
            before = talk.tier
            taken_back |= move(talk, chance)
            was_crisis |= talk.tier in {tier.value for tier in CRISIS_TIERS}
            check(talk, before, taken_back, was_crisis, f"conversation {number}")


def move(talk: Talk, chance: random.Random) -> bool:
    """Types or presses something; True where a sign was taken back."""
    offered = [choice for reply in talk.replies for choice in reply["choices"]]
    if not offered or chance.random() < 0.4:
        talk.say(chance.choice(lines()))
        return False
    choice = chance.choice(offered)
    talk.press(choice["id"])
    return TAKES_BACK in choice["title"]


def check(talk: Talk, before: str | None, taken_back: bool, was_crisis: bool, where: str) -> None:
    """The promises that the answers to one move must keep."""
    assert all(reply["text"] for reply in talk.replies), where
    if talk.tier in {tier.value for tier in CLOSING_TIERS}:
        note = {"note"} if talk.tier == "urgent_same_day" else set()  # to take along to who looks at it
        assert set(talk.cards) <= BESIDE_DANGER | note, (where, talk.cards, talk.tier)
        assert talk.expects in {None, "danger"}, (where, talk.expects)
    if before and not taken_back:
        assert talk.tier, where
        assert TIERS.index(Tier(talk.tier)) <= TIERS.index(Tier(before)), (where, before, talk.tier)
    if was_crisis:
        numbers = [card for reply in talk.replies if (card := reply["card"]) and card.get("contacts")]
        assert numbers, (where, talk.words)
