"""A return visit: last time first, a fresh danger screen always, and what is remembered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.content.schema import Tier
from bot.dialogue import returning
from bot.dialogue.memories import Memory, Visit
from bot.dialogue.state import State
from bot.guidance.plan import choose
from tests.dialogue.talk import QUIET, Talk, guide, with_plan

TODAY = date(2026, 11, 30)
KNEE: dict[str, Any] = {
    "regions": ("knee",),
    "sides": {"knee": "left"},
    "types": ("aching",),
    "onset": "gradual",
    "pain": 6,
    "stress": 4,
    "duration_days": 5,
}
HOW = ("Better", "The same", "Worse")


def visit(days_ago: float = 7, **facts: Any) -> Visit:
    return Visit(**{**KNEE, "at": TODAY - timedelta(days=days_ago), **facts})


def back(*visits: Visit) -> Talk:
    """Somebody comes back after these visits, oldest first, and is welcomed."""
    return Talk(State(memory=Memory(today=TODAY, visits=visits or (visit(),)))).opened()


def answered(talk: Talk, **answers: str) -> Talk:
    """All that is still asked, answered quietly, up to the plan."""
    for _ in range(12):
        if talk.asks == "preference" or talk.state.closed:
            break
        options = talk.options()
        wanted = "rule:no" if talk.state.pending else {**QUIET, **answers}[str(talk.asks)]
        talk.picks(
            "condition:same" if "condition:same" in options and "conditions" not in answers else wanted
        )
    return talk


def kept(talk: Talk) -> dict[str, Any]:
    """What the visit leaves, as it comes back from the store."""
    held = returning.visit_of(guide().content, talk.state)
    assert held is not None
    return held


def routines(region: str) -> list[str]:
    return [routine.id for routine in guide().content.routines[region].routines]


def test_last_time_is_said_first_and_how_it_is_now_asked() -> None:
    talk = back()
    assert talk.text == "Welcome back. Last time it was your left knee, 6 out of 10. How is it now?"
    assert [choice.title for choice in talk.choices()] == [*HOW, "Something new"]
    assert talk.asks == "feedback"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"pain": None}, "utter_return_pain_unscored"),
        ({"regions": (), "stress": 7}, "utter_return_calm"),
        ({"regions": (), "stress": None}, "utter_return_calm_unscored"),
        ({"pain": 6, "after": 3}, "utter_return_pain"),
    ],
)
def test_the_welcome_says_what_is_known(facts: dict[str, Any], said: str) -> None:
    assert back(visit(**facts)).said == [said]


@pytest.mark.parametrize("how", ["Better", "The same"])
def test_better_or_the_same_asks_the_numbers_and_the_danger_screen_and_nothing_known(how: str) -> None:
    talk = back().presses(how)
    asked = []
    while talk.asks != "preference":
        asked.append(talk.asks)
        talk.picks(QUIET[str(talk.asks)])
    assert asked == ["intensity", "stress", "danger", "conditions", "confirm"]
    assert talk.state.regions == ("knee",)


def test_worse_is_screened_for_danger_at_once_and_goes_to_a_professional() -> None:
    talk = back().presses("Worse")
    assert talk.said == ["utter_worse", "utter_professional", "utter_ask_danger"]
    assert talk.state.tier == Tier.SEE_PROFESSIONAL.value
    answered(talk)
    assert talk.said == ["utter_understood", "utter_plan_calm"]


def test_something_new_is_an_interview_from_the_start() -> None:
    talk = back(visit(conditions=("blood_thinners",), minutes=5)).presses("Something new")
    assert talk.said == ["utter_ask_location"]
    assert talk.state.conditions == ()
    assert talk.state.minutes == 5


@pytest.mark.parametrize(
    ("typed", "intent", "since"),
    [
        ("much better", "better", "better"),
        ("no change", "same", "same"),
        ("it's a 3 now", "inform", "better"),
        ("6", "inform", "same"),
        ("8 out of 10", "inform", "worse"),
        ("it has been getting worse", "inform", "worse"),
        ("now it's my right hip", "inform", "new"),
    ],
)
def test_how_it_is_can_be_typed(typed: str, intent: str, since: str) -> None:
    talk = back().says(typed, intent)
    assert talk.state.since == since


def test_a_number_typed_at_the_start_is_not_asked_again() -> None:
    talk = back().says("better, it's a 3 now", "better")
    assert (talk.state.intensity, talk.asks) == (3, "stress")


def test_a_new_place_typed_at_the_start_is_about_that_place_alone() -> None:
    talk = back().says("now it's my right hip")
    assert talk.state.regions == ("hip",)
    assert talk.state.types == ()


def test_what_is_no_answer_gets_the_question_again_and_then_an_interview() -> None:
    talk = back().says("blue bananas")
    assert talk.said == ["utter_not_understood_1", "utter_return_pain"]
    assert talk.says("blue bananas").said == ["utter_ask_location"]


def test_a_question_is_answered_and_how_it_is_asked_again() -> None:
    talk = back().says("is massage proven to work?", "ask_evidence")
    assert talk.said == ["utter_explain", "utter_return_pain"]


def test_what_is_typed_before_any_welcome_is_kept_and_the_welcome_comes_first() -> None:
    talk = Talk(State(memory=Memory(today=TODAY, visits=(visit(),)))).says("my stress is 8 out of 10")
    assert talk.said == ["utter_return_pain"]
    assert talk.state.stress == 8


def test_a_danger_sign_typed_at_the_start_gets_its_card() -> None:
    talk = back().says("crushing chest pain down my left arm")
    assert talk.kinds() == {"emergency"}
    assert talk.state.closed


def test_starting_over_leaves_last_time_behind() -> None:
    talk = back().sends("/start_over")
    assert talk.said == ["utter_start_over", "utter_ask_location"]
    assert talk.picks("region:neck").asks == "type"


def test_conditions_are_confirmed_not_assumed() -> None:
    known = guide().content.contraindications["blood_thinners"].label
    talk = back(visit(conditions=("blood_thinners",))).presses("The same")
    talk.picks("intensity:4").picks("stress:3").picks("danger:none")
    while talk.asks == "danger":
        talk.picks("danger:none")
    assert talk.said[-1] == "utter_ask_conditions_again"
    assert known in talk.text
    assert not talk.state.conditions_asked
    assert talk.presses("Yes, that is all").state.conditions == ("blood_thinners",)


@pytest.mark.parametrize("changes", ["press", "type"])
def test_conditions_that_have_changed_are_asked_anew(changes: str) -> None:
    talk = back(visit(conditions=("blood_thinners",))).presses("The same")
    talk.picks("intensity:4").picks("stress:3")
    while talk.asks == "danger":
        talk.picks("danger:none")
    if changes == "press":
        talk.presses("Something has changed")
    else:
        talk.says("no", "deny")
    assert talk.said == ["utter_ask_conditions"]
    assert talk.picks("condition:none").state.conditions == ()


def test_a_condition_of_last_time_counts_until_it_is_denied() -> None:
    talk = back(visit(conditions=("blood_thinners",))).presses("The same")
    assert talk.state.conditions == ("blood_thinners",)


@pytest.mark.parametrize(("days", "fires"), [(30, False), (40, True)])
def test_how_long_it_has_lasted_adds_up_over_visits(days: int, fires: bool) -> None:
    talk = back(visit(days, duration_days=5)).presses("Better")
    assert talk.state.duration_days == 5 + days
    assert ("long_lasting_pain" in talk.state.rules) == fires


@pytest.mark.parametrize(
    ("visits", "how", "fires"),
    [
        ([visit(13)], "The same", False),
        ([visit(14)], "The same", True),
        ([visit(14)], "Better", False),
        ([visit(20), visit(10, since="better")], "The same", False),
        ([visit(20), visit(10, since="same")], "The same", True),
        ([visit(20), visit(15, regions=("neck",))], "The same", True),
        ([visit(20, regions=("neck",)), visit(9)], "The same", False),
    ],
)
def test_two_weeks_of_care_without_getting_better_are_worth_a_look(
    visits: list[Visit], how: str, fires: bool
) -> None:
    talk = back(*visits).presses(how)
    assert ("no_better_two_weeks" in talk.state.rules) == fires
    assert (talk.state.tier == Tier.SEE_PROFESSIONAL.value) == fires


def test_the_third_visit_for_something_that_gets_worse_fires() -> None:
    second = back(visit(4)).presses("Worse")
    assert "keeps_getting_worse" not in second.state.rules
    third = back(visit(8), visit(4, since="worse", tier="see_professional")).presses("Yes").presses("Worse")
    assert "keeps_getting_worse" in third.state.rules
    assert "utter_return_worse_again" in third.said
    assert third.asks == "danger"


def test_three_visits_for_three_places_do_not_fire() -> None:
    talk = back(visit(8, regions=("neck",)), visit(4, regions=("foot",))).presses("Worse")
    assert "keeps_getting_worse" not in talk.state.rules


@pytest.mark.parametrize("tier", ["emergency_now", "urgent_same_day"])
@pytest.mark.parametrize("answer", ["No, not yet", "Yes"])
def test_after_a_grave_tier_it_is_first_asked_whether_it_was_seen_to(tier: str, answer: str) -> None:
    rule = next(name for name, flag in guide().content.red_flags.items() if flag.tier.value == tier)
    talk = back(visit(tier=tier, rules=(rule,)))
    assert talk.said == ["utter_return_seen_urgent"]
    talk.presses(answer)
    if answer == "Yes":
        assert talk.said == ["utter_return_seen_yes", "utter_return_pain"]
        assert talk.state.tier is None
    else:
        assert talk.state.closed
        assert (talk.state.tier, talk.state.rules) == (tier, (rule,))
        assert talk.kinds() <= {"emergency", "urgent"}


@pytest.mark.parametrize("answer", ["Yes, I am safe", "No", "Not sure"])
def test_after_a_crisis_it_asks_whether_they_are_safe_and_shows_the_numbers(answer: str) -> None:
    talk = back(visit(tier="crisis_now", rules=("suicide_plan_or_act",)))
    assert talk.said == ["utter_return_seen_crisis"]
    talk.presses(answer)
    assert any(reply.card and reply.card.get("contacts") for reply in talk.replies)
    assert talk.state.closed == (answer != "Yes, I am safe")


def test_what_is_no_answer_about_being_seen_is_asked_twice_and_then_counts_as_no() -> None:
    talk = back(visit(tier="urgent_same_day", rules=("calf_clot",)))
    assert talk.says("my neck hurts now").said == ["utter_not_understood_1", "utter_return_seen_urgent"]
    assert talk.says("give me a massage", "want_routine").state.closed


@pytest.mark.parametrize(
    "intent", ["start_over", "want_hydration", "want_relaxation", "report_stress", "correct"]
)
def test_nothing_leads_past_a_grave_tier_of_last_time(intent: str) -> None:
    talk = back(visit(tier="urgent_same_day", rules=("calf_clot",))).says("as I say", intent)
    assert talk.said[-1] == "utter_return_seen_urgent"


def test_a_visit_that_never_settled_the_grave_tier_leaves_nothing_that_could_hide_it() -> None:
    talk = back(visit(tier="urgent_same_day", rules=("calf_clot",))).says("my neck hurts, stress 8 of 10")
    assert returning.visit_of(guide().content, talk.state) is None


def test_advice_to_be_seen_that_ruled_out_massage_still_does_until_it_was_followed() -> None:
    last = visit(tier="see_professional", rules=("night_pain",))
    assert answered(back(last).presses("No, not yet").presses("The same")).said == ["utter_plan_calm"]
    assert answered(back(last).presses("Yes").presses("The same")).said == ["utter_plan"]


def test_advice_that_allows_light_massage_is_not_asked_about() -> None:
    assert back(visit(tier="see_professional", rules=("long_lasting_pain",))).said == ["utter_return_pain"]


def test_what_helped_is_preferred_and_the_plan_says_so() -> None:
    for helped in routines("neck"):
        last = visit(regions=("neck",), sides={}, pain=3, results={helped: "better"})
        talk = answered(back(last).presses("The same"), intensity="intensity:3")
        chosen = choose(guide().content, talk.state.needs()).routines
        if ("neck", helped) in chosen:
            assert "You said that this one helped you before." in talk.card("plan")["reasons"]
            plain = choose(guide().content, State(regions=("neck",)).needs())
            if plain.routines != chosen:
                break
    else:
        pytest.fail("no routine of the neck is ever preferred because it helped")


def test_what_did_not_help_comes_last() -> None:
    needs = State(regions=("neck",), intensity=3).needs()
    ((_, first),) = choose(guide().content, needs).routines
    last = visit(regions=("neck",), sides={}, pain=3, results={first: "same"})
    talk = answered(back(last).presses("The same"), intensity="intensity:3")
    assert first in talk.state.needs().unhelpful
    assert ("neck", first) not in choose(guide().content, talk.state.needs()).routines


def test_what_did_harm_is_never_offered_again() -> None:
    harmful = dict.fromkeys(routines("neck"), "harm")
    talk = answered(back(visit(regions=("neck",), sides={}, results=harmful)).presses("The same"))
    assert talk.said == ["utter_plan_calm"]
    assert any("made things worse before" in text for text in talk.card("plan")["left_out"])


def test_what_helped_but_was_worse_the_next_time_counts_as_no_help() -> None:
    first, second = visit(8, results={"a": "better"}), visit(4, since="worse", results={"b": "better"})
    memory = Memory(today=TODAY, visits=(first, second))
    assert memory.verdicts("same", {}) == {"a": "unhelpful", "b": "helped"}
    assert memory.verdicts("worse", {"b": "harm"}) == {"a": "unhelpful", "b": "harmful"}


def test_a_visit_leaves_facts_and_no_words() -> None:
    talk = with_plan(["neck"]).presses("Start")
    while talk.asks == "step":
        talk.presses("Next")
    talk.picks("now:2").presses("A bit sore")
    held = kept(talk)
    assert (held["regions"], held["pain"], held["after"], held["stress"]) == (["neck"], 4, 2, 3)
    assert held["harm"] == "sore"
    assert list(held["results"].values()) == ["better"]
    assert Visit(at=TODAY, **held).regions == ("neck",)


def test_a_note_can_be_had_before_the_first_question_of_a_return_visit_is_answered() -> None:
    assert back().says("can I have a note for my doctor", "ask_note").said == [
        "utter_note_empty", "utter_return_pain",
    ]  # fmt: skip


def test_pain_and_stress_over_the_visits_are_shown_in_words_and_as_points() -> None:
    talk = answered(back(visit(14, pain=6, stress=5), visit(7, pain=4, stress=None)).presses("Better"))
    talk.presses("Start")
    while talk.asks == "step":
        talk.presses("Next")
    talk.picks("now:1").presses("No")
    card = next(reply.card for reply in talk.replies if reply.response == "utter_chart")
    assert card is not None
    assert card["kind"] == "note"
    assert card["lines"] == ["Pain: 6, then 4, then 4.", "Stress: 5, then 3."]
    assert card["chart"]["points"][0] == {"at": "2026-11-16", "pain": 6, "stress": 5}
    assert card["chart"]["points"][-1] == {"at": "2026-11-30", "pain": 4, "stress": 3}
    assert "utter_offer_code" not in talk.said
    offered = talk.replies[-1].all_choices(guide().content)
    assert "A note to take along" in {choice.title for choice in offered}


def test_somebody_who_was_here_is_not_offered_another_code_and_others_only_once() -> None:
    talk = with_plan(["neck"]).presses("Start")
    for _ in range(2):
        while talk.asks == "step":
            talk.presses("Next")
        talk.picks("now:2").presses("No")
        offered = "utter_offer_code" in talk.said
        talk.says("once more please", "next_step")
    assert not offered
