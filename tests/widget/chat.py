"""How a person uses the chat, in the words of the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, Request, expect

LATENCY_MS = 10_000


def new_context(
    browser: Browser,
    width: int = 1280,
    height: int = 800,
    scheme: Literal["light", "dark"] = "light",
    **options: Any,
) -> BrowserContext:
    """A visitor with an empty browser. Motion is off, so that pictures and timing are steady."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce", **options
    )
    context.set_default_timeout(LATENCY_MS)
    return context


def body(request: Request) -> dict[str, Any]:
    """The JSON a request carried."""
    carried: dict[str, Any] = json.loads(request.post_data or "{}")
    return carried


@dataclass
class Chat:
    """The demo page with the chat on it, and what went over the wire and the console."""

    page: Page
    address: str
    calls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def visit(cls, context: BrowserContext, address: str, path: str = "/") -> Chat:
        """Opens a page and listens."""
        chat = cls(context.new_page(), address)
        chat.page.on("request", lambda request: chat.calls.append(f"{request.method} {request.url}"))
        chat.page.on("pageerror", lambda error: chat.errors.append(str(error)))
        chat.page.on("console", lambda line: chat.errors.append(line.text) if line.type == "error" else None)
        chat.page.goto(address + path)
        return chat

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name="Ask about an ache")

    @property
    def log(self) -> Locator:
        return self.panel.get_by_role("log")

    @property
    def box(self) -> Locator:
        return self.panel.get_by_role("textbox", name="Your message")

    @property
    def api_calls(self) -> list[str]:
        return [call for call in self.calls if "/api/" in call]

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.button("I agree")).to_be_visible()
        return self

    def agree(self) -> Chat:
        self.open()
        self.button("I agree").click()
        self.hears("Where does it ache?")
        return self

    def say(self, text: str) -> Chat:
        self.box.fill(text)
        self.box.press("Enter")
        return self

    def pick(self, *names: str) -> Chat:
        for name in names:
            self.button(name).click()
        return self

    def tick(self, *names: str) -> Chat:
        for name in names:
            self.panel.get_by_role("checkbox", name=name).check()
        return self.pick("Send my answer")

    def hears(self, text: str) -> Chat:
        """Waits until the newest words of the guide contain `text`."""
        expect(self.log.locator("article.bot").last).to_contain_text(text)
        return self

    def said(self) -> list[str]:
        """What the person said, as the log shows it."""
        return [text.strip() for text in self.log.locator("article.person .said").all_inner_texts()]

    def interview(self, until: str = "step") -> Chat:
        """Answers the questions up to the summary, the plan or the first step."""
        self.pick("Neck").hears("What does it feel like?").tick("Aching", "Tight").hears("How bad")
        self.pick("5").hears("how stressed").pick("6").hears("Is that right?")
        if until in ("plan", "step"):
            self.pick("Yes, that is right").hears("Your plan")
        return self.pick("Start").hears("Warm the muscle") if until == "step" else self
