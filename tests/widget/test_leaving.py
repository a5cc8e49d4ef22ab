"""Somebody who is watched gets away with one press, and nothing of the talk is left on the screen."""

from __future__ import annotations

import pytest
from chat import Chat
from playwright.sync_api import expect

STORED = "() => JSON.stringify(Object.entries(sessionStorage))"


def leave(chat: Chat) -> Chat:
    chat.button("Leave this page now").click()
    chat.page.wait_for_url("**/weather")
    return chat


def test_one_press_leads_to_an_everyday_page_and_erases_the_talk(chat: Chat) -> None:
    chat.agree().say("he hits me").hears("he hits me")
    leave(chat)
    expect(chat.page.get_by_role("heading", name="Sunny")).to_be_visible()
    assert chat.page.evaluate(STORED) == "[]"
    assert [call.split()[0] for call in chat.api_calls].count("DELETE") == 1


def test_going_back_does_not_show_the_talk(chat: Chat) -> None:
    chat.agree().say("he hits me").hears("he hits me")
    leave(chat).page.go_back()
    assert "he hits me" not in chat.page.content()
    assert all("he hits me" not in frame.content() for frame in chat.page.frames)


def test_it_is_there_before_anything_is_agreed_to(chat: Chat) -> None:
    leave(chat.open())
    assert chat.api_calls == []


@pytest.mark.parametrize("size", [(320, 568), (375, 667)])
def test_it_is_in_sight_on_a_small_phone_and_large_enough_to_hit(chat: Chat, size: tuple[int, int]) -> None:
    chat.page.set_viewport_size({"width": size[0], "height": size[1]})
    button = chat.agree().button("Leave this page now")
    expect(button).to_be_in_viewport(ratio=1)
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 40


def test_a_broken_connection_does_not_keep_anybody_here(chat: Chat) -> None:
    chat.agree()
    chat.page.route("**/api/**", lambda route: route.abort())
    leave(chat)
