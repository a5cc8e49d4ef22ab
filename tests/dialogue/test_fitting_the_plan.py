"""What a plan should fit: asked for on one card, taken from free text, and how soon help comes."""

from __future__ import annotations

import pytest

from bot.dialogue.preferences import OPTIONS
from bot.dialogue.state import NO_TOOLS
from bot.guidance.plan import find_routine
from tests.dialogue.talk import QUIET, Talk, at, guide, with_plan

MOST_TURNS, MOST_TURNS_AT_ONCE = 8, 3


def plan_titles(talk: Talk) -> str:
    return " ".join(section["title"] for section in talk.card("plan")["sections"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("at my desk", {"setting": "desk"}),
        ("only got 5 mins", {"minutes": 5}),
        ("i've a tennis ball", {"tools": ("ball",)}),
        ("in bed", {"setting": "bed"}),
        ("i like it firm", {"pressure": "firm"}),
        ("want to sleep", {"wish": "sleep"}),
        ("no roller here", {"tools": NO_TOOLS}),
        ("i can't lie down", {"unable": ("lying",)}),
        ("i only have one hand free", {"one_handed": True}),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "next_step", "skip_step", "want_routine"])
def test_a_word_to_the_plan_changes_what_it_fits_and_does_not_start_it(
    text: str, wanted: dict[str, object], intent: str
) -> None:
    talk = with_plan(["shoulder"]).says(text, intent)
    assert {name: getattr(talk.state, name) for name in wanted} == wanted
    assert talk.said[:2] == ["utter_noted", "utter_plan_changed"]
    assert talk.asks == "preference"


@pytest.mark.parametrize("topic", ["type", "stress", "conditions"])
def test_what_to_fit_may_be_said_at_any_time_and_the_open_question_stays(topic: str) -> None:
    talk = at(topic).says("i've got a foam roller and only 5 minutes")
    assert (talk.state.tools, talk.state.minutes) == (("roller",), 5)
    assert talk.asks == topic


def test_the_card_is_put_by_a_button_and_takes_several_answers() -> None:
    talk = with_plan(["shoulder"]).presses("Change to fit me")
    assert talk.said == ["utter_ask_fit"]
    assert talk.asks == "preference"
    talk.presses("10 minutes", "I have a ball", "I'm at a desk")
    assert talk.said[-1] == "utter_plan"
    assert talk.card("plan")["minutes"] <= 10
    assert (talk.state.minutes, talk.state.tools, talk.state.setting) == (10, ("ball",), "desk")


def test_just_show_me_shows_the_plan_as_it_is() -> None:
    talk = with_plan(["shoulder"])
    before = talk.card("plan")
    assert talk.presses("Change to fit me").presses("Just show me").card("plan") == before


def test_every_button_of_the_card_does_what_it_says() -> None:
    offered = with_plan(["shoulder"]).presses("Change to fit me").options()
    assert all(value in OPTIONS[field] for field, _, value in (option.partition(":") for option in offered))
    for option in offered:
        talk = with_plan(["shoulder"]).presses("Change to fit me").picks(option)
        assert talk.kinds() >= {"plan"}, option


def test_a_ball_is_named_as_an_option_and_used_once_there_is_one() -> None:
    talk = with_plan(["shoulder"], type="type:tight")
    assert "ball" in " ".join(talk.card("plan")["left_out"])
    talk.says("i have a tennis ball")
    balls = [r for r in guide().content.routines["shoulder"].routines if "ball" in r.tools]
    assert any(routine.title in plan_titles(talk) for routine in balls)
    talk.says("sorry, no ball here")
    assert not any(routine.title in plan_titles(talk) for routine in balls)


def test_what_to_fit_is_kept_for_a_new_place() -> None:
    talk = with_plan(["neck"]).says("i like it gentle").says("now my left ankle hurts too")
    assert talk.state.regions == ("ankle",)
    assert talk.state.pressure == "light"


def test_one_minute_gets_no_routine_and_says_so() -> None:
    talk = with_plan(["neck"]).says("i only have 1 minute")
    assert talk.said[-1] == "utter_plan_none"
    assert talk.says("start", "next_step").said == ["utter_plan_none"]


def answered(talk: Talk) -> int:
    """How many messages it took from the first until the plan, danger and health facts answered no."""
    turns = 1
    while "plan" not in talk.kinds():
        talk.picks("rule:no" if talk.state.pending else QUIET[str(talk.asks)])
        turns += 1
    return turns


@pytest.mark.parametrize(
    "told",
    [
        "my neck aches",
        "my left knee is stiff",
        "dull ache in my lower back",
        "my right shoulder is sore",
        "my jaw is tight",
        "both my calves are cramping",
    ],
)
def test_who_answers_plainly_has_the_plan_by_the_eighth_turn(told: str) -> None:
    assert answered(Talk().opened().says(told)) <= MOST_TURNS


@pytest.mark.parametrize(
    "told",
    [
        "my neck has been tight for 3 weeks, came on slowly, pain 4/10, stress 3/10",
        "dull ache in my left knee for 2 weeks, gradual, 4 out of 10, stress 2 out of 10",
        "both feet sore for 3 weeks, came on slowly, pain 3/10, stress 7/10, i have a ball",
    ],
)
def test_who_says_it_all_at_once_has_the_plan_by_the_third_turn(told: str) -> None:
    talk = Talk().opened().says(told)
    assert answered(talk) <= MOST_TURNS_AT_ONCE
    assert talk.kinds() >= {"summary", "plan"}
    assert find_routine(guide().content, talk.state.regions[0], first_routine(talk))


def first_routine(talk: Talk) -> str:
    titles = plan_titles(talk)
    return next(
        routine.id
        for routine in guide().content.routines[talk.state.regions[0]].routines
        if routine.title in titles
    )
