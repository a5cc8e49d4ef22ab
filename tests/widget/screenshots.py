"""Takes every state of the chat against the stand-in, to look at: `screenshots.py FOLDER`.

The pictures of the documents come from the running product: `scripts/screenshots.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from chat import Chat, new_context
from conftest import FLAGS, start_stand_in, wait_for
from playwright.sync_api import Browser, sync_playwright

PORT = 8479
SIZES = {"phone": (375, 667), "desk": (1280, 800)}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

STATES: dict[str, Callable[[Chat], object]] = {
    "closed": lambda chat: chat.launcher.wait_for(),
    "consent": lambda chat: chat.open(),
    "welcome": lambda chat: chat.agree(),
    "several": lambda chat: chat.agree().pick("Neck").hears("What does it feel like?"),
    "scale": lambda chat: chat.agree().pick("Neck").tick("Aching", "Tight").hears("How bad"),
    "summary": lambda chat: chat.agree().interview("summary"),
    "plan": lambda chat: chat.agree().interview("plan"),
    "step": lambda chat: chat.agree().interview("step"),
    "sources": lambda chat: (
        chat.agree().interview().pick("Next").hears("Squeeze").pick("Finish").hears("Well done")
    ),
    "before": lambda chat: been_here(chat, "0000").panel.get_by_role("alert").first.wait_for(),
    "chart": lambda chat: chat.agree().say("how was it").panel.locator("unknot-chart svg").wait_for(),
    "code": lambda chat: made_code(chat.agree()),
    "note": lambda chat: chat.agree().say("a note for my doctor").button("Page to print").wait_for(),
    "emergency": lambda chat: chat.agree().say("crushing chest pain").hears("right now"),
    "crisis": lambda chat: chat.agree().say("I want to die").hears("Thank you"),
    "urgent": lambda chat: chat.agree().say("fever and stiff neck").hears("today"),
    "professional": lambda chat: chat.agree().say("it keeps coming back").hears("show this"),
    "trouble": lambda chat: chat.agree().say("fail once").button("Try again").wait_for(),
    "unreachable": lambda chat: unreachable(chat.agree()),
    "menu": lambda chat: chat.agree().pick("More"),
    "delete": lambda chat: chat.agree().pick("More", "Delete my data"),
}


def been_here(chat: Chat, code: str) -> Chat:
    """Somebody types a code on the first screen."""
    chat.open().panel.get_by_text("I have been here before").click()
    chat.panel.get_by_label("Your private code").fill(code)
    return chat.pick("I agree")


def made_code(chat: Chat) -> None:
    """A code is on the screen."""
    chat.say("remember me").pick("Make my code").panel.locator(".code").wait_for()


def unreachable(chat: Chat) -> None:
    """The network goes while something is being sent."""
    chat.page.context.set_offline(True)
    chat.say("is anyone there").button("Try again").wait_for()


def views() -> Iterator[tuple[str, str, int, int, Scheme]]:
    """Every picture there can be: its name, state, width, height and scheme."""
    for state, (size, (width, height)), scheme in product(STATES, SIZES.items(), SCHEMES):
        yield f"{state}-{size}-{scheme}", state, width, height, scheme


def take(browser: Browser, address: str, folder: Path) -> None:
    """Takes every picture, at phone and desk size, light and dark."""
    for name, state, width, height, scheme in views():
        context = new_context(browser, width, height, scheme)
        chat = Chat.visit(context, address)
        STATES[state](chat)
        chat.page.wait_for_timeout(250)  # the browser finishes scrolling
        chat.page.screenshot(path=folder / f"{name}.png")
        context.close()


def main(folder: str) -> None:
    """Starts the stand-in, takes the pictures, stops it."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    server = start_stand_in(PORT)
    address = f"http://127.0.0.1:{PORT}"
    try:
        wait_for(address)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            take(chromium, address, target)
    finally:
        server.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
