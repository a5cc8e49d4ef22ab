from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from fhir.resources.bundle import Bundle  # 6.4.0: FHIR R4, 4.0.1
from hypothesis import given, settings

from bot.dialogue.state import State
from bot.note import fhir
from bot.note.build import build
from bot.note.note import Talk
from tests.dialogue.talk import guide
from tests.dialogue.test_state import states
from tests.note.samples import KNEE, TALK, talks

CONTENT = guide().content


def bundle(state: State = KNEE, talk: Talk = TALK) -> dict[str, Any]:
    """As a system that gets it reads it."""
    made: dict[str, Any] = json.loads(json.dumps(fhir.bundle(build(CONTENT, state, talk), talk)))
    return made


def of_type(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in made["entry"] if entry["resource"]["resourceType"] == kind]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(states, talks)
def test_every_note_is_a_valid_bundle_of_fhir_r4(state: State, talk: Talk) -> None:
    made = bundle(state, talk)
    read = Bundle.parse_obj(made)
    assert read.type == "collection"
    assert {entry.resource.resource_type for entry in read.entry} <= {"QuestionnaireResponse", "Observation"}
    assert all(entry.fullUrl == f"urn:uuid:{entry.resource.id}" for entry in read.entry)


def test_the_validator_refuses_what_is_not_fhir() -> None:
    made = bundle()
    del made["entry"][1]["resource"]["code"]
    try:
        Bundle.parse_obj(made)
    except ValueError:
        return
    raise AssertionError("an observation without a code passed")


def test_pain_before_and_after_are_loinc_scores_in_order_with_their_unit_and_place() -> None:
    before, after, stress = of_type(bundle(), "Observation")
    for one, value in ((before, 6), (after, 3)):
        assert one["code"]["coding"][0]["system"] == "http://loinc.org"
        assert one["code"]["coding"][0]["code"] == "72514-3"
        assert one["valueQuantity"]["value"] == value
        assert one["valueQuantity"]["code"] == "{score}"
        assert one["bodySite"] == {"text": "left knee and thigh"}
    times = [datetime.fromisoformat(one["effectiveDateTime"]) for one in (before, after, stress)]
    assert times[0] < times[1]
    assert all(time.tzinfo for time in times)
    assert stress["valueQuantity"]["value"] == 7
    assert "coding" not in stress["code"]


def test_the_interview_holds_each_danger_sign_with_a_code_for_its_answer() -> None:
    (interview,) = of_type(bundle(), "QuestionnaireResponse")
    signs = next(item for item in interview["item"] if item["linkId"] == "signs")["item"]
    coded = {item["linkId"]: item["answer"][0]["valueCoding"]["code"] for item in signs}
    assert coded["sign-calf_clot"] == "no"
    assert coded["sign-foot_drop"] == "unsure"


def test_nobody_is_named_and_the_same_talk_gets_the_same_ids() -> None:
    one, again = bundle(), bundle()
    assert one == again
    assert "subject" not in json.dumps(one)
    assert "Patient" not in json.dumps(one)
    assert len({entry["fullUrl"] for entry in one["entry"]}) == len(one["entry"])


def test_an_interview_that_is_not_over_is_in_progress() -> None:
    (interview,) = of_type(bundle(talk=Talk(TALK.id, TALK.began, TALK.ended)), "QuestionnaireResponse")
    assert interview["status"] == "in-progress"
