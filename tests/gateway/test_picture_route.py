"""`GET /pictures/<owner>/<number>.svg`: public, kept under its hash, and harmless wherever it opens."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from bot.pictures.address import reference, step_at


def source(gateway: Any, owner: str = "neck_gentle", number: int = 2) -> str:
    step = step_at(gateway.content, owner, number)
    assert step is not None
    return reference(gateway.content, owner, number, step)["src"]


@pytest.mark.parametrize(("owner", "number"), [("neck_gentle", 2), ("box_breathing", 1)])
def test_a_picture_needs_no_session_and_is_kept_for_good(gateway: Any, owner: str, number: int) -> None:
    answer = gateway.client.get(source(gateway, owner, number))
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    step = step_at(gateway.content, owner, number)
    assert step is not None
    assert ElementTree.fromstring(answer.text).findtext("{http://www.w3.org/2000/svg}title") == step.title


def test_without_its_hash_or_with_an_old_one_it_is_asked_for_again(gateway: Any) -> None:
    path = source(gateway).partition("?")[0]
    for address in (path, f"{path}?v=0123456789abcdef"):
        assert gateway.client.get(address).headers["cache-control"] == "no-cache"


def test_what_a_browser_already_has_is_not_sent_again(gateway: Any) -> None:
    path = source(gateway).partition("?")[0]
    tag = gateway.client.get(path).headers["etag"]
    again = gateway.client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert gateway.client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_opened_as_a_page_it_may_load_and_run_nothing(gateway: Any) -> None:
    headers = gateway.client.get(source(gateway)).headers
    policy = headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert policy[1].startswith("style-src 'sha256-")
    assert "sandbox" in policy
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "neck_gentle/0.svg", "neck_gentle/99.svg", "neck_gentle/x.svg", "neck_gentle/-1.svg",
        "neck_gentle/1e2.svg", "neck_gentle/%C2%B2.svg", "neck_gentle/" + "9" * 5000 + ".svg",
        "nobody/1.svg", "neck_gentle/1.png", "neck_gentle", "..%2Fneck_gentle/1.svg",
    ],
)  # fmt: skip
def test_what_is_no_picture_is_a_404_in_a_plain_sentence(gateway: Any, path: str) -> None:
    answer = gateway.client.get(f"/pictures/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "There is nothing at this address."
