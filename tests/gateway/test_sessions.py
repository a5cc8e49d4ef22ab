from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.gateway.limits import Rate

EVERY_PRIVATE_CALL = [
    ("POST", "/api/v1/messages"),
    ("GET", "/api/v1/messages"),
    ("GET", "/api/v1/events"),
    ("GET", "/api/v1/export"),
    ("DELETE", "/api/v1/session"),
    ("POST", "/api/v1/memory"),
    ("DELETE", "/api/v1/memory"),
]


def test_a_new_session_has_a_token_an_end_and_the_site(gateway: Any) -> None:
    response = gateway.client.post("/api/v1/sessions", json={"site": "demo", "locale": "en"})
    assert response.status_code == 201
    body = response.json()
    assert len(body["token"]) >= 43
    assert body["expires_at"].endswith("+00:00")
    assert body["site"]["emergency"]["numbers"] == ["999", "112"]
    assert set(body["site"]) == {"id", "brand", "locale", "consent", "contacts", "emergency", "leave_to"}


def test_the_opening_turn_shows_the_welcome(chat: Any) -> None:
    (welcome,) = chat.history()
    assert (welcome["author"], welcome["seq"], welcome["text"]) == ("bot", 1, "Welcome")
    assert [choice["title"] for choice in welcome["choices"]] == ["Neck", "Back"]


def test_without_a_worker_a_session_opens_empty(gateway: Any, worker: Any) -> None:
    worker.kill()
    assert gateway.open().history() == []


@pytest.mark.parametrize(
    "body",
    [
        {"site": "nowhere"},
        {"site": None},
        {"site": ["demo"]},
        {},
        {"site": "demo", "locale": "../../etc"},
        {"site": "demo", "locale": 7},
        {"site": "demo", "consent_version": "1999"},
    ],
)
def test_a_session_for_an_unknown_site_locale_or_consent_is_refused(
    gateway: Any, body: dict[str, object]
) -> None:
    assert gateway.client.post("/api/v1/sessions", json=body).status_code == 422


def test_the_consent_agreed_to_is_kept(gateway: Any, content: Any) -> None:
    version = content.sites["demo"].consent.version
    body = {"site": "demo", "locale": "en", "consent_version": version}
    token = gateway.client.post("/api/v1/sessions", json=body).json()["token"]
    held = gateway.client.get("/api/v1/export", headers={"Authorization": f"Bearer {token}"}).json()
    assert held["conversation"]["consent_version"] == version


@pytest.mark.parametrize(("method", "path"), EVERY_PRIVATE_CALL)
@pytest.mark.parametrize("header", [None, "Bearer", "Bearer wrong", "Basic x", "Bearer a b", "token"])
def test_no_call_works_without_a_good_token(gateway: Any, method: str, path: str, header: str | None) -> None:
    headers = {"Authorization": header} if header else {}
    response = gateway.client.request(method, path, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), EVERY_PRIVATE_CALL)
def test_an_expired_token_is_refused_everywhere(serve: Any, limits: Any, method: str, path: str) -> None:
    chat = serve(limits=limits(session_hours=0)).open()
    assert chat.client.request(method, path, headers=chat.headers).status_code == 401


def test_a_token_opens_only_its_own_conversation(gateway: Any) -> None:
    first, second = gateway.open(), gateway.open()
    first.say("mine alone")
    assert "mine alone" not in str(second.history())


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8080", 201),
        ("https://localhost:8080", 403),
        ("http://localhost:8080.evil.test", 403),
        ("https://evil.test", 403),
        ("null", 403),
    ],
)
def test_only_exact_origins_of_the_site_may_open_a_session(gateway: Any, origin: str, status: int) -> None:
    response = gateway.client.post("/api/v1/sessions", json={"site": "demo"}, headers={"Origin": origin})
    assert response.status_code == status
    assert (response.headers.get("access-control-allow-origin") == origin) is (status == 201)


def test_the_gateways_own_pages_may_open_a_session(gateway: Any) -> None:
    own = str(gateway.client.base_url).rstrip("/")
    assert gateway.open(Origin=own).history()


def test_a_session_is_bound_to_the_origin_that_opened_it(gateway: Any) -> None:
    chat = gateway.open(Origin="http://localhost:8080")
    assert chat.post({"id": "m1", "text": "hi"}, Origin="http://localhost:8080").status_code == 200
    assert chat.post({"id": "m2", "text": "hi"}, Origin="http://127.0.0.1:8080").status_code == 403


def test_a_preflight_is_answered_for_the_sites_origins_only(gateway: Any) -> None:
    ask = {"Access-Control-Request-Method": "POST"}
    allowed = gateway.client.options("/api/v1/messages", headers=ask | {"Origin": "http://localhost:8080"})
    refused = gateway.client.options("/api/v1/messages", headers=ask | {"Origin": "https://evil.test"})
    assert (allowed.status_code, refused.status_code) == (204, 403)
    assert "Authorization" in allowed.headers["access-control-allow-headers"]
    assert "access-control-allow-origin" not in refused.headers


def test_who_goes_too_fast_is_told_when_to_come_back(serve: Any, limits: Any) -> None:
    chat = serve(limits=limits(messages=Rate(burst=2, per_second=0.5))).open()
    assert [chat.say("hi").status_code for _ in range(3)] == [200, 200, 429]
    refused = chat.say("hi")
    assert 1 <= int(refused.headers["retry-after"]) <= 2
    assert refused.json()["type"] == "urn:unknot:problem:too-fast"


def test_one_address_cannot_open_sessions_without_end(serve: Any, limits: Any) -> None:
    served = serve(limits=limits(sessions=Rate(burst=1, per_second=0.01)))
    served.open()
    assert served.client.post("/api/v1/sessions", json={"site": "demo"}).status_code == 429


def test_a_site_of_another_country_shows_its_numbers(serve: Any, content: Any) -> None:
    site = content.sites["demo"].copy(update={"country": "US"})
    served = serve(content=replace(content, sites={"demo": site}))
    body = served.client.post("/api/v1/sessions", json={"site": "demo"}).json()
    assert body["site"]["emergency"]["numbers"] == ["911"]
