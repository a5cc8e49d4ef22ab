"""axe finds nothing in any state: at a desk, in the dark, in high contrast, on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from chat import Chat, new_context
from playwright.sync_api import Browser, Frame, Page
from screenshots import STATES

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS: dict[str, Callable[[Page], object]] = {
    "desk": lambda page: page,
    "dark": lambda page: page.emulate_media(color_scheme="dark"),
    "forced": lambda page: page.emulate_media(forced_colors="active"),
    "narrow": lambda page: page.set_viewport_size({"width": 320, "height": 568}),
}


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Chat]:
    """A visitor whose browser lets axe itself, and nothing else, get past the page's policy."""
    context = new_context(browser, bypass_csp=True)
    yield Chat.visit(context, address)
    context.close()


def violations(frame: Frame) -> list[str]:
    """What axe finds in one document: `rule: element`."""
    frame.evaluate("(axe) => window.axe || (0, eval)(axe)", AXE.read_text())
    found = frame.evaluate(
        "(values) => axe.run(document, { runOnly: { type: 'tag', values }, iframes: false })", RULES
    )
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visitor: Chat, state: str) -> None:
    reach: Callable[[Chat], object] = STATES[state]
    reach(visitor)
    found = {}
    for view, look in VIEWS.items():
        look(visitor.page)
        found[view] = violations(visitor.page.frames[1] if state != "closed" else visitor.page.main_frame)
    assert found == {view: [] for view in VIEWS}


def test_nothing_is_wider_than_the_smallest_phone(browser: Browser, address: str) -> None:
    context = new_context(browser, 320, 568)
    chat = Chat.visit(context, address).agree().interview("step")
    for frame in chat.page.frames:
        assert frame.evaluate("() => document.documentElement.scrollWidth") <= 320
    context.close()


def test_right_to_left_turns_the_whole_panel(browser: Browser, address: str) -> None:
    context = new_context(browser, 375, 667, bypass_csp=True)
    chat = Chat.visit(context, address, "/panel?site=rtl")
    name = chat.page.locator("header h1").bounding_box()
    close = chat.page.locator("#close").bounding_box()
    assert name is not None
    assert close is not None
    assert close["x"] < name["x"]
    chat.page.get_by_role("button", name="I agree").click()
    chat.page.get_by_role("log").get_by_text("Where does it ache?").wait_for()
    assert violations(chat.page.main_frame) == []
    context.close()
