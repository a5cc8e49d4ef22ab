"""A hundred people in danger and fifty with everyday aches, each truthful, through the whole product."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.content.loader import Content
from tests.product.persona import Persona, hold_talk, personas
from tests.product.talk import Talk

DANGEROUS = [persona for persona in personas() if persona.is_dangerous]
HARMLESS = [persona for persona in personas() if not persona.is_dangerous]
REACHES_A_PLAN = 0.95  # of the harmless


def test_there_are_enough_of_them() -> None:
    assert len(DANGEROUS) >= 100
    assert len(HARMLESS) >= 50


@pytest.mark.parametrize("persona", DANGEROUS, ids=lambda persona: persona.id)
def test_no_one_in_danger_is_led_to_a_massage(
    persona: Persona, begin: Callable[[], Talk], content: Content
) -> None:
    talk = begin()
    assert hold_talk(persona, talk, content) == "card", talk.words


def test_nearly_everyone_with_an_everyday_ache_gets_a_plan(
    begin: Callable[[], Talk], content: Content
) -> None:
    missed = {}
    for persona in HARMLESS:
        talk = begin()
        if hold_talk(persona, talk, content) != "plan":
            missed[persona.id] = (talk.tier, talk.rules, talk.words)
    assert len(missed) <= (1 - REACHES_A_PLAN) * len(HARMLESS), missed
