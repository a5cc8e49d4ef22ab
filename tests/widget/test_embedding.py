"""The launcher on the clinic's page: what it costs, and how one gets in and out by keyboard."""

from __future__ import annotations

import re

from chat import Chat
from playwright.sync_api import expect


def test_the_build_prints_a_table_within_the_budget(built_widget: str) -> None:
    sizes = {name: int(size) for name, size in re.findall(r"^(\S+)\s+(\d+) bytes gzip", built_widget, re.M)}
    assert sizes["embed.js"] <= 2_000
    assert sizes["panel.js"] <= 20_000
    assert sizes["papers.js"] <= 2_000


def test_the_panel_is_only_fetched_when_the_person_shows_interest(chat: Chat) -> None:
    expect(chat.launcher).to_be_visible()
    assert not [call for call in chat.calls if "/panel" in call]
    chat.launcher.hover()
    expect(chat.page.locator("iframe")).to_have_attribute("src", re.compile("/panel"))


def test_nothing_is_asked_of_another_host(chat: Chat) -> None:
    chat.agree().interview()
    assert [call for call in chat.calls if chat.address not in call and "blob:" not in call] == []


def test_a_keyboard_opens_it_answers_and_closes_it_and_gets_its_focus_back(chat: Chat) -> None:
    keys = chat.page.keyboard
    chat.launcher.focus()
    keys.press("Enter")
    expect(chat.panel.get_by_role("heading", level=2)).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(chat.box).to_be_focused()
    chat.hears("Where does it ache?")
    keys.type("list")
    keys.press("Enter")
    chat.hears("Two things help")
    keys.press("Escape")
    expect(chat.launcher).to_be_focused()
    expect(chat.page.locator("iframe")).to_be_hidden()


def test_a_choice_can_be_made_by_keyboard_and_leaves_the_focus_in_the_text_box(chat: Chat) -> None:
    chat.agree()
    chat.button("Neck").focus()
    chat.page.keyboard.press("Enter")
    chat.hears("What does it feel like?")
    expect(chat.box).to_be_focused()


def test_escape_closes_the_menu_before_the_chat(chat: Chat) -> None:
    chat.agree().pick("More")
    expect(chat.button("Start again")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.button("Start again")).to_be_hidden()
    expect(chat.box).to_be_visible()


def test_main_targets_are_at_least_44_pixels(chat: Chat) -> None:
    chat.agree().interview("summary")
    chat.pick("More")
    for button in chat.panel.get_by_role("button").all():
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 44, button.inner_text()


def test_a_phone_gets_the_whole_screen(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 375, "height": 667})
    chat.open()
    assert chat.page.locator("iframe").bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 667}


def test_the_code_for_notes_is_only_fetched_with_the_first_note(chat: Chat) -> None:
    chat.agree()
    assert not [call for call in chat.calls if "/papers-" in call]
    chat.say("a note for my doctor").button("Copy").wait_for()
    assert [call for call in chat.calls if "/papers-" in call]
