"""What counts as turned away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation.intents import (
    FALLBACK,
    Guess,
    HeldOut,
    Read,
    fallback_settings,
    read_held_out,
    thresholds,
    turned_away,
)
from bot.evaluation.metrics import Share
from bot.settings import ROOT


def read(topic: str, intent: str, taken_for: str, *confidences: float) -> Read:
    ranking = tuple(zip((taken_for if taken_for != FALLBACK else intent, "other"), confidences, strict=False))
    return Read(HeldOut(topic, intent, "some text"), Guess(taken_for, ranking))


LINES = [
    read("out_of_scope", "chitchat", "chitchat", 0.8, 0.1),
    read("out_of_scope", "out_of_scope", "chitchat", 0.4, 0.1),
    read("out_of_scope", "out_of_scope", "greet", 0.45, 0.2),
    read("pain", "inform", "inform", 0.9, 0.05),
    read("pain", "inform", FALLBACK, 0.2, 0.1),
    read("pain", "inform", "chitchat", 0.7, 0.1),
    read("pain", "inform", "inform", 0.5, 0.48),
]


def test_another_out_of_scope_intent_or_asking_again_turns_away() -> None:
    assert turned_away(LINES) == (Share(2, 3), Share(2, 4))


def test_a_threshold_turns_away_what_is_below_it_or_too_close() -> None:
    low, high = thresholds(LINES, (0.1, 0.5), 0.05)
    assert (low.caught, low.rejected) == (Share(2, 3), Share(2, 4))
    assert (high.caught, high.rejected) == (Share(3, 3), Share(3, 4))


def test_the_settings_in_use_are_read() -> None:
    threshold, ambiguity = fallback_settings(ROOT / "config.yml")
    assert 0 < ambiguity < threshold < 1


def test_without_a_fallback_classifier_nothing_is_turned_away(tmp_path: Path) -> None:
    config = tmp_path / "config.yml"
    config.write_text("pipeline:\n  - name: SpacyNLP\n")
    assert fallback_settings(config) == (0, 0)


@pytest.mark.parametrize("intent", ["out_of_scope", "chitchat", "abuse", "ask_diagnosis", "ask_medicine"])
def test_the_out_of_scope_topic_has_the_lines_to_measure_it(intent: str) -> None:
    lines = read_held_out(ROOT / "tests" / "nlu")
    assert sum(line.topic == "out_of_scope" and line.intent == intent for line in lines) >= 10
