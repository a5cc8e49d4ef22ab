"""Nothing is asked, sent or stored before the person agrees; afterwards it can be taken back."""

from __future__ import annotations

import json

from chat import Chat, body
from playwright.sync_api import expect

STORED = "() => sessionStorage.length + localStorage.length"


def stored(chat: Chat) -> int:
    """How many things the chat and its host page have stored."""
    return sum(int(frame.evaluate(STORED)) for frame in chat.page.frames)


def test_nothing_is_requested_or_stored_before_consent(chat: Chat) -> None:
    chat.open()
    expect(chat.panel.get_by_text("so that this chat works")).to_be_visible()
    assert chat.api_calls == []
    assert stored(chat) == 0
    assert chat.page.context.cookies() == []


def test_the_agreed_version_is_sent_with_the_session(chat: Chat) -> None:
    chat.open()
    with chat.page.expect_request("**/api/v1/sessions") as opening:
        chat.button("I agree").click()
    assert body(opening.value) == {"site": "demo", "locale": "en", "consent_version": "2026-11-22"}


def test_saying_no_closes_the_chat_and_leaves_nothing(chat: Chat) -> None:
    chat.open().pick("No, thank you")
    expect(chat.launcher).to_be_focused()
    assert chat.api_calls == []
    assert stored(chat) == 0


def test_emergency_numbers_stand_on_the_first_page(chat: Chat) -> None:
    chat.open()
    expect(chat.panel.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")


def test_deleting_asks_first_then_erases_here_and_on_the_server(chat: Chat) -> None:
    chat.agree().say("my neck").hears("You said: my neck").pick("More", "Delete my data", "Keep it")
    expect(chat.log).to_be_visible()
    chat.pick("More", "Delete my data")
    chat.panel.get_by_role("dialog").get_by_role("button", name="Delete my data").click()
    expect(chat.panel.get_by_role("alert").filter(has_text="Your data is deleted")).to_be_visible()
    assert any(call.startswith("DELETE") for call in chat.api_calls)
    assert stored(chat) == 0
    chat.pick("Start a new talk")
    expect(chat.button("I agree")).to_be_visible()


def test_data_that_could_not_be_deleted_is_said_to_be_still_there(chat: Chat) -> None:
    chat.agree().pick("More", "Delete my data")
    chat.page.context.set_offline(True)
    chat.panel.get_by_role("dialog").get_by_role("button", name="Delete my data").click()
    expect(chat.panel.get_by_text("I could not delete it just now")).to_be_visible()
    expect(chat.log).to_contain_text("Where does it ache?")


def test_everything_held_can_be_downloaded(chat: Chat) -> None:
    chat.agree().say("my neck").hears("You said: my neck").pick("More")
    with chat.page.expect_download() as download:
        chat.button("Download my data").click()
    held = json.loads(download.value.path().read_text())
    assert [one["text"] for one in held["messages"]][-2:] == ["my neck", "You said: my neck"]


def test_starting_again_erases_the_talk_and_opens_a_new_one(chat: Chat) -> None:
    chat.agree().say("my neck").hears("You said: my neck").pick("More", "Start again")
    chat.panel.get_by_role("dialog").get_by_role("button", name="Start again").click()
    expect(chat.log).not_to_contain_text("my neck")
    chat.hears("Where does it ache?")
    assert [call.split()[0] for call in chat.api_calls[-3:]] == ["DELETE", "POST", "GET"]
