from __future__ import annotations

import pytest

from bot.content.schema import Tier
from tests.dialogue.talk import Talk, at, guide, with_plan


def finished(**answers: str) -> Talk:
    """A conversation in which the last step was just done."""
    talk = with_plan(["neck"], **answers).presses("Start")
    while talk.asks == "step":
        talk.presses("Next")
    return talk


def number(talk: Talk) -> int:
    return int(talk.card("step")["number"])


def test_the_plan_says_how_long_why_and_when_to_stop() -> None:
    card = with_plan().card("plan")
    assert card["minutes"] > 0
    assert card["reasons"]
    titles = [section["title"] for section in card["sections"]]
    assert guide().content.responses["utter_plan_stop"][0]["text"] in titles
    assert all(section["lines"] for section in card["sections"])


def test_steps_go_forward_one_by_one_to_the_question_how_it_is() -> None:
    talk = with_plan(["neck"]).presses("Start")
    of = talk.card("step")["of"]
    for expected in range(1, of + 1):
        assert number(talk) == expected
        assert talk.card("step")["title"] in talk.text
        talk.presses("Next")
    assert talk.said == ["utter_finished", "utter_ask_feedback"]
    assert talk.state.step is None


def test_steps_go_back_and_no_further_than_the_first() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("Next").presses("Back")
    assert number(talk) == 1
    assert number(talk.presses("Back")) == 1


@pytest.mark.parametrize(
    ("intent", "expected"), [("repeat_step", 2), ("skip_step", 3), ("next_step", 3), ("pause", 2)]
)
def test_a_step_can_be_repeated_skipped_and_paused_in_words(intent: str, expected: int) -> None:
    talk = with_plan(["neck"]).presses("Start").presses("Next").says("as I say", intent)
    assert number(talk) == expected


def test_too_hard_means_lighter_and_too_soft_never_beyond_the_plan() -> None:
    talk = with_plan(["neck"]).presses("Start")
    while talk.card("step")["pressure"] < 2:
        talk.presses("Next")
    planned = talk.card("step")["pressure"]
    assert talk.presses("Too hard").card("step")["pressure"] == planned - 1
    assert talk.presses("Too soft").card("step")["pressure"] == planned
    assert talk.presses("Too soft").card("step")["pressure"] == planned
    assert talk.said[0] == "utter_firm_enough"


def test_lighter_holds_for_the_steps_that_follow() -> None:
    plain, lighter = with_plan(["neck"]).presses("Start"), with_plan(["neck"]).presses("Start")
    lighter.presses("Too hard")
    while plain.asks == "step":
        assert lighter.card("step")["pressure"] <= plain.card("step")["pressure"]
        plain.presses("Next")
        lighter.presses("Next")


def test_pain_in_a_routine_stops_it_and_looks_for_danger_again() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("It hurts")
    assert talk.said == ["utter_it_hurts", "utter_ask_danger"]
    assert talk.state.step is None
    talk.picks("danger:none")
    assert talk.said == ["utter_plan_calm"]


def test_stopping_a_routine_ends_it() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("Stop")
    assert talk.said == ["utter_stopped"]
    assert talk.state.step is None


def test_a_question_in_the_middle_of_a_step_is_answered_and_the_step_shown_again() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("Next")
    talk.says("is massage proven to work?", "ask_evidence")
    assert talk.said[0] == "utter_explain"
    assert number(talk) == 2


def test_a_question_in_the_middle_of_the_plan_keeps_the_plan() -> None:
    talk = with_plan().says("what oil should I use?", "ask_oils")
    assert talk.said == ["utter_explain", "utter_plan_waiting"]
    assert talk.presses("Start").asks == "step"


def test_a_new_place_in_the_middle_of_a_routine_starts_a_new_interview() -> None:
    talk = with_plan(["neck"]).presses("Start").says("now my left ankle hurts too")
    assert talk.state.regions == ("ankle",)
    assert talk.state.step is None
    assert talk.state.stress == 3.0
    assert talk.asks == "type"


@pytest.mark.parametrize(("place", "asked"), [("my jaw", True), ("my left ankle", False)])
def test_a_new_place_asks_about_health_again_only_where_more_matters_there(place: str, asked: bool) -> None:
    talk = with_plan(["neck"]).presses("Start").says(f"now {place} hurts too")
    assert talk.state.conditions_asked == asked


def test_a_condition_said_in_the_middle_of_a_routine_changes_the_plan() -> None:
    talk = with_plan(["neck"]).presses("Start").says("oh, I have a fever")
    assert talk.said == ["utter_noted", "utter_plan_changed", "utter_plan_calm"]
    assert guide().content.contraindications["fever"].reason in " ".join(talk.card("plan")["left_out"])


@pytest.mark.parametrize("how", ["better", "same"])
def test_better_or_the_same_asks_for_harm_and_then_says_what_to_watch_for(how: str) -> None:
    talk = finished().sends(f"/{how}")
    assert talk.said == [f"utter_{how}", "utter_ask_harm"]
    talk.presses("No")
    assert talk.said == ["utter_habit", "utter_safety_net", "utter_offer_code"]
    assert talk.card("note")["lines"]


@pytest.mark.parametrize(
    ("typed", "intent", "harm", "said"),
    [
        ("no", "deny", "no", "utter_habit"),
        ("a bit sore", "inform", "sore", "utter_harm_sore"),
        ("yes, a bit sore", "affirm", "sore", "utter_harm_sore"),
        ("not sure", "unsure", "unsure", "utter_harm_unsure"),
        ("yes", "affirm", "worse", "utter_worse"),
        ("it's worse", "worse", "worse", "utter_worse"),
    ],
)
def test_the_answer_about_harm_is_kept_however_it_is_given(
    typed: str, intent: str, harm: str, said: str
) -> None:
    talk = finished().presses("Better").says(typed, intent)
    assert (talk.state.harm, talk.said[0]) == (harm, said)
    assert ("harm" in talk.state.results.values()) == (harm == "worse")


@pytest.mark.parametrize("pressed", ["No", "A bit sore"])
def test_no_turn_after_a_routine_is_longer_than_three_replies(pressed: str) -> None:
    talk = finished().picks("now:2")
    assert talk.said == ["utter_better", "utter_numbers_compared", "utter_ask_harm"]
    assert len(talk.presses(pressed).said) == 3
    assert "A note to take along" in {
        choice.title for choice in talk.replies[-1].all_choices(guide().content)
    }


def test_what_made_it_worse_is_looked_at_for_danger_and_left_out_from_then_on() -> None:
    talk = finished().presses("Better").presses("Yes, something is worse")
    assert talk.state.tier == Tier.SEE_PROFESSIONAL.value
    assert talk.asks == "danger"
    assert talk.picks("danger:none").said == ["utter_plan_calm"]
    (harmful,) = talk.state.needs().harmful
    again = talk.sends("/start_over")
    assert harmful in again.state.needs().harmful


def test_pain_in_a_step_counts_as_harm_of_its_routine_alone() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("It hurts")
    assert talk.state.harm == "worse"
    assert list(talk.state.results.values()) == ["harm"]


def test_a_question_beside_the_one_about_harm_is_answered_and_harm_asked_again() -> None:
    talk = finished().presses("Better").says("is massage proven to work?", "ask_evidence")
    assert talk.said == ["utter_explain", "utter_ask_harm"]
    assert talk.says("blue bananas").said == ["utter_not_understood_1", "utter_ask_harm"]


def test_the_number_afterwards_can_be_pressed() -> None:
    talk = finished(intensity="intensity:6").picks("now:2")
    assert talk.said == ["utter_better", "utter_numbers_compared", "utter_ask_harm"]
    assert talk.state.after == 2


def test_a_number_without_one_before_asks_which_way_it_went() -> None:
    talk = finished(intensity="unknown:intensity").picks("now:4")
    assert talk.said == ["utter_ask_compared"]
    assert talk.presses("Worse").said[0] == "utter_worse"


def test_after_calming_down_the_number_is_about_stress() -> None:
    talk = Talk().opened().sends("/report_stress").picks("stress:7").presses("Start")
    while talk.asks == "step":
        talk.presses("Next")
    assert talk.said == ["utter_finished", "utter_ask_feedback_calm"]
    assert talk.picks("now:4").said[:2] == ["utter_better", "utter_numbers_compared"]


def test_worse_points_to_a_professional_and_looks_for_danger_again() -> None:
    talk = finished().presses("Worse")
    assert talk.state.tier == Tier.SEE_PROFESSIONAL.value
    assert {"utter_worse", "utter_ask_danger"} <= set(talk.said)
    talk.picks("danger:none")
    assert talk.said == ["utter_plan_calm"]


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [("6", "3", "utter_better"), ("4", "4", "utter_same"), ("4", "7", "utter_worse")],
)
def test_a_number_afterwards_is_compared_with_the_one_before(before: str, now: str, said: str) -> None:
    talk = finished(intensity=f"intensity:{before}").says(now)
    assert talk.said[0] == said


def test_the_two_numbers_are_said_back() -> None:
    talk = finished(intensity="intensity:6").says("3 now, better", "better")
    assert "6" in talk.text
    assert "3" in talk.text
    assert "utter_numbers_compared" in talk.said


@pytest.mark.parametrize("answer", ["condition:none", "condition:told_to_limit_fluids"])
def test_the_drinking_tip_fits_who_must_not_drink_more(answer: str) -> None:
    talk = with_plan(conditions=answer)
    drink = guide().content.hydration
    limited = answer.endswith("fluids")
    shown = str(talk.card("plan"))
    assert (drink.limited.text in shown) == limited
    assert any(tip.text in shown for tip in drink.tips) != limited
    talk.says("what should I drink?", "want_hydration")
    assert (drink.limited.text.strip() in talk.text) == limited


def test_before_it_is_known_who_must_limit_drinks_both_are_said() -> None:
    talk = at("type").says("how much should I drink?", "want_hydration")
    assert guide().content.hydration.limited.text.strip() in talk.text
    assert talk.asks == "type"


@pytest.mark.parametrize("region", sorted(guide().content.regions))
def test_every_region_reaches_a_routine_or_a_stated_reason(region: str) -> None:
    talk = with_plan([region])
    card = talk.card("plan")
    massaged = guide().content.regions[region].massage
    if massaged and guide().content.routines[region].routines:
        assert talk.said == ["utter_plan"]
        assert talk.presses("Start").card("step")["pressure_words"]
    else:
        assert talk.said == ["utter_plan_calm"]
        assert card["left_out"]


@pytest.mark.parametrize("region", ["chest", "abdomen", "groin"])
def test_chest_belly_and_groin_never_get_massage(region: str) -> None:
    talk = with_plan([region, "neck"], intensity="intensity:1")
    sections = " ".join(section["title"] for section in talk.card("plan")["sections"])
    assert guide().content.regions[region].label not in sections
    talk.presses("Start")
    titles = {routine.title for routine in guide().content.routines["neck"].routines}
    while talk.asks == "step":
        card = talk.card("step")
        assert card["part"] in titles or card["pressure_words"] is None
        talk.presses("Next")


def test_the_relaxation_alone_can_be_chosen() -> None:
    talk = with_plan(["neck"]).presses("Only the relaxation")
    assert talk.said == ["utter_plan_calm"]
    talk.presses("Start")
    while talk.asks == "step":
        assert talk.card("step")["pressure_words"] is None
        talk.presses("Next")


def test_a_correction_before_the_start_changes_the_plan() -> None:
    talk = with_plan(["neck"]).says("actually my pain is more like an 8")
    assert talk.said[:2] == ["utter_noted", "utter_plan_changed"]
    assert talk.state.intensity == 8


def test_asking_for_the_routine_starts_the_plan_unless_it_names_another_place() -> None:
    assert with_plan(["neck"]).says("just show me", "want_routine").state.step == 0
    assert with_plan(["neck"]).says("one for my calf please", "want_routine").state.step is None


def test_yes_starts_the_plan_and_done_goes_on() -> None:
    talk = with_plan(["neck"]).says("yes please", "affirm")
    assert talk.state.step == 0
    assert talk.says("done", "affirm").state.step == 1
