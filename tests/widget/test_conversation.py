"""A talk from the first question to the last step, by buttons, boxes, scales and words."""

from __future__ import annotations

from chat import Chat, body
from playwright.sync_api import expect


def test_a_person_is_led_from_the_first_question_to_the_last_step(chat: Chat) -> None:
    chat.agree().interview("step")
    chat.pick("Next").hears("Squeeze and let go").pick("Finish").hears("Well done")
    expect(chat.log.get_by_role("link", name="Neck pain")).to_have_attribute(
        "href", "https://example.org/neck"
    )
    assert chat.said() == [
        "Neck", "Aching, Tight", "5", "6", "Yes, that is right", "Start", "Next", "Finish",
    ]  # fmt: skip
    assert chat.errors == []


def test_several_answers_are_sent_as_one_list_of_choices(chat: Chat) -> None:
    chat.agree().pick("Neck").hears("What does it feel like?")
    chat.pick("Send my answer")
    expect(chat.panel.get_by_text("Pick at least one first.")).to_be_visible()
    with chat.page.expect_request("**/api/v1/messages") as sending:
        chat.tick("Aching", "Tight")
    assert len(body(sending.value)["choices"]) == 2


def test_a_scale_without_choices_sends_the_number_as_text(chat: Chat) -> None:
    chat.agree().pick("Neck").tick("Aching", "Tight").hears("How bad")
    expect(chat.panel.get_by_role("group", name="How bad, from 0 to 10").get_by_role("button")).to_have_count(
        11
    )
    with chat.page.expect_request("**/api/v1/messages") as sending:
        chat.pick("5")
    assert body(sending.value)["text"] == "5"


def test_a_scale_with_choices_sends_the_choice(chat: Chat) -> None:
    chat.agree().pick("Neck").tick("Aching", "Tight").hears("How bad").pick("5").hears("how stressed")
    with chat.page.expect_request("**/api/v1/messages") as sending:
        chat.pick("6")
    assert len(body(sending.value)["choices"]) == 1


def test_an_earlier_answer_is_corrected_from_its_line_of_the_summary(chat: Chat) -> None:
    chat.agree().interview("summary")
    expect(chat.button("Change where")).to_have_count(0)
    chat.pick("Change: Where").hears("Where is it, then?")


def test_a_question_with_buttons_takes_words_as_well(chat: Chat) -> None:
    chat.agree().say("the side of my neck").hears("You said: the side of my neck")


def test_shift_and_enter_make_a_new_line_and_spaces_alone_send_nothing(chat: Chat) -> None:
    chat.agree().say("   ")
    chat.box.fill("one")
    chat.box.press("Shift+Enter")
    chat.box.press_sequentially("two")
    chat.box.press("Enter")
    chat.hears("two")
    assert chat.said() == ["one\ntwo"]


def test_a_message_of_2000_letters_is_sent_and_one_of_2001_is_kept_in_the_box(chat: Chat) -> None:
    chat.agree().say("a" * 2001)
    expect(chat.panel.get_by_text("That is as long as a message can be")).to_be_visible()
    expect(chat.box).to_have_value("a" * 2001)
    chat.say("b" * 2000).hears("b" * 2000)


def test_the_timer_of_a_step_starts_pauses_and_ends(chat: Chat) -> None:
    chat.agree().interview("step")
    timer = chat.panel.get_by_role("timer")
    expect(timer).to_have_text("0:30")
    expect(chat.log.get_by_text("30 seconds")).to_be_visible()
    chat.pick("Start timer")
    expect(timer).to_have_text("0:29")
    chat.pick("Pause")
    expect(chat.button("Go on")).to_be_visible()
    chat.pick("Next").hears("Squeeze").pick("Start timer")
    expect(timer).to_have_text("0:00")
    expect(chat.panel.locator("#polite")).to_contain_text("Time is up")


def test_while_the_guide_writes_a_status_says_so(chat: Chat) -> None:
    chat.agree().say("slow")
    expect(chat.panel.get_by_role("status").filter(has_text="Unknot is writing")).to_be_attached()
    chat.hears("You said: slow")
    expect(chat.panel.get_by_role("status").filter(has_text="Unknot is writing")).to_have_count(0)


def test_bold_words_lists_and_links_are_drawn(chat: Chat) -> None:
    chat.agree().say("list").hears("Two things help")
    last = chat.log.locator("article.bot").last
    expect(last.locator("strong")).to_have_text("Move")
    expect(last.locator("ul > li")).to_have_count(2)
    expect(last.locator("ol > li")).to_have_count(2)
    expect(last.get_by_role("link", name="Read more")).to_have_attribute(
        "rel", "noopener noreferrer nofollow"
    )
    expect(last.get_by_role("link", name="call us")).to_have_attribute("href", "tel:+442079460000")


def test_a_card_of_an_unknown_kind_is_still_readable(chat: Chat) -> None:
    chat.agree().say("strange card").hears("Still readable.")


def test_a_note_shows_its_lines_and_how_to_take_it_along(chat: Chat) -> None:
    chat.agree().say("a note for my doctor").hears("Advice given: book a check.")
    last = chat.log.locator("article.bot").last
    expect(last).to_contain_text("neck, right side")
    expect(last.get_by_role("group", name="Take it along").get_by_role("button")).to_have_text(
        ["Page to print", "Copy", "Save as text", "File for the clinic's system"]
    )
    last.get_by_text("Questions to ask").click()
    expect(last.get_by_text("What could be behind this?")).to_be_visible()


def test_a_note_that_cannot_be_fetched_says_so(chat: Chat) -> None:
    chat.agree().say("a note for my doctor").hears("Here is your note.").pick("Save as text")
    expect(chat.panel.get_by_role("status").filter(has_text="I could not fetch it just now")).to_be_visible()
