"""A step shows its picture on a phone, says it in words, and keeps its place while it loads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chat import Chat, new_context
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from script import FIRST_STEP

PICTURES = "**/pictures/**"
WORDS = FIRST_STEP["picture"]["alt"]


class Alone(Chat):
    """The panel as a page of its own, as one prints it: a clinic's page hides the chat on paper."""

    @property
    def panel(self) -> Any:
        return self.page

    def open(self) -> Chat:
        return self


def picture(chat: Chat) -> Locator:
    return chat.log.get_by_role("img", name=WORDS)


def test_a_phone_shows_the_picture_of_a_step_with_its_words(browser: Browser, address: str) -> None:
    context = new_context(browser, 360, 740)
    chat = Chat.visit(context, address).agree().interview("step")
    shown = picture(chat)
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    expect(shown).to_have_js_property("complete", True)
    expect(shown).to_have_js_property("naturalWidth", 320)
    box = shown.bounding_box()
    assert box is not None
    assert 250 < box["width"] < 360
    assert abs(box["width"] / box["height"] - 1.6) < 0.02
    assert "each side" in WORDS
    assert chat.errors == []
    context.close()


def test_a_picture_that_does_not_come_leaves_its_words_and_its_place(browser: Browser, address: str) -> None:
    boxes = []
    for comes in (True, False):
        context = new_context(browser, 360, 740)
        if not comes:
            context.route(PICTURES, lambda route: route.abort())
        chat = Chat.visit(context, address).agree().interview("step")
        shown = picture(chat)
        shown.scroll_into_view_if_needed()
        expect(shown).to_have_js_property("complete", True)
        boxes.append(shown.evaluate("(image) => [image.offsetWidth, image.offsetHeight, image.offsetTop]"))
        assert shown.evaluate("(image) => image.naturalWidth > 0") is comes
        context.close()
    assert boxes[0] == boxes[1]


def ground(chat: Chat, tmp_path: Path) -> tuple[int, ...]:
    """The colour on the left edge of the picture as it stands in the card."""
    file = tmp_path / "picture.png"
    picture(chat).screenshot(path=file)
    with Image.open(file) as shot:
        return shot.convert("RGB").getpixel((3, 30))  # type: ignore[return-value]


def test_in_the_dark_the_picture_is_dark_and_on_paper_it_is_light(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    context = new_context(browser, 360, 740, "dark")
    chat = Alone.visit(context, address, "/panel?site=demo").agree().interview("step")
    picture(chat).scroll_into_view_if_needed()
    expect(picture(chat)).to_have_js_property("complete", True)
    assert ground(chat, tmp_path) == (29, 36, 38)
    chat.page.emulate_media(media="print", color_scheme="dark")
    assert ground(chat, tmp_path) == (244, 238, 227)
    context.close()
