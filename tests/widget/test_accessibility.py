"""axe finds nothing to object to in any state: at a desk, in the dark, on the smallest phone, right to left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import pytest
from chat import Chat, new_context
from playwright.sync_api import Browser, Frame
from screenshots import STATES

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS: dict[str, dict[str, Any]] = {
    "desk": {},
    "dark": {"scheme": "dark"},
    "narrow": {"width": 320, "height": 568},
    "forced": {"forced_colors": "active"},
}
View = Literal["desk", "dark", "narrow", "forced"]


@pytest.fixture(params=VIEWS)
def visitor(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Chat]:
    """A visitor with one way of seeing. Only axe itself gets past the page's policy."""
    context = new_context(browser, bypass_csp=True, **VIEWS[request.param])
    yield Chat.visit(context, address)
    context.close()


def violations(frame: Frame) -> list[str]:
    """What axe finds in one document: `rule: element`."""
    frame.evaluate(AXE.read_text())
    found = frame.evaluate(
        "(values) => axe.run(document, { runOnly: { type: 'tag', values }, iframes: false })", RULES
    )
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visitor: Chat, state: str) -> None:
    reach: Callable[[Chat], object] = STATES[state]
    reach(visitor)
    assert [each for frame in visitor.page.frames for each in violations(frame)] == []


def test_nothing_is_wider_than_the_smallest_phone(browser: Browser, address: str) -> None:
    context = new_context(browser, 320, 568)
    chat = Chat.visit(context, address).agree().interview("step")
    for frame in chat.page.frames:
        assert frame.evaluate("() => document.documentElement.scrollWidth") <= 320
    context.close()


def test_right_to_left_turns_the_whole_panel(browser: Browser, address: str) -> None:
    context = new_context(browser, 375, 667, bypass_csp=True)
    chat = Chat.visit(context, address, "/panel?site=rtl")
    name = chat.page.locator("header strong").bounding_box()
    close = chat.page.locator("#close").bounding_box()
    assert name and close and close["x"] < name["x"]
    chat.page.get_by_role("button", name="I agree").click()
    chat.page.get_by_text("Where does it ache?").wait_for()
    assert violations(chat.page.main_frame) == []
    context.close()
