from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from fhir.resources.bundle import Bundle

from bot.dialogue.routine import plan_of
from bot.dialogue.state import CLOSING_TIERS, State
from bot.store import memories, trackers
from bot.store.engine import writing
from tests.dialogue.talk import guide, with_plan
from tests.note.samples import KNEE

PLANNED = with_plan(["neck"]).state


def knowing(gateway: Any, state: State, *said: str) -> Any:
    """A conversation in which `said` was typed, and of which the worker knows `state`."""
    chat = gateway.open()
    for words in said:
        assert chat.say(words).status_code == 200
    trackers.save(gateway.engine, id_of(chat), "known", state.to_slots(), [], {})
    return chat


def id_of(chat: Any) -> str:
    return str(chat.client.get("/api/v1/export", headers=chat.headers).json()["conversation"]["id"])


def get(chat: Any, path: str, **headers: str) -> Any:
    return chat.client.get(f"/api/v1/{path}", headers=chat.headers | headers)


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("note", "text/plain; charset=utf-8"),
        ("note?format=text", "text/plain; charset=utf-8"),
        ("note?format=page", "text/html; charset=utf-8"),
        ("note?format=fhir", "application/fhir+json"),
    ],
)
def test_a_note_comes_in_the_format_asked_for(gateway: Any, path: str, media_type: str) -> None:
    response = get(knowing(gateway, KNEE), path)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["cache-control"] == "no-store"
    assert "left knee" in response.text


def test_the_bundle_is_valid_fhir_and_never_holds_the_token(gateway: Any) -> None:
    chat = knowing(gateway, KNEE)
    response = get(chat, "note?format=fhir")
    assert Bundle.parse_obj(response.json()).id == id_of(chat)
    assert chat.token not in response.text
    assert get(chat, "note?format=fhir").json()["entry"] == response.json()["entry"]


def test_a_score_has_the_time_of_its_answer(gateway: Any) -> None:
    chat = knowing(gateway, KNEE, "my knee aches", "ask how bad", "6", "and one thing more")
    told = {
        m["text"]: datetime.fromisoformat(m["created_at"]) for m in chat.history() if m["author"] == "person"
    }
    made = get(chat, "note?format=fhir").json()
    observed = [entry["resource"] for entry in made["entry"] if "effectiveDateTime" in entry["resource"]]
    at = {one["code"]["text"]: datetime.fromisoformat(one["effectiveDateTime"]) for one in observed}
    assert at["Pain before the routine"] == told["6"]
    assert at["Stress"] == told["my knee aches"]
    assert datetime.fromisoformat(made["timestamp"]) == told["and one thing more"]


def test_pages_have_a_policy_that_runs_and_fetches_nothing(gateway: Any) -> None:
    for path in ("note?format=page", "plan?format=page"):
        policy = get(knowing(gateway, PLANNED), path).headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_before_anything_was_told_there_is_no_note(gateway: Any) -> None:
    refused = get(gateway.open(), "note")
    assert refused.status_code == 404
    assert refused.json()["type"] == "urn:unknot:problem:no-note"


@pytest.mark.parametrize("path", ["note?format=pdf", "note?format=", "plan?format=text", "plan?format=fhir"])
def test_a_format_that_there_is_not_is_refused(gateway: Any, path: str) -> None:
    refused = get(knowing(gateway, PLANNED), path)
    assert refused.status_code == 422
    assert refused.json()["type"] == "urn:unknot:problem:unknown-format"


@pytest.mark.parametrize("path", ["note", "note?format=fhir", "plan"])
def test_nothing_is_handed_out_without_the_token_or_to_another_page(gateway: Any, path: str) -> None:
    chat = knowing(gateway, PLANNED)
    assert chat.client.get(f"/api/v1/{path}").status_code == 401
    assert chat.client.get(f"/api/v1/{path}", params={"token": chat.token}).status_code == 401
    assert get(chat, path, Origin="https://elsewhere.example").status_code == 403


def test_another_conversation_gets_its_own_note_only(gateway: Any) -> None:
    mine, other = knowing(gateway, KNEE), knowing(gateway, State(regions=("neck",)))
    assert "knee" in get(mine, "note").text
    assert "knee" not in get(other, "note").text


def test_the_plan_is_printed_with_its_steps(gateway: Any) -> None:
    response = get(knowing(gateway, PLANNED), "plan?format=page")
    assert response.status_code == 200
    assert "1. Settle" in response.text


def test_a_printed_plan_leaves_out_what_did_harm_at_an_earlier_visit(gateway: Any) -> None:
    [(_, harmful)] = plan_of(guide().content, PLANNED).routines
    first, now = gateway.open(), knowing(gateway, PLANNED)
    before = get(now, "plan").text
    with writing(gateway.engine) as connection:
        left = {"regions": ["neck"], "results": {harmful: "harm"}}
        memories.note(connection, id_of(first), left, None, [])
    code, _ = memories.make_code(gateway.engine, id_of(first), "demo", timedelta(days=1))
    memory = memories.find_by_code(gateway.engine, code)
    assert memory
    assert memories.take_up(gateway.engine, memory.id, id_of(now), timedelta(days=1))
    title = next(r.title for r in guide().content.routines["neck"].routines if r.id == harmful)
    assert title in before
    assert title not in get(now, "plan").text


@pytest.mark.parametrize("tier", CLOSING_TIERS)
def test_no_plan_is_printed_after_a_high_tier(gateway: Any, tier: Any) -> None:
    refused = get(knowing(gateway, PLANNED.but(tier=tier.value)), "plan")
    assert refused.status_code == 409
    assert refused.json()["type"] == "urn:unknot:problem:no-plan-after-danger"


def test_no_plan_is_printed_before_there_is_one_or_before_its_screen(gateway: Any) -> None:
    for state in (State(), PLANNED.but(confirmed=False), PLANNED.but(screened=(), denied=())):
        refused = get(knowing(gateway, state), "plan")
        assert refused.status_code == 409
        assert refused.json()["type"] == "urn:unknot:problem:no-plan"


def test_what_the_gateway_found_while_the_worker_was_dead_stands_above_the_plan(
    gateway: Any, worker: Any
) -> None:
    chat = knowing(gateway, PLANNED)
    worker.kill()
    assert chat.say("crushing chest pain down my left arm").json()["tier"] == "emergency_now"
    assert get(chat, "plan").status_code == 409
    assert "get help right now" in get(chat, "note").text


def test_an_erased_conversation_has_no_note(gateway: Any) -> None:
    chat = knowing(gateway, KNEE)
    chat.client.delete("/api/v1/session", headers=chat.headers)
    assert get(chat, "note").status_code == 401
