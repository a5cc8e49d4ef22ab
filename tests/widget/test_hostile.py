"""Code in what the guide says, in choices, cards and site settings: none of it runs, none of it loads."""

from __future__ import annotations

from chat import Chat
from payloads import PAYLOADS
from playwright.sync_api import expect

LINKS = """() => Array.from(
    document.querySelector("unknot-chat").shadowRoot.querySelectorAll("a"), (a) => a.protocol
)"""


def assert_nothing_ran(chat: Chat) -> None:
    for frame in chat.page.frames:
        assert frame.evaluate("() => window.__ran") is None
    assert [call for call in chat.calls if chat.address not in call] == []
    assert chat.errors == []
    assert set(chat.page.frames[1].evaluate(LINKS)) <= {"http:", "https:", "mailto:", "tel:", "sms:"}


def test_no_payload_runs_from_text_choices_or_cards(chat: Chat) -> None:
    assert len(PAYLOADS) >= 20
    chat.agree()
    for number in range(len(PAYLOADS)):
        chat.say(f"payload {number}")
        expect(chat.log.locator("article")).to_have_count(2 + 2 * (number + 1))
    assert_nothing_ran(chat)


def test_no_payload_runs_when_it_comes_back_as_history_or_is_chosen(chat: Chat) -> None:
    chat.agree()
    for number in (0, 1, 14):
        chat.say(f"payload {number}")
        expect(chat.log.locator("article")).to_have_count(2 + 2 * (number + 1) if number < 2 else 8)
    chat.page.reload()
    expect(chat.log.locator("article")).to_have_count(8)
    chat.log.locator(".answers button").click()
    expect(chat.log.locator("article")).to_have_count(10)
    assert_nothing_ran(chat)


def test_what_a_person_types_is_shown_as_typed(chat: Chat) -> None:
    chat.agree().say("<b>hello</b> **you**")
    chat.hears("You said: <b>hello</b>")
    assert chat.said() == ["<b>hello</b> **you**"]


def test_no_payload_runs_from_the_settings_of_a_site(chat: Chat) -> None:
    chat.page.goto(chat.address + "/panel?site=hostile")
    expect(chat.page.get_by_role("button", name="I agree")).to_be_visible()
    assert chat.page.evaluate("() => window.__ran") is None
    assert [call for call in chat.calls if chat.address not in call] == []
    assert chat.errors == []
