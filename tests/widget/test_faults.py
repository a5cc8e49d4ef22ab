"""Lost connections, refusals and reloads: nothing typed is lost, nothing is said twice."""

from __future__ import annotations

from chat import Chat, body
from playwright.sync_api import Request, expect


def test_what_is_typed_offline_waits_and_is_sent_once_in_order(chat: Chat) -> None:
    chat.agree()
    chat.page.context.set_offline(True)
    chat.say("first").say("second")
    expect(chat.log.get_by_text("Waiting for a connection")).to_have_count(2)
    chat.page.context.set_offline(False)
    chat.hears("You said: second")
    assert chat.said() == ["first", "second"]
    expect(chat.panel.get_by_role("region", name="I cannot reach the guide")).to_have_count(0)


def test_a_repeated_message_keeps_its_id(chat: Chat) -> None:
    ids: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/messages"):
            ids.append(body(request)["id"])

    chat.agree().page.on("request", note)
    chat.say("fail once").pick("Try again").hears("You said: fail once")
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert chat.said() == ["fail once"]


def test_a_refusal_by_the_server_is_shown_in_its_own_words(chat: Chat) -> None:
    chat.agree().say("fail once")
    expect(chat.panel.get_by_role("status").filter(has_text="I cannot answer just now.")).to_be_visible()
    expect(chat.log.get_by_text("Not sent")).to_be_visible()


def test_a_message_that_failed_does_not_hold_up_a_cry_for_help(chat: Chat) -> None:
    chat.agree().say("fail once")
    expect(chat.log.get_by_text("Not sent")).to_be_visible()
    chat.say("crushing chest pain")
    expect(chat.panel.get_by_role("region", name="Get help now")).to_be_visible()
    chat.pick("Try again").hears("You said: fail once")
    assert chat.said() == ["crushing chest pain", "fail once"]


def test_too_fast_waits_as_long_as_asked_and_sends_by_itself(chat: Chat) -> None:
    chat.agree().say("too fast")
    expect(chat.panel.get_by_text("That was quick.")).to_be_visible()
    chat.hears("You said: too fast")


def test_a_message_that_can_never_be_taken_goes_back_to_the_box(chat: Chat) -> None:
    chat.agree().say("no")
    expect(chat.panel.get_by_text("I cannot read that.")).to_be_visible()
    expect(chat.box).to_have_value("no")
    chat.say("yes").hears("You said: yes")


def test_an_expired_session_says_so_and_keeps_what_was_typed(chat: Chat) -> None:
    chat.agree().say("expire")
    expect(chat.panel.get_by_role("alert").filter(has_text="This talk has ended")).to_be_visible()
    expect(chat.panel.get_by_text("expire", exact=True)).to_be_visible()
    chat.pick("Start a new talk", "I agree").hears("Where does it ache?")
    expect(chat.box).to_have_value("expire")


def test_a_reload_brings_back_the_talk_the_draft_and_the_open_window(chat: Chat) -> None:
    chat.agree().say("my neck").hears("You said: my neck")
    chat.box.fill("half a sen")
    chat.page.reload()
    chat.hears("You said: my neck")
    assert chat.said() == ["my neck"]
    expect(chat.box).to_have_value("half a sen")


def test_a_message_written_offline_survives_a_reload(chat: Chat) -> None:
    chat.agree()
    chat.page.route("**/api/v1/messages", lambda route: route.abort())
    chat.say("still here")
    expect(chat.log.get_by_text("Waiting for a connection")).to_be_visible()
    chat.page.unroute("**/api/v1/messages")
    chat.page.reload()
    chat.hears("You said: still here")
    assert chat.said() == ["still here"]


def test_an_answer_that_was_lost_on_the_way_is_fetched_not_repeated(chat: Chat) -> None:
    chat.agree()
    chat.page.route("**/api/v1/messages", lambda route: (route.fetch(), route.abort()))
    chat.say("only once")
    expect(chat.log.get_by_text("Waiting for a connection")).to_be_visible()
    chat.page.unroute("**/api/v1/messages")
    chat.pick("Try again").hears("You said: only once")
    assert chat.said() == ["only once"]
    expect(chat.log.locator("article")).to_have_count(4)


def test_a_browser_that_blocks_storage_can_still_talk(chat: Chat) -> None:
    chat.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no') } })"
    )
    chat.page.reload()
    chat.agree().say("my neck").hears("You said: my neck")


def test_a_frame_that_cannot_load_gives_the_page_back(chat: Chat) -> None:
    chat.page.clock.install()
    chat.page.context.route("**/panel?*", lambda route: route.abort())
    chat.launcher.click()
    expect(chat.launcher).to_be_hidden()
    chat.page.clock.fast_forward(16_000)
    expect(chat.launcher).to_be_visible()
    expect(chat.page.get_by_role("alert")).to_contain_text("cannot be reached")
    assert any("data-site" in error for error in chat.errors)
    chat.page.context.unroute("**/panel?*")
    chat.launcher.click()
    expect(chat.button("I agree")).to_be_visible()
