"""Taking note and plan along from the chat, framed by a clinic's page of another site, in a real Chromium."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
import sqlalchemy as sa
from fhir.resources.bundle import Bundle
from playwright.sync_api import (
    Browser,
    BrowserContext,
    FrameLocator,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from bot.content.loader import Content
from bot.dialogue.state import State
from bot.gateway.context import DIST
from bot.note import page as note_page
from bot.note import plan, plan_page
from bot.note.build import build
from bot.store import trackers
from bot.store.engine import reading
from bot.store.models import conversations
from tests.dialogue.talk import ROOT, guide, with_plan
from tests.note.samples import KNEE, TALK

pytestmark = pytest.mark.browser

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PLANNED = with_plan(["neck"]).state


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with the module: only one Playwright may run in a process."""
    subprocess.run([ROOT / "scripts" / "build-widget"], check=True, capture_output=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visitor:
    """A person in the chat on the clinic's page, and every address their browser went to."""

    def __init__(self, context: BrowserContext, clinic: str, served: Any) -> None:
        self.engine = served.engine
        self.addresses: list[str] = []
        self.errors: list[str] = []
        self.tokens: set[str] = set()
        context.on("request", self.note)
        context.on("page", lambda tab: self.addresses.append(tab.url))
        self.page = context.new_page()
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.goto(f"{clinic}/?{served.client.base_url.port}")
        self.page.get_by_role("button", name="Ask about an ache").click()
        self.button("I agree").click()
        expect(self.panel.get_by_text("Welcome", exact=True)).to_be_visible()

    def note(self, request: Request) -> None:
        self.addresses.append(request.url)
        self.tokens |= {request.headers.get("authorization", "").removeprefix("Bearer ")} - {""}

    @property
    def panel(self) -> FrameLocator:
        return self.page.frame_locator("iframe")

    @property
    def status(self) -> Locator:
        return self.panel.locator("unknot-papers").last.get_by_role("status")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True).last

    def is_offered(self, what: str, state: State) -> None:
        """The worker knows `state` and has just offered a note or a plan."""
        with reading(self.engine) as connection:
            id_ = connection.execute(sa.select(conversations.c.id)).scalar_one()
        trackers.save(self.engine, id_, f"{what} {state.tier}", state.to_slots(), [], {})
        box = self.panel.get_by_role("textbox")
        box.fill(f"offer a {what}")
        box.press("Enter")
        expect(self.button("Page to print")).to_be_visible()

    def saves(self, name: str) -> tuple[str, str]:
        """The name and the words of the file a button saves."""
        with self.page.expect_download() as download:
            self.button(name).click()
        return download.value.suggested_filename, download.value.path().read_text(encoding="utf-8")

    def opens(self) -> Page:
        """The tab the page to print stands in."""
        with self.page.context.expect_page() as opened:
            self.button("Page to print").click()
        opened.value.wait_for_load_state()
        return opened.value


class ClinicPage(BaseHTTPRequestHandler):
    """A page at 127.0.0.1 that embeds the chat of localhost at the port in its query: another site."""

    def do_GET(self) -> None:
        chat = f"http://localhost:{self.path.partition('?')[2]}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        script = f'<script async src="{chat}/embed.js" data-site="demo"></script>'
        icon = '<link rel="icon" href="data:,">'
        self.wfile.write(f"<!doctype html><title>Clinic</title>{icon}<body>{script}".encode())

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def clinic() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), ClinicPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visitor(browser: Browser, serve: Any, content: Content, clinic: str) -> Iterator[Visitor]:
    site = content.sites["demo"].copy(update={"origins": [clinic]})
    context = browser.new_context(reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(10_000)
    yield Visitor(context, clinic, serve(dist=DIST, content=replace(content, sites={"demo": site})))
    context.close()


def test_a_note_is_saved_as_text_and_for_the_clinics_system(visitor: Visitor) -> None:
    visitor.is_offered("note", KNEE)
    name, words = visitor.saves("Save as text")
    assert name == "note.txt"
    assert "Where: left knee and thigh" in words
    expect(visitor.status).to_have_text("Saved to your downloads.")
    name, words = visitor.saves("File for the clinic's system")
    assert name == "note.fhir.json"
    assert Bundle.parse_raw(words).type == "collection"
    assert visitor.errors == []


def test_a_note_is_copied(visitor: Visitor) -> None:
    visitor.is_offered("note", KNEE)
    visitor.button("Copy").click()
    expect(visitor.status).to_have_text("Copied.")
    assert "left knee and thigh" in visitor.page.evaluate("() => navigator.clipboard.readText()")


@pytest.mark.parametrize(
    ("what", "state", "holds"), [("note", KNEE, "left knee"), ("plan", PLANNED, "1. Settle")]
)
def test_the_page_to_print_opens_with_its_style_on_a4(
    visitor: Visitor, what: str, state: State, holds: str, tmp_path: Path
) -> None:
    visitor.is_offered(what, state)
    tab = visitor.opens()
    assert tab.url.startswith("blob:")
    expect(tab.locator("main")).to_contain_text(holds)
    assert tab.locator("h2").first.evaluate("one => getComputedStyle(one).borderTopStyle") == "solid"
    printed = tab.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    boxes = {
        tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+ [\d.]+)\]", printed)
    }
    assert all(abs(wide - 595) < 2 and abs(high - 842) < 2 for wide, high in boxes)
    assert boxes
    expect(visitor.status.get_by_role("link", name="open the page")).to_be_visible()
    assert visitor.errors == []


def test_the_link_that_stays_opens_the_page_once_more(visitor: Visitor) -> None:
    visitor.is_offered("note", KNEE)
    visitor.opens()
    with visitor.page.context.expect_page() as again:
        visitor.status.get_by_role("link", name="open the page").click()
    expect(again.value.locator("h1")).to_have_text("Note about an ache")


def test_a_plan_that_no_longer_holds_is_refused_in_plain_words(visitor: Visitor) -> None:
    visitor.is_offered("plan", PLANNED.but(tier="urgent_same_day"))
    visitor.button("Page to print").click()
    expect(visitor.status).to_contain_text("this needs a check first")


def test_no_address_ever_holds_the_token(visitor: Visitor) -> None:
    visitor.is_offered("note", KNEE)
    tab = visitor.opens()
    visitor.saves("Save as text")
    (token,) = visitor.tokens
    assert any("/api/v1/note?format=page" in address for address in visitor.addresses)
    assert [address for address in [*visitor.addresses, tab.url] if token in address] == []


def test_every_button_is_large_enough_and_what_it_did_is_announced(visitor: Visitor) -> None:
    visitor.is_offered("note", KNEE)
    group = visitor.panel.get_by_role("group", name="Take it along")
    buttons = group.get_by_role("button").all()
    assert len(buttons) == 4
    for button in buttons:
        size = button.bounding_box()
        assert size is not None
        assert size["height"] >= 44
    visitor.button("Copy").click()
    expect(visitor.status).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_printed_pages(browser: Browser, scheme: Any) -> None:
    content = guide().content
    sheet = plan.sheet(content, PLANNED)
    assert sheet is not None
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    for html in (note_page.render(build(content, KNEE, TALK)), plan_page.render(sheet)):
        tab = context.new_page()
        tab.set_content(html)
        tab.evaluate("(axe) => (0, eval)(axe)", AXE.read_text())
        found = tab.evaluate("(values) => axe.run(document, { runOnly: { type: 'tag', values } })", RULES)
        assert [f"{one['id']}: {one['nodes'][0]['html'][:100]}" for one in found["violations"]] == []
    context.close()
