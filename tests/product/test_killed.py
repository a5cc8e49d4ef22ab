"""Kill -9 of any process: danger is answered all the same, and no message is lost or handled twice."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.product.running import PATIENCE_S, Product, is_alive, wait_until
from tests.product.talk import Talk

DANGER = "crushing chest pain"
HARMLESS = "my neck hurts"


@pytest.fixture
def another(model: str, tmp_path: Path) -> Iterator[Product]:
    """A product for one test, which may end it."""
    product = Product(tmp_path)
    yield product.start()
    product.stop()


def until_it_answers_again(product: Product) -> None:
    wait_until(lambda: httpx.get(f"{product.address}/readyz", timeout=30).is_success, PATIENCE_S)


def said(talk: Talk) -> list[tuple[str, str]]:
    return [(one["text"], one["state"]) for one in talk.history() if one["author"] == "person"]


def test_with_the_worker_killed_danger_gets_its_card_and_the_rest_waits_for_the_worker(
    product: Product, begin: Callable[[], Talk]
) -> None:
    endangered, aching, again = begin(), begin(), str(uuid.uuid4())
    product.kill("worker")
    endangered.say(DANGER)
    assert endangered.tier == "emergency_now"
    assert any(link["href"] == "tel:999" for link in endangered.card("emergency")["contacts"])
    refused = aching.send({"id": again, "text": HARMLESS})
    assert refused.status_code == 503
    assert int(refused.headers["retry-after"]) > 0
    assert said(aching) == [(HARMLESS, "accepted")]

    until_it_answers_again(product)
    answered = aching.send({"id": again, "text": HARMLESS})
    assert answered.status_code == 200
    assert answered.json()["replies"][-1]["expects"] == "type"
    assert aching.send({"id": again, "text": HARMLESS}).content == answered.content
    assert said(aching) == [(HARMLESS, "answered")]
    assert endangered.say(HARMLESS).tier == "emergency_now"
    assert not {"plan", "step", "summary"} & set(endangered.seen)


@pytest.mark.parametrize("name", ["worker", "gateway"])
def test_killed_in_the_middle_of_turns_it_loses_and_doubles_nothing(
    product: Product, begin: Callable[[], Talk], name: str
) -> None:
    talks = [begin() for _ in range(6)]
    ids = [str(uuid.uuid4()) for _ in talks]
    threads = [
        threading.Thread(target=_send_whatever_happens, args=(talk, id_))
        for talk, id_ in zip(talks, ids, strict=True)
    ]
    for thread in threads:
        thread.start()
    product.kill(name)
    for thread in threads:
        thread.join(60)
    until_it_answers_again(product)
    for talk, id_ in zip(talks, ids, strict=True):
        answer = talk.send({"id": id_, "text": HARMLESS})
        assert answer.status_code == 200, answer.text
        assert said(talk) == [(HARMLESS, "answered")]
        after = [one["id"] for one in talk.history() if one["seq"] > answer.json()["seq"]]
        assert after == [reply["id"] for reply in answer.json()["replies"]]


def _send_whatever_happens(talk: Talk, id_: str) -> None:
    try:
        talk.send({"id": id_, "text": HARMLESS})
    except httpx.HTTPError:
        return


def test_with_the_gateway_killed_the_session_lives_on(product: Product, talk: Talk) -> None:
    talk.say(HARMLESS).is_asked("type")
    before = talk.history()
    product.kill("gateway")
    until_it_answers_again(product)
    assert talk.history() == before
    talk.pick("type:aching").is_asked("intensity")


def test_what_ended_is_taken_note_of(product: Product) -> None:
    def zombies() -> list[psutil.Process]:
        return [one for one in product.family() if one.status() == psutil.STATUS_ZOMBIE]

    wait_until(lambda: not zombies(), 10)


def test_with_the_supervisor_killed_every_process_goes(another: Product) -> None:
    another.until_ready()
    family = another.family()
    assert len(family) >= 3
    with httpx.stream("GET", f"{another.address}/healthz"):
        family[0].kill()
    _, alive = psutil.wait_procs(family[1:], timeout=5)
    assert not [one for one in alive if is_alive(one)]


def test_ctrl_c_stops_every_process_even_with_a_page_listening(another: Product) -> None:
    another.until_ready()
    family = another.family()
    with httpx.Client(base_url=another.address) as client:
        token = client.post("/api/v1/sessions", json={"site": "demo"}).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        with client.stream("GET", "/api/v1/events", headers=headers, timeout=60) as events:
            assert next(events.iter_lines()).startswith("id:")
            assert another.interrupt() == 0
    assert not [one for one in family if is_alive(one)]
    assert "Traceback" not in another.output


def test_ctrl_c_while_it_is_still_starting_stops_every_process(another: Product) -> None:
    wait_until(lambda: len(another.family()) == 3, PATIENCE_S)
    family = another.family()
    assert another.interrupt() == 0
    assert not [one for one in family if is_alive(one)]
    assert "Traceback" not in another.output
