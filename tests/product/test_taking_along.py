"""The note and the plan on paper, from the talk to the file, through the running product."""

from __future__ import annotations

from typing import Any

import pytest
from fhir.resources.bundle import Bundle

from tests.product.talk import Talk


def file(talk: Talk, path: str) -> Any:
    return talk.client.get(f"/api/v1/{path}", headers=talk.headers)


def test_someone_led_through_a_routine_takes_the_plan_and_a_note_along(talk: Talk) -> None:
    talk.say("my neck is sore from my desk, 4 out of 10, since last week, it came on slowly, stress is 6")
    assert file(talk, "plan").status_code == 409
    talk.is_asked("danger").pick("danger:none").is_asked("conditions").pick("condition:none")
    talk.is_asked("preference").is_shown("summary", "plan")
    assert talk.card("plan")["formats"] == ["page"]
    plan = file(talk, "plan?format=page").text
    steps = talk.goes_through_all_steps()
    assert [step["do"] for step in steps if step["do"].split(".")[0] not in plan] == []
    talk.say("2 now, better").pick("harm:no").pick("/ask_note")
    assert "note" in talk.cards
    note = file(talk, "note").text
    assert steps[0]["part"] in note
    assert "Pain after the routine: 2 out of 10" in note
    bundle = Bundle.parse_obj(file(talk, "note?format=fhir").json())
    scores = [entry.resource for entry in bundle.entry if entry.resource.resource_type == "Observation"]
    before, after = (next(one for one in scores if word in one.code.text) for word in ("before", "after"))
    assert (before.valueQuantity.value, after.valueQuantity.value) == (4, 2)
    assert before.effectiveDateTime < after.effectiveDateTime


def test_a_note_is_given_on_asking_in_words_beside_an_urgent_card(talk: Talk) -> None:
    talk.say("my left calf is swollen, hot and sore since a long flight")
    assert talk.tier == "urgent_same_day"
    talk.say("can I have a note for my doctor").is_shown("note", "urgent")
    assert "Advice given: get this checked today." in file(talk, "note").text
    assert file(talk, "plan").status_code == 409


@pytest.mark.parametrize(
    "sign", ["crushing chest pain down my left arm", "I am going to kill myself tonight"]
)
def test_where_every_minute_counts_asking_for_a_note_shows_the_card_again(talk: Talk, sign: str) -> None:
    talk.say(sign).say("can I have a note for my doctor")
    assert "note" not in talk.cards
    assert {"emergency", "crisis"} & set(talk.cards)
