from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.state import State
from bot.note import text
from bot.note.build import build
from tests.dialogue.talk import Talk, at, guide, with_plan

URGENT = "one calf is swollen and sore, warm to touch"


def wants_a_note(talk: Talk) -> Talk:
    return talk.says("can I have a note for my doctor", "ask_note")


def values(card: dict[str, Any]) -> str:
    return " ".join(item["value"] for item in card["items"])


def finished(intensity: str = "6") -> Talk:
    talk = with_plan(["neck"], intensity=f"intensity:{intensity}").presses("Start")
    while talk.asks == "step":
        talk.presses("Next")
    return talk


def test_a_note_is_shown_in_the_middle_of_the_interview_and_the_question_put_again() -> None:
    talk = wants_a_note(at("duration"))
    assert talk.said == ["utter_note", "utter_ask_duration"]
    card = talk.card("note")
    assert "left knee" in values(card)
    assert card["formats"] == ["text", "page", "fhir"]


def test_before_anything_is_told_there_is_nothing_to_note() -> None:
    talk = wants_a_note(Talk().opened())
    assert talk.said == ["utter_note_empty", "utter_ask_location"]


def test_a_note_while_a_danger_question_is_open_keeps_that_question_open() -> None:
    talk = wants_a_note(Talk(State(pending="calf_clot", open_question="danger", regions=("calf",))))
    assert talk.state.pending == "calf_clot"
    assert talk.said == ["utter_note", "utter_danger_question"]


def test_at_the_end_of_a_routine_a_note_is_one_press_away() -> None:
    talk = finished().presses("Better").presses("No").presses("A note to take along")
    assert "utter_note" in talk.said
    tried = next(s for s in talk.card("note")["sections"] if s["title"] == "What was tried")
    assert len(tried["lines"]) >= 2
    assert "better" in tried["lines"][-1]


def test_the_score_after_a_routine_stands_beside_the_one_before() -> None:
    scores = {one.which: one.value for one in build(guide().content, finished("6").says("3").state).ratings}
    assert (scores["before"], scores["after"]) == (6, 3)
    worse = finished("4").says("7").state
    assert (worse.after, worse.outcome) == (7, "worse")


def test_only_what_was_begun_counts_as_tried() -> None:
    talk = with_plan(["neck"])
    assert talk.state.tried == ()
    talk.presses("Start")
    assert len(talk.state.tried) == 1
    assert talk.presses("It hurts").state.outcome == "hurt"


def test_a_new_routine_begins_with_no_outcome() -> None:
    state = finished().presses("Better").sends("/next_step").state
    assert (state.outcome, state.after) == (None, None)


def test_beside_an_urgent_card_the_note_is_to_be_had_and_nothing_else() -> None:
    talk = Talk().opened().says(URGENT).presses("A note to take along")
    assert talk.said == ["utter_note", "utter_card_stands"]
    assert talk.kinds() == {"note", "urgent"}
    assert talk.asks is None


def test_after_a_card_to_see_a_professional_the_note_says_so() -> None:
    talk = wants_a_note(at("conditions", ["knee"], duration="duration:800"))
    assert talk.state.tier == "see_professional"
    assert talk.card("note")["lines"] == ["Advice given: book a check."]


@pytest.mark.parametrize(
    "sign",
    ["crushing chest pain down my left arm", "I am going to kill myself tonight", "my husband hits me"],
)
def test_in_an_emergency_or_a_crisis_a_note_keeps_nobody_from_calling(sign: str) -> None:
    talk = wants_a_note(Talk().opened().says(sign))
    assert talk.state.closed
    assert "note" not in talk.kinds()


def test_a_plan_is_offered_on_paper_only_once_its_places_are_screened() -> None:
    assert with_plan().card("plan")["formats"] == ["page"]
    early = at("type").says("just help me relax", "want_relaxation")
    assert "formats" not in early.card("plan")


def test_a_note_holds_all_that_the_summary_said() -> None:
    talk = at("confirm")
    note = text.render(build(guide().content, talk.state))
    assert [item["value"] for item in talk.card("summary")["items"] if item["value"] not in note] == []
