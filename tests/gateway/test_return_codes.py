"""Coming back by a private code, over HTTP: every wrong code is a clear error, and opens nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from bot.gateway.limits import Rate
from bot.store.clock import utc_now
from bot.store.engine import reading, writing
from bot.store.models import conversations, memories, visits

CODE = "/api/v1/memory"
UNKNOWN = "urn:unknot:problem:unknown-code"
EXPIRED = "urn:unknot:problem:expired-code"


def make(chat: Any) -> str:
    response = chat.client.post(CODE, headers=chat.headers)
    assert response.status_code == 201, response.text
    return str(response.json()["code"])


def come_back(served: Any, code: object, **more: object) -> httpx.Response:
    body = {"site": "demo", "locale": "en", "return_code": code, **more}
    response: httpx.Response = served.client.post("/api/v1/sessions", json=body)
    return response


def headers_of(response: httpx.Response) -> dict[str, str]:
    assert response.status_code == 201, response.text
    return {"Authorization": f"Bearer {response.json()['token']}"}


def remembered(served: Any, pain: int = 6) -> str:
    chat = served.open()
    chat.say(f"leave {pain}")
    return make(chat)


def talks(served: Any) -> int:
    with reading(served.engine) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(conversations)).scalar() or 0)


def end(served: Any) -> None:
    """All codes have run out."""
    with writing(served.engine) as connection:
        over = utc_now() - timedelta(minutes=1)
        connection.execute(memories.update().values(expires_at=over))


@pytest.fixture
def two_sites(serve: Any, content: Any) -> Any:
    other = content.sites["demo"].copy(update={"id": "other"})
    return serve(content=replace(content, sites={**content.sites, "other": other}))


def test_a_code_and_when_it_ends_are_given_once(gateway: Any, content: Any) -> None:
    chat = gateway.open()
    body = chat.client.post(CODE, headers=chat.headers).json()
    assert set(body) == {"code", "expires_at"}
    assert len(body["code"]) == 14
    assert body["code"] not in str(chat.history())
    held = chat.client.get("/api/v1/export", headers=chat.headers).text
    assert body["code"] not in held
    assert "code_hash" not in held


@pytest.mark.parametrize("written", ["{}", "my code is {}, ok?", "({})"])
@pytest.mark.parametrize("lower", [True, False])
def test_a_code_typed_into_the_talk_is_not_stored(
    gateway: Any, worker: Any, written: str, lower: bool
) -> None:
    chat = gateway.open()
    code = make(chat)
    typed = code.lower() if lower else code
    assert chat.say(written.format(typed)).status_code == 200
    held = chat.client.get("/api/v1/export", headers=chat.headers).text
    assert typed not in held + str(worker.turns())
    assert written.format("****") in held


def test_with_a_code_the_worker_is_told_of_earlier_visits_at_every_turn(gateway: Any, worker: Any) -> None:
    code = remembered(gateway)
    headers = headers_of(come_back(gateway, code.lower().replace("-", " ")))
    gateway.client.post("/api/v1/messages", json={"id": "m1", "text": "leave 4"}, headers=headers)
    opening, turn = worker.turns()[-2:]
    assert opening["payloads"] == ["/greet"]
    assert opening["memory"] == turn["memory"]
    assert opening["memory"]["today"] == utc_now().date().isoformat()
    assert [visit["pain"] for visit in opening["memory"]["visits"]] == [6]
    third = worker.turns()
    headers_of(come_back(gateway, code))
    assert [visit["pain"] for visit in worker.turns()[len(third)]["memory"]["visits"]] == [6, 4]


def test_without_a_code_the_worker_is_told_of_nothing(gateway: Any, worker: Any) -> None:
    remembered(gateway)
    gateway.open()
    assert worker.turns()[-1]["memory"] == {}


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_code_is_no_code(gateway: Any, nothing: object) -> None:
    assert come_back(gateway, nothing).status_code == 201


@pytest.mark.parametrize(
    "wrong", ["0000-0000-0000", "K7QF", "hello", "x" * 5000, "K7QF-2M9X-PDTU", "' OR 1=1", "é\x00"]
)
def test_a_wrong_code_is_a_clear_error_and_opens_nothing(gateway: Any, wrong: str) -> None:
    remembered(gateway)
    before = talks(gateway)
    refused = come_back(gateway, wrong)
    assert (refused.status_code, refused.json()["type"]) == (422, UNKNOWN)
    assert "go on without it" in refused.json()["detail"]
    assert talks(gateway) == before


@pytest.mark.parametrize("wrong", [7, ["K7QF-2M9X-PDT4"], {"code": 1}, True])
def test_a_code_that_is_no_text_is_refused(gateway: Any, wrong: object) -> None:
    assert come_back(gateway, wrong).status_code == 422


def test_an_expired_code_says_so_to_who_holds_it(gateway: Any) -> None:
    code, before = remembered(gateway), talks(gateway)
    end(gateway)
    refused = come_back(gateway, code)
    assert (refused.status_code, refused.json()["type"]) == (422, EXPIRED)
    assert "too old" in refused.json()["detail"]
    assert talks(gateway) == before


def test_another_sites_code_is_answered_like_a_wrong_one(two_sites: Any) -> None:
    code = remembered(two_sites)
    wrong = come_back(two_sites, "0000-0000-0000", site="other")
    foreign = come_back(two_sites, code, site="other")
    assert (foreign.status_code, foreign.json()) == (422, wrong.json())
    end(two_sites)
    assert come_back(two_sites, code, site="other").json() == wrong.json()


def test_a_forgotten_and_a_replaced_code_are_answered_like_a_wrong_one(gateway: Any) -> None:
    chat = gateway.open()
    chat.say("leave 6")
    replaced, code = make(chat), make(chat)
    assert come_back(gateway, replaced).json()["type"] == UNKNOWN
    assert chat.client.delete(CODE, headers=chat.headers).status_code == 204
    assert come_back(gateway, code).json()["type"] == UNKNOWN


def test_forgetting_in_the_middle_of_a_return_visit_ends_the_remembering(gateway: Any, worker: Any) -> None:
    headers = headers_of(come_back(gateway, remembered(gateway)))
    assert gateway.client.delete(CODE, headers=headers).status_code == 204
    gateway.client.post("/api/v1/messages", json={"id": "m1", "text": "hi"}, headers=headers)
    assert worker.turns()[-1]["memory"] == {}


def test_forgetting_what_was_never_remembered_is_no_error(chat: Any) -> None:
    assert chat.client.delete(CODE, headers=chat.headers).status_code == 204


def test_codes_cannot_be_tried_without_end_while_others_come_in_freely(serve: Any, limits: Any) -> None:
    served = serve(limits=limits(returns=Rate(burst=2, per_second=0.01)))
    code = remembered(served)
    tries = [come_back(served, "0000-0000-0000").status_code for _ in range(3)]
    assert tries == [422, 422, 429]
    refused = come_back(served, code)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert served.open().history()


def test_codes_are_not_made_without_end(serve: Any, limits: Any) -> None:
    chat = serve(limits=limits(codes=Rate(burst=1, per_second=0.01))).open()
    assert [chat.client.post(CODE, headers=chat.headers).status_code for _ in range(2)] == [201, 429]


def test_from_a_page_that_is_not_allowed_no_code_can_be_tried(gateway: Any) -> None:
    body = {"site": "demo", "return_code": remembered(gateway)}
    evil = {"Origin": "https://evil.test"}
    assert gateway.client.post("/api/v1/sessions", json=body, headers=evil).status_code == 403


def test_erasing_the_return_visit_erases_what_the_code_opened(gateway: Any) -> None:
    code = remembered(gateway)
    headers = headers_of(come_back(gateway, code))
    held = gateway.client.get("/api/v1/export", headers=headers).json()
    assert [visit["data"].get("pain") for visit in held["visits"]] == [6, None]
    assert gateway.client.delete("/api/v1/session", headers=headers).status_code == 204
    assert come_back(gateway, code).json()["type"] == UNKNOWN
    with reading(gateway.engine) as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(visits)).scalar() == 0


def test_a_tier_found_with_the_worker_dead_is_there_at_the_return(gateway: Any, worker: Any) -> None:
    chat = gateway.open()
    chat.say("leave 6")
    code = make(chat)
    worker.kill()
    assert chat.say("crushing chest pain down my left arm").json()["tier"] == "emergency_now"
    worker.start()
    headers_of(come_back(gateway, code))
    (visit,) = worker.turns()[-1]["memory"]["visits"]
    assert visit["tier"] == "emergency_now"


def test_a_grave_tier_is_remembered_even_where_nothing_else_was_told(gateway: Any, worker: Any) -> None:
    chat = gateway.open()
    chat.say("crushing chest pain down my left arm")
    headers_of(come_back(gateway, make(chat)))
    (visit,) = worker.turns()[-1]["memory"]["visits"]
    assert set(visit) == {"at", "tier", "rules"}
    assert visit["tier"] == "emergency_now"


def test_a_return_that_finds_no_worker_is_told_of_at_the_first_message(gateway: Any, worker: Any) -> None:
    code = remembered(gateway)
    worker.kill()
    headers = headers_of(come_back(gateway, code))
    worker.start()
    gateway.client.post("/api/v1/messages", json={"id": "m1", "text": "hello"}, headers=headers)
    assert [visit["pain"] for visit in worker.turns()[-1]["memory"]["visits"]] == [6]
