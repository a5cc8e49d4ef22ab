"""The custom actions, run as Rasa runs them: through rasa_sdk's executor, with a tracker in JSON."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from bot.dialogue.respond import HANDLERS
from bot.dialogue.state import State
from tests.dialogue.talk import ROOT, actions_by_intent, guide, read_yaml

DOMAIN = read_yaml(ROOT / "domain.yml")


@pytest.fixture(scope="module")
def executor() -> ActionExecutor:
    executor = ActionExecutor()
    executor.register_package("actions")
    return executor


def run(
    executor: ActionExecutor,
    action: str,
    intent: str,
    text: str,
    options: list[str] | None = None,
    state: State | None = None,
    ranking: list[dict[str, Any]] | None = None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """What an action says, and the slots it sets."""
    entities = [{"entity": "option", "value": option} for option in options or []]
    latest = {
        "text": text,
        "intent": {"name": intent, "confidence": 1.0},
        "entities": entities,
        "intent_ranking": ranking or [],
        "metadata": {"site": "demo"},
    }
    tracker = {
        "sender_id": "someone",
        "slots": (state or State()).to_slots(),
        "latest_message": latest,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    call = {"next_action": action, "sender_id": "someone", "tracker": tracker, "domain": DOMAIN}
    result = asyncio.run(executor.run(call))
    assert result is not None
    return result["responses"], {event["name"]: event["value"] for event in result["events"]}


def test_every_action_of_the_domain_has_a_class_and_every_class_is_in_the_domain(
    executor: ActionExecutor,
) -> None:
    assert set(executor.actions) == set(DOMAIN["actions"])


def test_every_action_of_the_domain_has_a_handler_and_every_handler_its_action() -> None:
    assert set(HANDLERS) == set(DOMAIN["actions"])


def test_every_action_of_the_domain_follows_from_a_rule_and_every_rule_has_its_action() -> None:
    assert set(actions_by_intent().values()) == set(DOMAIN["actions"])


def test_every_intent_of_the_domain_has_a_rule() -> None:
    assert set(actions_by_intent()) == {*DOMAIN["intents"], "nlu_fallback"}


def test_a_greeting_is_answered_by_response_ids_and_sets_what_is_open(executor: ActionExecutor) -> None:
    said, slots = run(executor, "action_greet", "greet", "/greet")
    assert [reply["response"] for reply in said] == ["utter_welcome", "utter_ask_location"]
    assert slots == {"asked": ["location"], "open_question": "location"}


def test_what_is_not_text_travels_beside_it(executor: ActionExecutor) -> None:
    said, _ = run(executor, "action_greet", "greet", "/greet")
    custom = said[-1]["custom"]
    assert custom["expects"] == "location"
    assert custom["multiple"] is True
    assert custom["own_choices"] == len(said[-1]["buttons"])
    assert said[-1]["buttons"][0].keys() == {"title", "payload"}


@pytest.mark.parametrize("options", [["region:neck"], ["region:neck", "region:knee"]])
def test_a_pressed_button_fills_its_slot(executor: ActionExecutor, options: list[str]) -> None:
    _, slots = run(executor, "action_interview", "inform", "/inform{...}", options)
    assert slots["regions"] == [option.partition(":")[2] for option in options]


def test_an_option_in_typed_text_is_no_button(executor: ActionExecutor) -> None:
    _, slots = run(executor, "action_interview", "inform", "hello there", ["region:neck"])
    assert "regions" not in slots


def test_typed_text_fills_several_slots_at_once(executor: ActionExecutor) -> None:
    text = "dull ache in my left knee, 6 out of 10, for 3 days"
    _, slots = run(executor, "action_interview", "inform", text)
    assert (slots["regions"], slots["sides"], slots["types"]) == (["knee"], {"knee": "left"}, ["aching"])
    assert (slots["intensity"], slots["duration_days"]) == (6.0, 3.0)


def test_only_slots_that_change_are_set(executor: ActionExecutor) -> None:
    state = State(regions=("neck",), open_question="type", asked=("location", "type"))
    _, slots = run(executor, "action_why", "why_ask", "why do you ask?", state=state)
    assert slots == {}


def test_every_action_answers_from_an_empty_conversation(executor: ActionExecutor) -> None:
    for intent, action in actions_by_intent().items():
        said, slots = run(executor, action, intent, f"/{intent}")
        assert said, action
        assert {reply["response"] for reply in said} <= set(guide().content.responses)
        assert set(slots) <= set(DOMAIN["slots"])


def test_a_danger_sign_beats_whatever_action_was_chosen(executor: ActionExecutor) -> None:
    text = "crushing chest pain down my left arm"
    said, slots = run(executor, "action_drink", "want_hydration", text)
    assert said[0]["custom"]["card"]["kind"] == "emergency"
    assert slots["tier"] == "emergency_now"


def test_what_an_unsure_classifier_wavers_between_becomes_buttons(executor: ActionExecutor) -> None:
    ranking = [
        {"name": "nlu_fallback", "confidence": 0.4},
        {"name": "ask_swedish", "confidence": 0.35},
        {"name": "ask_human", "confidence": 0.2},
        {"name": "ask_sleep", "confidence": 0.1},
    ]
    said, _ = run(executor, "action_interview", "nlu_fallback", "qwertz asdfgh", ranking=ranking)
    assert [button["payload"] for button in said[0]["buttons"]] == ["/ask_swedish", "/ask_human"]


def test_unlikely_readings_are_not_offered(executor: ActionExecutor) -> None:
    ranking = [{"name": "ask_swedish", "confidence": 0.12}, {"name": "ask_human", "confidence": 0.1}]
    said, _ = run(executor, "action_interview", "nlu_fallback", "qwertz asdfgh", ranking=ranking)
    assert said[0]["response"] == "utter_not_understood_1"


def test_a_sure_intent_is_not_asked_back(executor: ActionExecutor) -> None:
    ranking = [{"name": "ask_swedish", "confidence": 0.9}]
    said, _ = run(executor, "action_explain", "ask_swedish", "what is swedish massage", ranking=ranking)
    assert said[0]["response"] == "utter_explain"
