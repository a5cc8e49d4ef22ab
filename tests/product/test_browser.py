"""The whole way on a phone: page, consent, buttons, steps, feedback; and danger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect, sync_playwright

from bot.content.loader import Content
from tests.product.running import Product
from tests.product.talk import MOST_STEPS, titles_of

pytestmark = pytest.mark.browser

PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def phone() -> Iterator[BrowserContext]:
    """Closed with the module: only one Playwright may run in a process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        yield context
        expect.set_options(timeout=5_000)
        browser.close()


class OnAPhone:
    """The demo page with the chat open and agreed to."""

    def __init__(self, page: Page, titles: dict[str, set[str]], pictures: Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self._titles = titles
        self._pictures = pictures
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def last(self) -> Locator:
        return self.panel.get_by_role("log").locator("article.bot").last

    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.picture("page")
        self.page.get_by_role("button", name="Ask about an ache").click()
        agree = self.panel.get_by_role("button", name="I agree", exact=True)
        expect(agree).to_be_visible()
        self.picture("consent")
        agree.click()
        expect(self.last).to_be_visible()

    def is_offered(self, option: str | tuple[str, ...]) -> None:
        first = option[0] if isinstance(option, tuple) else option
        expect(
            self._control("checkbox" if isinstance(option, tuple) else "button", first).last
        ).to_be_visible()

    def presses(self, option: str) -> None:
        self._control("button", option).last.click()

    def ticks(self, *options: str) -> None:
        for option in options:
            self._control("checkbox", option).last.check()
        self.panel.get_by_role("button", name="Send my answer").click()

    def says(self, text: str) -> None:
        box = self.panel.get_by_role("textbox")
        box.fill(text)
        box.press("Enter")

    def picture(self, name: str) -> None:
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=self._pictures / f"{name}.png")

    def _control(self, role: str, option: str) -> Locator:
        titles = self._titles[option]
        assert titles, option
        controls = [self.panel.get_by_role(role, name=title, exact=True) for title in titles]
        either = controls[0]
        for control in controls[1:]:
            either = either.or_(control)
        return either


@pytest.fixture
def chat(phone: BrowserContext, product: Product, content: Content, tmp_path: Path) -> Iterator[OnAPhone]:
    """A visitor whose browser remembers nothing of the one before. Pictures stay in the test's folder."""
    phone.clear_cookies()
    chat = OnAPhone(phone.new_page(), titles_of(content), tmp_path)
    chat.opens(product.address)
    yield chat
    chat.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    chat.page.close()


def test_a_sore_neck_is_led_by_buttons_from_consent_to_what_to_watch_for(chat: OnAPhone) -> None:
    answers = {
        "location": ("region:neck",), "type": ("type:aching", "type:tight"),
        "intensity": "intensity:4", "duration": "duration:10", "onset": "onset:gradual",
        "stress": "stress:6", "danger": ("danger:none",), "conditions": ("condition:none",),
        "confirm": "confirm:yes", "preference": "/next_step",
    }  # fmt: skip
    for question, option in answers.items():
        chat.is_offered(option)
        chat.picture(question)
        chat.ticks(*option) if isinstance(option, tuple) else chat.presses(option)
    step = chat.panel.locator("unknot-step").last
    expect(step).to_be_visible()
    chat.picture("step")
    for _ in range(MOST_STEPS):
        progress = step.get_by_role("progressbar")
        number, of = progress.get_attribute("value"), progress.get_attribute("max")
        chat.presses("/next_step")
        if number == of:
            break
        expect(chat.panel.locator("unknot-step").last.get_by_role("progressbar")).to_have_attribute(
            "value", str(int(number or 0) + 1)
        )
    chat.is_offered("/better")
    chat.picture("feedback")
    chat.presses("/better")
    chat.is_offered("harm:no")
    chat.picture("harm")
    chat.presses("harm:no")
    expect(chat.last.locator("li, p").first).to_be_visible()
    chat.picture("net")
    assert chat.errors == []


def test_danger_on_a_phone_shows_a_number_to_tap(chat: OnAPhone) -> None:
    chat.says("crushing chest pain down my left arm")
    call = chat.panel.locator("section.pinned a[href='tel:999']").first
    expect(call).to_be_visible()
    expect(call).to_be_in_viewport()
    chat.picture("emergency")
    chat.says("give me a massage")
    expect(chat.panel.get_by_role("log").locator("article.person")).to_have_count(2)
    expect(call).to_be_in_viewport()
    expect(chat.panel.locator("unknot-step")).to_have_count(0)
    chat.picture("emergency-stands")
    assert chat.errors == []
