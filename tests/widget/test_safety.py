"""Danger: the card stays in view, can be called from, is announced once, and needs no server to help."""

from __future__ import annotations

import pytest
from chat import Chat
from playwright.sync_api import expect

RECORD = """() => {
    window.heard = [];
    const root = document.querySelector("unknot-chat").shadowRoot;
    for (const id of ["polite", "assertive"])
        new MutationObserver((changes) => changes.forEach(({ addedNodes }) =>
            addedNodes.forEach((node) => window.heard.push([id, node.textContent])))
        ).observe(root.getElementById(id), { childList: true });
}"""


def record(chat: Chat) -> None:
    """Notes from now on what a screen reader is told."""
    chat.page.frames[1].evaluate(RECORD)


def heard(chat: Chat) -> list[tuple[str, str]]:
    """What a screen reader was told, and how."""
    return [(how, text) for how, text in chat.page.frames[1].evaluate("() => window.heard")]


@pytest.mark.parametrize(
    ("text", "title", "label", "href"),
    [
        ("crushing chest pain", "Get help now", "Call 999", "tel:999"),
        ("I want to die", "Help for you, right now", "Call Samaritans on 116 123", "tel:116123"),
        ("fever and stiff neck", "See someone today", "Call 111", "tel:111"),
        (
            "it keeps coming back",
            "See a physiotherapist or doctor",
            "Book at the clinic",
            "https://example.org/book",
        ),
    ],
)
def test_a_card_of_danger_stays_on_top_with_its_numbers(
    chat: Chat, text: str, title: str, label: str, href: str
) -> None:
    chat.agree().say(text)
    card = chat.panel.get_by_role("region", name=title)
    expect(card.get_by_role("link", name=label)).to_have_attribute("href", href)
    chat.say("anything else").hears("You said: anything else")
    expect(card.get_by_role("link", name=label)).to_be_in_viewport()


def test_on_a_small_phone_a_card_and_a_problem_leave_the_way_out_in_sight(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 320, "height": 568})
    chat.agree().say("crushing chest pain").hears("right now").say("fail once")
    expect(chat.button("Try again")).to_be_in_viewport()
    expect(chat.button("Close")).to_be_in_viewport()
    expect(chat.panel.get_by_role("link", name="Call 999")).to_be_in_viewport()
    expect(chat.box).to_be_in_viewport()


def test_the_gravest_card_is_pinned_and_a_lesser_one_stands_in_the_talk(chat: Chat) -> None:
    chat.agree().say("crushing chest pain").hears("right now").say("I want to die").hears("Thank you")
    expect(chat.panel.get_by_role("region", name="Get help now")).to_be_in_viewport()
    expect(chat.log.get_by_role("link", name="Call Samaritans on 116 123")).to_be_visible()


def test_danger_is_announced_assertively_once(chat: Chat) -> None:
    chat.agree()
    record(chat)
    chat.say("crushing chest pain").hears("right now").say("crushing chest pain")
    expect(chat.log.locator("article.bot")).to_have_count(4)
    loud = [text for how, text in heard(chat) if how == "assertive"]
    assert len(loud) == 1
    assert "Get help now. Call 999, or ask someone near you to call." in loud[0]


def test_each_message_is_announced_exactly_once_with_its_choices(chat: Chat) -> None:
    chat.agree()
    record(chat)
    chat.pick("Neck").hears("What does it feel like?").say("list").hears("Two things help")
    told = heard(chat)
    assert [how for how, _ in told] == ["polite", "polite"]
    assert told[0][1] == "What does it feel like? You can answer: Aching, Tight, Sharp, Burning, Tingling."
    assert "call us" in told[1][1]
    assert "**" not in told[1][1]


def test_the_log_itself_is_silent_and_the_announcements_are_emptied(chat: Chat) -> None:
    chat.agree()
    expect(chat.log).to_have_attribute("aria-live", "off")
    expect(chat.panel.locator("#polite p")).to_have_count(0, timeout=8_000)


def test_without_the_gateway_the_numbers_of_the_site_are_shown(chat: Chat) -> None:
    chat.agree()
    chat.page.context.set_offline(True)
    chat.say("crushing chest pain")
    help_ = chat.panel.get_by_role("region", name="I cannot reach the guide")
    expect(help_.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
    expect(help_.get_by_role("link", name="Samaritans: 116 123")).to_have_attribute("href", "tel:116123")


def test_a_gateway_that_is_gone_at_consent_is_said_with_the_numbers(chat: Chat) -> None:
    chat.open()
    chat.page.context.set_offline(True)
    chat.pick("I agree")
    expect(chat.panel.get_by_role("link", name="Call 999")).to_be_visible()
    chat.page.context.set_offline(False)
    chat.hears("Where does it ache?")
