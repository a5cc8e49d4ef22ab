"""Ten people and what they are led through. Kinds are checked, never words: those belong to `data/`."""

from __future__ import annotations

from typing import Any

import pytest

from bot.content.loader import DATA, load
from tests.product.talk import Talk

CLOSED = {"plan", "step", "summary"}


def screens(talk: Talk) -> Talk:
    """The danger screen and the conditions, with nothing to tell, up to the summary."""
    talk.is_asked("danger").pick("danger:none")
    talk.is_asked("conditions").pick("condition:none")
    return talk.is_asked("confirm").is_shown("summary")


def confirms(talk: Talk) -> Talk:
    return talk.pick("confirm:yes").is_asked("preference").is_shown("plan")


def ends(talk: Talk, how: str) -> Talk:
    """Feedback, whether it did harm, then what to watch for and an offer, and nothing more is asked."""
    talk.pick(how).is_asked("feedback").pick("harm:no").is_shown("note", "note")
    assert talk.card("note")["lines"]
    assert talk.expects is None
    return talk


def massages(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [step for step in steps if step["pressure"] > 0]


def test_a_neck_sore_from_the_desk_is_led_from_the_first_word_to_the_safety_net(talk: Talk) -> None:
    talk.is_asked("location").say("my neck is sore from sitting at my desk all day")
    talk.is_asked("intensity").say("about a 4")
    talk.is_asked("duration").say("since last week")
    talk.is_asked("onset").pick("onset:gradual")
    talk.is_asked("stress").say("6")
    confirms(screens(talk)).is_safe()
    assert massages(talk.goes_through_all_steps())
    ends(talk, "/better").is_safe()


def test_both_calves_after_a_run_are_screened_for_a_clot_before_they_are_led_on(talk: Talk) -> None:
    talk.say("both my calves ache after a run yesterday")
    talk.is_asked("intensity").say("5")
    talk.is_asked("onset").pick("onset:gradual")
    talk.is_asked("stress").say("2").is_asked("danger")
    assert "danger:calf_clot" in talk.offered("danger:")
    confirms(screens(talk)).is_safe()
    steps = massages(talk.goes_through_all_steps())
    assert steps
    assert max(step["pressure"] for step in steps) <= 5
    ends(talk, "/same").is_safe()


def test_one_calf_is_asked_about_a_clot_before_anything_else_and_a_yes_gets_no_massage(talk: Talk) -> None:
    talk.say("my left calf aches, 5 out of 10, since yesterday").is_asked("danger")
    talk.pick("rule:yes").is_shown("urgent")
    assert talk.tier == "urgent_same_day"
    assert not CLOSED & set(talk.say("just show me the massage").cards)


def test_a_tension_headache_is_led_through_the_head_and_a_relaxation(talk: Talk) -> None:
    talk.say("tension headache, like a tight band around my head since this morning")
    talk.is_asked("intensity").say("4")
    talk.is_asked("onset").pick("onset:gradual")
    talk.is_asked("stress").say("8")
    confirms(screens(talk)).is_safe()
    steps = talk.goes_through_all_steps()
    assert massages(steps)
    assert len({step["part"] for step in steps}) > 1
    ends(talk, "/better").is_safe()


def test_knee_arthritis_for_years_is_told_to_have_it_checked_and_led_on(talk: Talk) -> None:
    talk.say("I have arthritis in my right knee and it aches")
    talk.is_asked("intensity").say("4")
    talk.is_asked("duration").say("for years").is_shown("professional")
    assert talk.tier == "see_professional"
    talk.is_asked("stress").say("2")
    confirms(screens(talk))
    for_the_knee = {routine.title for routine in load(DATA).routines["knee"].routines}
    assert for_the_knee & {step["part"] for step in talk.goes_through_all_steps()}
    ends(talk, "/better")
    assert talk.tier == "see_professional"


def test_fibromyalgia_gets_something_light_and_short(talk: Talk) -> None:
    talk.say("I have fibromyalgia, everything aches")
    talk.is_asked("intensity").say("6")
    talk.is_asked("duration").say("for years").is_asked("stress").say("7")
    confirms(screens(talk))
    steps = massages(talk.goes_through_all_steps())
    assert steps
    assert max(step["pressure"] for step in steps) <= 3
    ends(talk, "/same")


def test_a_jaw_that_feels_worse_afterwards_is_checked_for_danger_again(talk: Talk) -> None:
    talk.say("my jaw aches and clicks")
    talk.is_asked("intensity").say("3")
    talk.is_asked("duration").say("a few weeks")
    talk.is_asked("stress").say("7")
    confirms(screens(talk)).is_safe()
    assert massages(talk.goes_through_all_steps())
    talk.pick("/worse").is_shown("professional").is_asked("danger")
    assert talk.tier == "see_professional"
    talk.pick("danger:none").say("show me the massage again")
    assert not massages(talk.goes_through_all_steps())


def test_low_back_ache_in_pregnancy_is_never_led_to_lie_flat_or_press_hard(talk: Talk) -> None:
    talk.say("I am pregnant and my lower back aches")
    talk.is_asked("intensity").say("3")
    talk.is_asked("duration").say("a few weeks")
    talk.is_asked("stress").say("7")
    talk.is_asked("danger").pick("danger:none")
    talk.is_asked("conditions").pick("condition:none").is_asked("confirm")
    confirms(talk)
    assert talk.card("plan")["left_out"] or talk.card("plan")["reasons"]
    steps = talk.goes_through_all_steps()
    assert all(step["pressure"] <= 3 for step in steps)
    ends(talk, "/better")


def test_stress_alone_gets_relaxation_and_no_pain_form(talk: Talk) -> None:
    talk.say("no pain, I am just so stressed that I cannot switch off")
    if talk.expects == "stress":
        talk.say("8")
    talk.is_asked("preference").is_shown("plan")
    assert not massages(talk.goes_through_all_steps())
    talk.pick("/better").is_safe()
    assert talk.turns < 20


def test_bare_chest_pain_is_asked_what_settles_it_and_a_yes_gets_the_card(talk: Talk) -> None:
    talk.say("chest pain").is_asked("danger")
    assert not CLOSED & set(talk.cards)
    talk.pick("rule:yes").is_shown("emergency")
    assert talk.tier == "emergency_now"
    assert any(link["href"] == "tel:999" for link in talk.card("emergency")["contacts"])
    for text in ("no, give me a massage", "thanks", "4"):
        talk.say(text)
        assert (talk.tier, talk.cards) == ("emergency_now", ["emergency"])


def test_a_numb_saddle_area_gets_the_card_at_once_and_nothing_else(talk: Talk) -> None:
    talk.say("my back aches and I am numb around my saddle area").is_shown("emergency")
    assert talk.tier == "emergency_now"
    assert not CLOSED & set(talk.say("can I have a back massage anyway").cards)


def test_who_says_it_all_at_once_needs_few_turns(talk: Talk) -> None:
    talk.say(
        "My right shoulder is tight and aching, 4 out of 10, for two weeks now."
        " It came on gradually and my stress is a 3. I am not pregnant and take no blood thinners."
    )
    talk.is_asked("danger").pick("danger:none")
    talk.is_asked("conditions").pick("condition:none")
    talk.is_asked("preference").is_shown("summary", "plan").is_safe()
    assert talk.turns == 3


@pytest.mark.parametrize("about", ["intensity", "stress", "danger", "conditions", "confirm"])
def test_every_question_can_be_asked_why_and_stays_open(talk: Talk, about: str) -> None:
    talk.say("my neck is stiff since last week, it came on bit by bit")
    answers = {"intensity": "4", "stress": "3", "danger": "none of these", "conditions": "none of these"}
    while talk.expects != about:
        talk.say(answers[talk.expects or ""])
    talk.say("why do you ask?").is_asked(about).is_safe()
