from __future__ import annotations

import signal
import time
from typing import Any

import pytest

from bot.content.schema import Tier
from bot.gateway.crosscheck import judge
from bot.gateway.worker_client import WorkerTurn
from bot.store import choices
from bot.store.conversations import Standing
from bot.store.engine import writing

STROKE = "my face is drooping on one side and my speech is slurred"
HARMLESS = "my neck is stiff after a day at the desk"


@pytest.fixture
def danger(content: Any, gate: Any) -> str:
    """A rule that fires for STROKE, with the highest tier."""
    rules = gate.assess(STROKE).rules
    return next(rule for rule in rules if content.red_flags[rule].tier is Tier.EMERGENCY_NOW)


def _silence(worker: Any, how: str) -> None:
    if how == "dead":
        worker.kill()
    if how == "frozen":
        worker.signal(signal.SIGSTOP)


@pytest.mark.parametrize("how", ["dead", "frozen"])
def test_danger_gets_the_emergency_card_with_the_worker_dead_or_frozen(
    chat: Any, worker: Any, how: str
) -> None:
    _silence(worker, how)
    started = time.monotonic()
    response = chat.say(STROKE)
    assert time.monotonic() - started < 10
    assert response.status_code == 200
    body = response.json()
    assert body["tier"] == "emergency_now"
    card = body["replies"][0]["card"]
    assert card["kind"] == "emergency"
    assert {"label": "Call 999", "href": "tel:999"} in card["contacts"]
    assert "999" in body["replies"][0]["text"]


@pytest.mark.parametrize("how", ["dead", "frozen"])
def test_a_harmless_message_is_then_told_to_try_again_and_is_handled_when_it_does(
    chat: Any, worker: Any, how: str
) -> None:
    _silence(worker, how)
    refused = chat.say(HARMLESS, "m1")
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) == 5
    assert "999" in refused.json()["detail"]
    assert [m["state"] for m in chat.history() if m["author"] == "person"] == ["accepted"]
    if how == "dead":
        worker.start()
    else:
        worker.signal(signal.SIGCONT)
        time.sleep(5.1)  # as long as Retry-After asks for
    answered = chat.say(HARMLESS, "m1")
    assert answered.status_code == 200
    assert chat.say(HARMLESS, "m1").content == answered.content
    assert [m["author"] for m in chat.history()] == ["bot", "person", "bot"]


def test_behind_a_frozen_worker_nobody_waits_in_line(chat: Any, worker: Any) -> None:
    worker.signal(signal.SIGSTOP)
    chat.say(HARMLESS)
    started = time.monotonic()
    assert chat.say(HARMLESS).status_code == 503
    assert chat.say(STROKE).json()["replies"][0]["card"]["kind"] == "emergency"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("text", ["answer in html", "break", "say nothing"])
def test_an_answer_that_is_none_counts_as_silence(chat: Any, text: str) -> None:
    response = chat.say(text)
    assert response.status_code == 503
    assert "Traceback" not in response.text


def test_when_the_worker_overlooks_a_danger_the_gateway_answers(chat: Any) -> None:
    body = chat.say(STROKE).json()
    assert body["tier"] == "emergency_now"
    assert body["replies"][0]["card"]["kind"] == "emergency"
    assert not any(reply["text"].startswith("Heard") for reply in body["replies"])


def test_when_the_worker_knows_of_the_danger_its_words_go_out(chat: Any, danger: str) -> None:
    body = chat.say(f"raise emergency_now {danger}").json()
    assert (body["tier"], body["rules"]) == ("emergency_now", [danger])
    assert body["replies"][0]["text"].startswith("Heard")


def test_a_high_tier_stands_and_keeps_plans_away(chat: Any) -> None:
    chat.say(STROKE)
    body = chat.say("tempt me").json()
    assert body["tier"] == "emergency_now"
    assert [reply["card"]["kind"] for reply in body["replies"]] == ["emergency"]


def test_a_high_tier_is_shown_again_when_the_worker_dies(chat: Any, worker: Any) -> None:
    chat.say(STROKE)
    worker.kill()
    body = chat.say("are you there?").json()
    assert [reply["card"]["kind"] for reply in body["replies"]] == ["emergency"]


def test_the_worker_is_told_what_stands(chat: Any, worker: Any, danger: str) -> None:
    chat.say(STROKE)
    chat.say("thank you")
    standing = worker.turns()[-1]["standing"]
    assert standing["tier"] == "emergency_now"
    assert danger in standing["rules"]


def test_only_a_rule_set_aside_comes_down_and_that_is_traced(chat: Any, gate: Any) -> None:
    rules = gate.assess(STROKE).rules
    chat.say(STROKE)
    assert chat.say("that was nothing").json()["tier"] == "emergency_now"
    body = chat.say("set aside " + " ".join(rules)).json()
    assert (body["tier"], body["rules"]) == (None, [])
    held = chat.client.get("/api/v1/export", headers=chat.headers).json()
    assert {finding["rule"] for finding in held["findings"] if finding["overridden_at"]} == set(rules)


def test_a_sign_picked_on_a_danger_screen_counts_with_the_worker_dead(
    chat: Any, gateway: Any, worker: Any, content: Any, danger: str
) -> None:
    flag = next(flag for flag in content.red_flags.values() if flag.statement)
    held = chat.client.get("/api/v1/export", headers=chat.headers).json()
    offered = choices.Choice("tick", 1, True, flag.statement, "/answer")
    with writing(gateway.engine) as connection:
        choices.replace(connection, held["conversation"]["id"], [offered])
    worker.kill()
    assert chat.pick("tick").json()["tier"] == flag.tier.value


def test_in_a_crisis_the_numbers_stand_on_every_turn(chat: Any) -> None:
    chat.say("raise crisis_risk")
    for text in ("ok", "what do you keep about me?"):
        first, second = chat.say(text).json()["replies"]
        assert {"label": "Call Samaritans: 116 123", "href": "tel:116123"} in first["card"]["contacts"]
        assert second["text"] == f"Heard: {text}"


def _turn(**changes: Any) -> WorkerTurn:
    return WorkerTurn(**({"replies": [{"text": "x"}], "tier": None, "rules": []} | changes))


def test_nothing_is_said_when_nothing_fired_and_nobody_answers(content: Any) -> None:
    assert judge(content, Standing(), (), None) is None
    assert judge(content, Standing("see_professional", ()), (), None) is None


def test_a_tier_the_worker_raised_without_a_rule_stands(content: Any) -> None:
    verdict = judge(content, Standing("urgent_same_day", ()), (), _turn())
    assert verdict is not None
    assert (verdict.standing.tier, verdict.failsafe) == ("urgent_same_day", ())


def test_a_rule_the_gateway_does_not_know_is_kept_and_does_no_harm(content: Any) -> None:
    verdict = judge(content, Standing(), ("unheard_of",), _turn(rules=["new_rule"]))
    assert verdict is not None
    assert verdict.standing == Standing(None, ("unheard_of", "new_rule"))


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier is not Tier.SELF_CARE])
def test_every_tier_has_its_own_safety_reply(content: Any, tier: Tier) -> None:
    verdict = judge(
        content, Standing(tier.value, ()), (), _turn(replies=[{"text": "x", "card": {"kind": "step"}}])
    )
    assert verdict is not None
    assert len(verdict.failsafe) == (0 if tier is Tier.SEE_PROFESSIONAL else 1)
