"""Makes the pictures of the documents from the running product: `python scripts/screenshots.py [ADDRESS]`.

Without an address it starts the product on a free port with an empty database, and stops it afterwards.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from playwright.sync_api import Browser, FrameLocator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_S = 600.0  # the first start trains
PHONE, DESK = (375, 667), (1280, 800)
UP_TO_PLAN = (
    "My neck has been stiff since Monday, about 5 out of 10",
    "It came on slowly",
    "Stress is about 6",
    "None of these",
    "None of these",
    "Yes, that's right",
)
PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "closed-desk-light": (DESK, "light", ()),
    "consent-phone-light": (PHONE, "light", ("open",)),
    "welcome-phone-light": (PHONE, "light", ("open", "agree")),
    "danger-phone-light": (PHONE, "light", ("open", "agree", *UP_TO_PLAN[:3])),
    "plan-desk-light": (DESK, "light", ("open", "agree", *UP_TO_PLAN)),
    "step-phone-light": (PHONE, "light", ("open", "agree", *UP_TO_PLAN, "Start", "Next")),
    "step-phone-dark": (PHONE, "dark", ("open", "agree", *UP_TO_PLAN, "Start", "Next")),
    "emergency-phone-light": (PHONE, "light", ("open", "agree", "crushing chest pain down my left arm")),
}


class Visitor:
    """Somebody on the demo page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @property
    def panel(self) -> FrameLocator:
        """The chat."""
        return self._page.frame_locator("iframe")

    def does(self, act: str) -> None:
        """Opens the chat, agrees, presses the button of that name or types the text, and waits."""
        if act == "open":
            self._page.get_by_role("button", name="Ask about an ache").click()
            self.panel.get_by_role("button", name="I agree").wait_for()
            return
        before = self.answers()
        button = self.panel.get_by_role("button", name="I agree" if act == "agree" else act, exact=True)
        if button.count():
            button.first.click()
        else:
            box = self.panel.get_by_role("textbox", name="Your message")
            box.fill(act)
            box.press("Enter")
        deadline = monotonic() + 30
        while self.answers() <= before and monotonic() < deadline:
            sleep(0.1)
        sleep(0.6)  # several answers may come at once

    def answers(self) -> int:
        """How many messages of the guide are shown."""
        return self.panel.get_by_role("log").locator("article.bot").count()


def take(browser: Browser, address: str) -> None:
    """Takes every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, ((width, height), scheme, acts) in PICTURES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(address)
        visitor = Visitor(page)
        for act in acts:
            visitor.does(act)
        page.wait_for_timeout(400)
        page.screenshot(path=IMAGES / f"{name}.png")
        print(f"  {name}.png")
        context.close()


@contextmanager
def product() -> Iterator[str]:
    """The product on a free port; its address once it is ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "UNKNOT_PORT": str(port), "UNKNOT_VAR": var}
        server = subprocess.Popen([sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(address)
            yield address
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _wait_until_ready(address: str) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            sleep(1)
    sys.exit("The product did not become ready in time.")


def main() -> None:
    """Takes the pictures from the address given, or from a product started for it."""
    given = [argument for argument in sys.argv[1:] if re.match(r"https?://", argument)]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        if given:
            take(chromium, given[0])
        else:
            with product() as address:
                take(chromium, address)


if __name__ == "__main__":
    main()
