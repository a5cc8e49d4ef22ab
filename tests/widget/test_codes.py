"""Coming back by a private code: made only when asked for, kept nowhere, and told apart from a wrong one."""

from __future__ import annotations

from chat import Chat, body
from playwright.sync_api import expect
from screenshots import been_here, made_code
from script import CODE


def kept(chat: Chat) -> str:
    """All that the chat's tab has stored."""
    stored = "() => JSON.stringify([{...sessionStorage}, {...localStorage}])"
    return "".join(str(frame.evaluate(stored)) for frame in chat.page.frames)


def test_a_code_is_made_only_when_asked_for_and_kept_nowhere(chat: Chat) -> None:
    chat.agree().say("remember me").hears("One more thing")
    expect(chat.button("Make my code")).to_be_visible()
    assert not [call for call in chat.api_calls if "/memory" in call]
    chat.pick("Make my code")
    expect(chat.panel.locator("unknot-code").get_by_role("status")).to_contain_text(CODE)
    expect(chat.button("Make my code")).to_have_count(0)
    assert CODE not in kept(chat)
    chat.say("thank you").hears("You said: thank you")
    expect(chat.panel.locator(".code")).to_have_text(CODE)
    assert chat.errors == []


def test_a_code_that_could_not_be_made_is_said_so_and_can_be_asked_for_again(chat: Chat) -> None:
    chat.agree().say("no codes").hears("no codes").say("remember me").hears("One more thing")
    chat.pick("Make my code")
    expect(chat.panel.locator("unknot-code")).to_contain_text("That was a bit fast for me.")
    expect(chat.button("Make my code")).to_be_visible()


def test_who_was_here_before_types_the_code_and_is_welcomed_back(chat: Chat) -> None:
    with chat.page.expect_request("**/api/v1/sessions") as opening:
        been_here(chat, f" {CODE} ")
    assert body(opening.value)["return_code"] == CODE
    chat.hears("Welcome back.")
    assert CODE not in kept(chat)


def test_a_wrong_code_is_said_so_beside_the_field_and_what_was_typed_stays(chat: Chat) -> None:
    been_here(chat, "K7QF-0000-0000")
    field = chat.panel.get_by_label("Your private code")
    expect(field).to_be_focused()
    expect(field).to_have_value("K7QF-0000-0000")
    expect(chat.panel.locator("#code-trouble")).to_have_text("I do not know this code here.")
    assert '"token"' not in kept(chat)
    field.fill(CODE)
    field.press("Enter")
    chat.hears("Welcome back.")


def test_after_a_wrong_code_one_can_go_on_without(chat: Chat) -> None:
    been_here(chat, "wrong").panel.get_by_label("Your private code").fill("")
    chat.pick("I agree").hears("Where does it ache?")


def test_earlier_visits_are_forgotten_from_the_menu(chat: Chat) -> None:
    been_here(chat, CODE).hears("Welcome back.").pick("More", "Forget my earlier visits")
    expect(chat.panel.get_by_text("Your earlier visits are forgotten.")).to_be_visible()
    assert [call.split()[0] for call in chat.api_calls if "/memory" in call] == ["DELETE"]


def test_the_chart_is_drawn_and_said_in_words(chat: Chat) -> None:
    chat.agree().say("how was it").hears("Pain: 6, then 4, then 3.")
    chart = chat.panel.locator("unknot-chart")
    expect(chart).to_have_attribute("aria-hidden", "true")
    expect(chart.locator("circle")).to_have_count(3)
    expect(chart.locator("rect")).to_have_count(2)
    heights = [float(dot.get_attribute("cy") or 0) for dot in chart.locator("circle").all()]
    assert heights == sorted(heights)
    assert chat.errors == []


def test_how_it_is_afterwards_is_a_scale_with_words_below(chat: Chat) -> None:
    chat.agree().say("how is it").hears("How is it now")
    expect(
        chat.panel.get_by_role("group", name="How it is now, from 0 to 10").get_by_role("button")
    ).to_have_count(11)
    expect(chat.button("Better")).to_be_visible()


def test_a_code_on_the_screen_is_selected_as_a_whole_by_one_click(chat: Chat) -> None:
    made_code(chat.agree())
    chat.panel.locator(".code").click()
    expect(chat.panel.locator(".code")).to_have_css("user-select", "all")
