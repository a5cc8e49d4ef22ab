from __future__ import annotations

import pytest

from bot.dialogue.questions import TOPICS
from tests.dialogue.talk import QUIET, Talk, actions_by_intent, at, guide

SPOKEN = {
    "location": ("my neck", {"regions": ("neck",)}),
    "side": ("the left one", {"sides": {"knee": "left"}}),
    "type": ("it's a dull ache", {"types": ("aching",)}),
    "intensity": ("about a 6", {"intensity": 6.0}),
    "duration": ("three days", {"duration_days": 3.0}),
    "onset": ("it came on slowly", {"onset": "gradual"}),
    "stress": ("7", {"stress": 7.0}),
    "conditions": ("I take blood thinners", {"conditions": ("blood_thinners",), "conditions_asked": True}),
}
PRESSED = {
    "location": ("region:neck", {"regions": ("neck",)}),
    "side": ("side:both", {"sides": {"knee": "both"}}),
    "type": ("type:burning", {"types": ("burning",)}),
    "intensity": ("intensity:0", {"intensity": 0.0}),
    "duration": ("duration:100", {"duration_days": 100.0}),
    "onset": ("onset:after_injury", {"onset": "after_injury"}),
    "stress": ("stress:10", {"stress": 10.0}),
    "danger": ("danger:none", {"screened": ("knee",)}),
    "conditions": ("condition:pregnancy", {"conditions": ("pregnancy",), "conditions_asked": True}),
    "confirm": ("confirm:yes", {"confirmed": True}),
}
DOUBTED = {
    "side": "unknown:side",
    "type": "unknown:type",
    "intensity": "unknown:intensity",
    "duration": "unknown:duration",
    "onset": "unknown:onset",
    "stress": "unknown:stress",
    "conditions": "unknown:conditions",
}


def holds(talk: Talk, wanted: dict[str, object]) -> bool:
    return {name: getattr(talk.state, name) for name in wanted} == wanted


def test_the_welcome_says_it_is_a_program_and_asks_where_it_hurts() -> None:
    talk = Talk().opened()
    assert talk.said == ["utter_welcome", "utter_ask_location"]
    assert "program" in talk.text
    assert talk.asks == "location"


def test_a_second_hello_does_not_start_again() -> None:
    talk = at("intensity").says("hello", "greet")
    assert talk.asks == "intensity"
    assert talk.state.regions == ("knee",)


def test_several_places_can_be_picked_at_once() -> None:
    talk = Talk().opened().picks("region:neck", "region:knee", "region:foot")
    assert talk.state.regions == ("neck", "knee", "foot")


def test_several_places_can_be_said_at_once() -> None:
    talk = Talk().opened().says("my neck and both knees ache")
    assert set(talk.state.regions) == {"neck", "knee"}
    assert talk.state.sides["knee"] == "both"


def test_every_region_can_be_picked_from_one_of_the_two_cards() -> None:
    talk = Talk().opened()
    first = {option for option in talk.options() if option.startswith("region:")}
    second = set(talk.picks("more:regions").options())
    assert first | second == {f"region:{region}" for region in guide().content.regions}


def test_each_place_that_has_sides_is_asked_for_its_own() -> None:
    talk = at("side", ["knee", "hand"]).picks("side:left")
    assert talk.asks == "side"
    talk.picks("side:right")
    assert talk.state.sides == {"knee": "left", "hand": "right"}


@pytest.mark.parametrize(
    ("told", "not_asked"),
    [
        ("my left knee hurts", {"location", "side"}),
        ("dull ache in my neck for 3 days, 6 out of 10", {"location", "type", "intensity", "duration"}),
        ("my neck has been tight for two weeks, pain 4/10, stress 8/10", {"type", "intensity", "stress"}),
    ],
)
def test_what_was_said_is_not_asked_again(told: str, not_asked: set[str]) -> None:
    talk = Talk().opened().says(told)
    while not talk.state.confirmed:
        assert talk.asks not in not_asked
        talk.picks("rule:no" if talk.state.pending else QUIET[str(talk.asks)])


@pytest.mark.parametrize("topic", SPOKEN)
def test_every_question_takes_free_text(topic: str) -> None:
    text, wanted = SPOKEN[topic]
    talk = at(topic).says(text)
    assert holds(talk, wanted), talk.state
    assert talk.asks != topic


@pytest.mark.parametrize("topic", PRESSED)
def test_every_question_takes_a_button(topic: str) -> None:
    option, wanted = PRESSED[topic]
    talk = at(topic).picks(option)
    assert holds(talk, wanted), talk.state
    assert talk.asks != topic


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [("danger", "screened"), ("conditions", "conditions_asked"), ("confirm", "confirmed")],
)
def test_yes_and_no_questions_take_a_typed_answer(topic: str, wanted: str) -> None:
    text, intent = ("yes, that's right", "affirm") if topic == "confirm" else ("no, none of those", "deny")
    talk = at(topic).says(text, intent)
    assert getattr(talk.state, wanted)
    assert talk.asks != topic


@pytest.mark.parametrize("topic", DOUBTED)
def test_not_sure_by_button_moves_on_and_is_not_asked_again(topic: str) -> None:
    talk = at(topic).picks(DOUBTED[topic])
    assert topic in talk.state.unknown
    while not talk.state.confirmed:
        assert talk.asks != topic
        talk.picks("rule:no" if talk.state.pending else QUIET[str(talk.asks)])


@pytest.mark.parametrize("topic", DOUBTED)
def test_not_sure_in_words_moves_on(topic: str) -> None:
    talk = at(topic).says("I really don't know", "unsure")
    assert topic in talk.state.unknown
    assert talk.asks != topic


@pytest.mark.parametrize("topic", TOPICS)
def test_why_do_you_ask_gets_the_reason_and_the_question_again(topic: str) -> None:
    talk = at(topic)
    question = talk.said[-1]
    talk.says("why do you ask?", "why_ask")
    assert talk.said == [f"utter_why_{topic}", question]
    assert talk.asks == topic


@pytest.mark.parametrize("topic", TOPICS)
def test_a_question_about_massage_is_answered_and_the_open_one_put_again(topic: str) -> None:
    talk = at(topic)
    question = talk.said[-1]
    talk.says("what is a swedish massage?", "ask_swedish")
    assert talk.said == ["utter_explain", question]
    assert talk.card("sources")["items"]


@pytest.mark.parametrize("topic", TOPICS)
def test_what_is_not_understood_gets_the_question_again_then_a_menu(topic: str) -> None:
    talk = at(topic).says("qwertz asdfgh", "nlu_fallback")
    assert talk.said[0] == "utter_not_understood_1"
    assert talk.asks == topic
    talk.says("qwertz asdfgh", "nlu_fallback")
    assert talk.said == ["utter_not_understood_2"]
    assert talk.asks == topic
    assert talk.choices()


@pytest.mark.parametrize("topic", TOPICS)
def test_two_likely_readings_become_two_buttons(topic: str) -> None:
    talk = at(topic).says("qwertz asdfgh", "nlu_fallback", ("ask_swedish", "ask_human"))
    assert talk.said == ["utter_did_you_mean"]
    assert [choice.title for choice in talk.choices()] == [
        guide().content.education["swedish"].title,
        "Talk to a person",
        "Something else",
    ]
    assert talk.asks == topic
    talk.sends("/ask_swedish")
    assert talk.said[0] == "utter_explain"
    assert talk.asks == topic


@pytest.mark.parametrize("topic", TOPICS)
def test_neither_of_two_readings_brings_the_menu_with_the_open_question(topic: str) -> None:
    talk = at(topic).says("qwertz asdfgh", "nlu_fallback", ("ask_swedish", "ask_human"))
    talk.presses("Something else")
    assert talk.said == ["utter_not_understood_2"]
    assert talk.asks == topic


def test_a_reading_that_has_no_name_for_a_button_is_not_offered() -> None:
    talk = at("type").says("qwertz asdfgh", "nlu_fallback", ("inform", "chitchat"))
    assert talk.said[0] == "utter_not_understood_1"


def test_a_fact_in_an_unsure_message_counts_and_nothing_is_asked_back() -> None:
    talk = at("type").says("kind of burning", "nlu_fallback", ("ask_swedish", "ask_human"))
    assert talk.state.types == ("burning",)
    assert talk.said[0] == "utter_noted"


@pytest.mark.parametrize(
    ("intent", "kind"),
    [("ask_human", "contact"), ("ask_privacy", None), ("ask_diagnosis", None), ("ask_medicine", None)],
)
def test_a_remark_is_answered_and_the_open_question_put_again(intent: str, kind: str | None) -> None:
    talk = at("duration").says("one thing beside", intent)
    assert talk.said == ["utter_" + intent.removeprefix("ask_"), "utter_ask_duration"]
    assert talk.kinds() == ({kind} if kind else set())


@pytest.mark.parametrize("intent", sorted(actions_by_intent()))
def test_every_intent_gets_an_answer_that_renders_at_every_question(intent: str) -> None:
    for topic in TOPICS:
        talk = at(topic).says("hm", intent)
        assert talk.text
        assert "{" not in talk.text


def test_stress_without_pain_gets_relaxation_and_no_pain_form() -> None:
    talk = Talk().opened().presses("No pain, just stress")
    assert talk.asks == "stress"
    talk.picks("stress:8")
    assert talk.said == ["utter_plan_calm"]
    assert talk.state.asked == ("location", "stress")


def test_a_wish_to_relax_needs_no_answers_at_all() -> None:
    assert "plan" in Talk().opened().says("help me relax", "want_relaxation").kinds()
