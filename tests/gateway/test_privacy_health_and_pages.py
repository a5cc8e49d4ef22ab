from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import trackers
from bot.store.engine import reading
from bot.store.models import metadata


def test_an_export_holds_everything_of_one_conversation(gateway: Any) -> None:
    mine, other = gateway.open(), gateway.open()
    mine.say("my neck aches")
    other.say("somebody else")
    response = mine.client.get("/api/v1/export", headers=mine.headers)
    held = response.json()
    trackers.save(gateway.engine, held["conversation"]["id"], "m1", {"regions": ["neck"]}, [], {})
    of_the_talk = {"conversation", "messages", "choices", "findings", "trackers", "turns"}
    assert set(held) == of_the_talk | {"memories", "visits"}
    assert [message["text"] for message in held["messages"]] == [
        "Welcome",
        "my neck aches",
        "Heard: my neck aches",
    ]
    assert "token_hash" not in held["conversation"]
    assert "somebody else" not in response.text
    assert "attachment" in response.headers["content-disposition"]


@pytest.mark.parametrize("alive", [True, False])
def test_erasing_removes_every_row_and_ends_the_token(gateway: Any, worker: Any, alive: bool) -> None:
    chat = gateway.open()
    chat.say("canary-4711")
    conversation = chat.client.get("/api/v1/export", headers=chat.headers).json()["conversation"]["id"]
    trackers.save(gateway.engine, conversation, "m1", {"said": "canary-4711"}, [], {"replies": []})
    if not alive:
        worker.kill()
    assert chat.client.delete("/api/v1/session", headers=chat.headers).status_code == 204
    assert chat.client.get("/api/v1/messages", headers=chat.headers).status_code == 401
    with reading(gateway.engine) as connection:
        for table in metadata.tables.values():
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0
    if alive:
        assert {"erased": conversation} in worker.turns()


def test_alive_says_nothing_about_the_worker_and_ready_does(gateway: Any, worker: Any) -> None:
    assert gateway.client.get("/readyz").status_code == 200
    worker.kill()
    assert gateway.client.get("/healthz").status_code == 200
    refused = gateway.client.get("/readyz")
    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    worker.start()
    assert gateway.client.get("/readyz").status_code == 200


def test_ready_takes_one_scripted_turn_a_model_and_leaves_nothing_of_it(gateway: Any, worker: Any) -> None:
    before = len(worker.turns())
    for _ in range(3):
        assert gateway.client.get("/readyz").json()["workers"][0]["model"] == "scripted"
    turn, erased = worker.turns()[before:]
    assert turn["payloads"] == ["/greet"]
    assert erased == {"erased": turn["conversation"]}


def test_every_response_carries_the_security_headers(gateway: Any) -> None:
    for path in ("/", "/panel?site=demo", "/embed.js", "/healthz", "/nowhere", "/api/v1/messages"):
        headers = gateway.client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in headers


def test_only_the_sites_own_pages_may_frame_the_panel(gateway: Any, content: Any) -> None:
    framed = gateway.client.get("/panel?site=demo").headers["content-security-policy"]
    assert "frame-ancestors 'self' " + " ".join(content.sites["demo"].origins) in framed
    assert "frame-ancestors 'none'" in gateway.client.get("/").headers["content-security-policy"]


def test_the_panel_holds_its_site_and_loads_the_built_files(gateway: Any) -> None:
    page = gateway.client.get("/panel?site=demo").text
    (config,) = re.findall(r'<script type="application/json" id="site">(.*?)</script>', page)
    assert json.loads(config)["id"] == "demo"
    assert json.loads(config)["emergency"]["lines"]
    assert '<script type="module" src="/assets/panel-1.js">' in page
    assert gateway.client.get("/assets/panel-1.js").headers["cache-control"].endswith("immutable")
    assert gateway.client.get("/panel?site=nowhere").status_code == 404


def test_no_words_of_a_site_can_become_markup(serve: Any, content: Any) -> None:
    site = content.sites["demo"]
    brand = site.brand.copy(update={"name": "</script><script>alert(1)</script>"})
    served = serve(content=replace(content, sites={"demo": site.copy(update={"brand": brand})}))
    assert "<script>alert" not in served.client.get("/panel?site=demo").text


@pytest.mark.parametrize(
    "path", ["/assets/../conftest.py", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/none.js"]
)
def test_assets_are_only_the_built_files(gateway: Any, path: str) -> None:
    assert gateway.client.get(path).status_code == 404


def test_before_the_widget_is_built_its_pages_say_so(serve: Any, tmp_path: Any) -> None:
    served = serve(dist=tmp_path / "unbuilt")
    assert [served.client.get(path).status_code for path in ("/", "/embed.js", "/panel?site=demo")] == [
        503
    ] * 3
    assert served.client.get("/healthz").status_code == 200


def test_the_description_names_every_route_of_the_interface(gateway: Any) -> None:
    described = gateway.client.get("/api/v1/openapi.json").json()["paths"]
    expected = {
        (route.path, method.lower())
        for route in gateway.app.routes
        if getattr(route, "methods", None)
        and route.path.startswith(("/api/", "/healthz", "/readyz", "/pictures/"))
        for method in route.methods - {"HEAD"}
    } - {("/api/v1/openapi.json", "get")}
    assert {(path, method) for path, methods in described.items() for method in methods} == expected
