""" "Why this?", "is it proven?" and "what else?", asked of a plan and of its open step."""

from __future__ import annotations

import pytest

from bot.dialogue.dose import dose
from bot.dialogue.plan_card import in_words
from bot.dialogue.reply import Choice
from bot.dialogue.routine import plan_of
from bot.guidance.plan import choose, find_routine, steps
from tests.dialogue.talk import Talk, at, guide, with_plan

CONTENT = guide().content


def in_routine() -> Talk:
    return with_plan(["neck"], type="type:tight").presses("Start").presses("Next")


def picked(talk: Talk) -> dict[str, str]:
    return dict(plan_of(CONTENT, talk.state).routines)


@pytest.mark.parametrize(
    "ask", [lambda talk: talk.presses("Why this?"), lambda talk: talk.says("why", "why_ask")]
)
def test_why_this_tells_what_spoke_for_the_plan_and_keeps_it_open(ask: object) -> None:
    talk = with_plan(["neck"], stress="stress:8")
    talk = ask(talk)  # type: ignore[operator]
    assert talk.said == ["utter_why_plan", "utter_plan_waiting"]
    plan = plan_of(CONTENT, talk.state)
    assert talk.card("note")["lines"] == in_words(CONTENT, plan.reasons, "utter_reason_place")
    assert talk.asks == "preference"


def test_why_this_in_a_step_is_about_its_routine_and_the_step_stays() -> None:
    talk = in_routine().says("why this?", "why_ask")
    assert find_routine(CONTENT, "neck", picked(talk)["neck"]).why in talk.text
    assert talk.card("step")["number"] == 2


def test_before_the_plan_why_is_about_the_question() -> None:
    assert at("stress").says("why", "why_ask").said[0] == "utter_why_stress"


@pytest.mark.parametrize(
    "text", ["is it proven?", "is this proven", "has that been tested?", "any studies on this?"]
)
def test_is_it_proven_is_answered_for_what_is_open_with_its_own_sources(text: str) -> None:
    talk = in_routine().says(text, "ask_evidence")
    routine = find_routine(CONTENT, "neck", picked(talk)["neck"])
    assert talk.said[0] == "utter_proof"
    assert CONTENT.responses[f"utter_evidence_{routine.evidence}"][0]["text"] in talk.text
    shown = [item["title"] for item in talk.card("sources")["items"]]
    assert shown == [CONTENT.sources[source].title for source in routine.sources]
    assert talk.card("step")["number"] == 2


def test_is_massage_proven_is_still_a_question_about_massage() -> None:
    assert in_routine().says("is massage proven to work?", "ask_evidence").said[0] == "utter_explain"
    assert at("stress").says("is it proven?", "ask_evidence").said[0] == "utter_explain"


def test_what_else_offers_the_next_best_and_a_button_switches_to_it() -> None:
    talk = in_routine()
    before = picked(talk)["neck"]
    talk.says("what else?", "ask_alternatives")
    assert talk.said[0] == "utter_alternatives"
    offered = [option for option in talk.options() if option.startswith("routine:")]
    assert 1 <= len(offered) <= 3
    talk.picks(offered[0])
    assert talk.said == ["utter_plan_switched", "utter_plan"]
    assert picked(talk)["neck"] == offered[0].removeprefix("routine:") != before
    assert talk.state.step is None
    assert "You asked for this one." in " ".join(talk.card("plan")["reasons"])


def test_picking_a_third_one_takes_the_place_of_the_second() -> None:
    talk = with_plan(["neck"], type="type:tight")
    for _ in range(2):
        talk.presses("What else?")
        talk.picks(next(o for o in talk.options() if o.startswith("routine:neck")))
    assert len(talk.state.preferred) == 1
    assert picked(talk)["neck"] == talk.state.preferred[0]


def test_what_is_not_offered_says_why() -> None:
    talk = with_plan(["calf"], conditions="condition:blood_thinners").presses("What else?")
    lines = " ".join(talk.card("note")["lines"])
    assert CONTENT.contraindications["blood_thinners"].reason in lines
    assert not {"routine:calf_roller", "routine:calf_press"} & set(talk.options())


@pytest.mark.parametrize("region", ["neck", "calf", "shoulder"])
def test_a_forbidden_routine_asked_for_by_its_id_is_not_given(region: str) -> None:
    talk = with_plan([region], conditions="condition:blood_thinners")
    for routine in CONTENT.routines[region].routines:
        talk.sends(Choice.option("", "routine", routine.id).payload)
        assert all(part.step.pressure <= 2 for part in steps(CONTENT, plan_of(CONTENT, talk.state)))


def test_an_unknown_id_changes_nothing() -> None:
    talk = with_plan(["neck"])
    before = talk.state.needs()
    talk.sends(Choice.option("", "routine", "teeth_whitening").payload)
    assert choose(CONTENT, talk.state.needs()) == choose(CONTENT, before)


def test_what_else_before_there_is_a_plan_puts_the_open_question_again() -> None:
    assert at("stress").says("what else", "ask_alternatives").asks == "stress"


@pytest.mark.parametrize(
    ("seconds", "strokes", "both", "said"),
    [
        (20, None, False, "Go on for about 20 seconds."),
        (60, 12, False, "Go on for about a minute, 12 slow strokes."),
        (50, 6, True, "Go on for about a minute, 6 slow strokes. Then do the other side."),
        (90, None, False, "Go on for about a minute and a half."),
        (240, None, False, "Go on for about 4 minutes."),
    ],
)
def test_time_and_strokes_are_told_in_words(seconds: int, strokes: int | None, both: bool, said: str) -> None:
    step = CONTENT.routines["neck"].routines[0].steps[0]
    changed = step.copy(update={"seconds": seconds, "strokes": strokes, "each_side": both})
    assert dose(CONTENT, changed) == said


def test_every_step_tells_its_time_in_its_text() -> None:
    talk = with_plan(["neck"]).presses("Start")
    while talk.asks == "step":
        assert "Go on for about" in talk.text
        talk.presses("Next")


def test_a_step_is_skipped_with_a_word_and_repeated_and_paused_by_button() -> None:
    talk = with_plan(["neck"]).presses("Start").presses("Skip")
    assert talk.said == ["utter_skipped", "utter_step"]
    assert talk.card("step")["number"] == 2
    assert talk.presses("Repeat").card("step")["number"] == 2
    assert talk.presses("Pause").said[0] == "utter_paused"
    assert talk.card("step")["number"] == 2


def test_the_short_version_leaves_out_steps_and_the_plan_says_so() -> None:
    talk = with_plan(["neck"], type="type:tight")
    full = len(steps(CONTENT, plan_of(CONTENT, talk.state)))
    talk.says("i only have 3 minutes")
    assert talk.card("plan")["minutes"] <= 3
    assert len(steps(CONTENT, plan_of(CONTENT, talk.state))) < full
    assert "short version" in str(talk.card("plan")["sections"])
