from __future__ import annotations

import pytest

from tests.dialogue.talk import Talk, at, with_plan

CHANGES = {
    "Change where": ("location", {"regions": ()}),
    "Change the feeling": ("type", {"types": ()}),
    "Change the pain score": ("intensity", {"intensity": None}),
    "Change how long": ("duration", {"duration_days": None}),
    "Change how it began": ("onset", {"onset": None}),
    "Change the stress score": ("stress", {"stress": None}),
    "Change my health facts": ("conditions", {"conditions": (), "conditions_asked": False}),
}


@pytest.mark.parametrize(
    ("told", "echoed"),
    [
        ("my left knee is burning", ["left knee", "burning"]),
        ("6 out of 10 in my neck", ["neck", "6 out of 10"]),
        ("my foot hurts since two weeks", ["foot", "2 weeks"]),
    ],
)
def test_what_was_understood_is_said_back_at_once(told: str, echoed: list[str]) -> None:
    talk = Talk().opened().says(told)
    assert talk.said[0] == "utter_noted"
    noted = str(talk.replies[0].values["noted"])
    assert [part for part in echoed if part not in noted] == []


def test_a_button_is_not_echoed() -> None:
    assert at("type").picks("type:sore").said == ["utter_ask_intensity"]


@pytest.mark.parametrize("title", CHANGES)
def test_each_part_of_the_summary_can_be_changed_with_one_tap(title: str) -> None:
    topic, gone = CHANGES[title]
    talk = at("confirm").presses(title)
    assert talk.asks == topic
    assert {name: getattr(talk.state, name) for name in gone} == gone


def test_after_one_change_only_that_part_is_asked_again() -> None:
    talk = at("confirm").presses("Change the pain score").picks("intensity:2")
    assert talk.asks == "confirm"
    assert "2 out of 10" in str(talk.card("summary"))


def test_a_changed_place_is_screened_for_danger_again() -> None:
    talk = at("confirm", ["neck"]).presses("Change where").says("my calf")
    while talk.asks != "danger":
        assert talk.asks == "side"
        talk.picks("side:left")
    assert "danger:calf_clot" in talk.options()


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("no, it's 7 out of 10", "intensity", 7.0),
        ("actually it started 2 days ago", "duration_days", 2.0),
        ("sorry, my stress is 9/10", "stress", 9.0),
    ],
)
def test_a_correction_in_words_replaces_what_was_said(text: str, field: str, value: float) -> None:
    talk = at("confirm").says(text, "correct")
    assert getattr(talk.state, field) == value
    assert talk.asks == "confirm"


def test_a_place_that_was_denied_goes() -> None:
    talk = Talk().opened().says("my neck and my knee hurt")
    talk.says("my knee doesn't hurt, only my neck", "correct")
    assert talk.state.regions == ("neck",)


@pytest.mark.parametrize("intent", ["inform", "correct", "better", "nlu_fallback"])
@pytest.mark.parametrize("text", ["actually more my left hip", "sorry, i meant the left hip"])
def test_a_place_named_instead_takes_the_place_of_the_first(text: str, intent: str) -> None:
    talk = Talk().opened().says("my neck hurts").says(text, intent)
    assert talk.state.regions == ("hip",)
    assert talk.state.sides == {"hip": "left"}


def test_the_same_place_named_instead_keeps_and_changes_only_the_side() -> None:
    talk = Talk().opened().says("my right hip hurts").says("actually more my left hip")
    assert talk.state.regions == ("hip",)
    assert talk.state.sides == {"hip": "left"}


def test_a_second_place_is_added() -> None:
    talk = Talk().opened().says("my neck hurts").says("actually my hip hurts too")
    assert talk.state.regions == ("neck", "hip")


def test_a_limb_that_is_only_moved_is_no_second_place() -> None:
    talk = Talk().opened().says("my shoulder hurts, left side").says("worse when i lift my arm")
    assert talk.state.regions == ("shoulder",)


def test_words_without_spaces_are_an_answer_whatever_they_were_taken_for() -> None:
    assert Talk().opened().says("mykneehurts", "out_of_scope").state.regions == ("knee",)


@pytest.mark.parametrize("text", ["boynum ağrıyor", "me duele la espalda", "\u202eكتفي يؤلمني\u202c"])
def test_another_language_gets_a_polite_answer(text: str) -> None:
    talk = Talk().opened().says(text, "nlu_fallback")
    assert talk.said[0].startswith("utter_other_language")
    assert talk.asks == "location"


def test_that_is_wrong_without_more_asks_which_part() -> None:
    talk = at("confirm").says("that's wrong", "correct")
    assert talk.said == ["utter_ask_what_to_change"]
    assert talk.presses("How long").asks == "duration"


def test_no_to_the_summary_asks_which_part() -> None:
    assert at("confirm").says("no", "deny").said == ["utter_ask_what_to_change"]


def test_answers_can_be_changed_from_the_plan() -> None:
    talk = with_plan().presses("Change my answers")
    assert talk.said == ["utter_ask_what_to_change"]
    talk.presses("The pain score").picks("intensity:9")
    assert talk.state.intensity == 9.0
    assert not talk.state.confirmed


def test_go_back_opens_the_question_before_and_forgets_its_answer() -> None:
    talk = at("duration").says("go back", "go_back")
    assert talk.asks == "intensity"
    assert talk.state.intensity is None
    talk.says("go back", "go_back")
    assert talk.asks == "type"


def test_go_back_at_the_first_question_puts_it_again() -> None:
    assert Talk().opened().says("go back", "go_back").asks == "location"


def test_starting_over_forgets_the_answers() -> None:
    talk = at("danger").says("start over", "start_over")
    assert talk.said == ["utter_start_over", "utter_ask_location"]
    assert talk.state.regions == ()
    assert talk.state.intensity is None


def test_starting_over_does_not_forget_a_danger_sign() -> None:
    talk = Talk().opened().says("crushing chest pain down my left arm")
    before = talk.state.tier, talk.state.rules
    talk.says("start over", "start_over")
    assert (talk.state.tier, talk.state.rules) == before
    assert "emergency" in talk.kinds()


@pytest.mark.parametrize("topic", ["location", "intensity", "danger", "confirm"])
def test_stopping_keeps_what_was_said_and_asks_nothing(topic: str) -> None:
    talk = at(topic)
    regions = talk.state.regions
    talk.says("stop", "stop")
    assert talk.said == ["utter_stopped"]
    assert talk.state.open_question is None
    assert talk.state.regions == regions


def test_after_stopping_one_can_start_again() -> None:
    assert at("intensity").says("stop", "stop").presses("Start again").asks == "location"
