"""A note as an HL7 FHIR R4 (4.0.1) bundle: the interview, and each score as an observation.

There is no subject: whoever files it links it to the person. Ids follow from the conversation's id, so the
same note sent twice is the same bundle.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from bot.note.note import Fact, Note, Rating, Sign, Talk

Json = dict[str, Any]

PAIN = {  # https://loinc.org/72514-3
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
SURVEY = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey"}
ANSWERS = "urn:unknot:answer"  # yes, unsure, taken_back, no
MEDIA_TYPE = "application/fhir+json"
_ANSWER_TO = {"now": "intensity", "before": "intensity", "after": "feedback", "stress": "stress"}


def bundle(note: Note, talk: Talk) -> Json:
    """The note as a Bundle of type collection, ready for JSON."""
    interview = _interview(note, talk)
    scores = [_observation(note, rating, talk) for rating in note.ratings]
    return {
        "resourceType": "Bundle",
        "id": talk.id,
        "type": "collection",
        "timestamp": talk.ended.isoformat(),
        "entry": [{"fullUrl": _urn(one["id"]), "resource": one} for one in (interview, *scores)],
    }


def _id(talk: Talk, name: str) -> str:
    return str(uuid5(UUID(talk.id), name))


def _urn(id_: str) -> str:
    return f"urn:uuid:{id_}"


def _interview(note: Note, talk: Talk) -> Json:
    groups = {
        "facts": [_fact(fact) for fact in note.facts],
        "ratings": [_rated(rating) for rating in note.ratings],
        "signs": [_sign(sign) for sign in note.signs],
        "tried": [_tried(note)] if note.tried else [],
    }
    return {
        "resourceType": "QuestionnaireResponse",
        "id": _id(talk, "interview"),
        "status": "completed" if talk.complete else "in-progress",
        "authored": talk.ended.isoformat(),
        "item": [
            {"linkId": name, "text": note.headings[name], "item": items}
            for name, items in groups.items()
            if items
        ],
    }


def _fact(fact: Fact) -> Json:
    return {"linkId": fact.topic, "text": fact.label, "answer": [{"valueString": fact.words}]}


def _rated(rating: Rating) -> Json:
    answer = {"valueDecimal": rating.value}
    return {"linkId": f"score-{rating.which}", "text": rating.label, "answer": [answer]}


def _sign(sign: Sign) -> Json:
    answer = {"system": ANSWERS, "code": sign.answer, "display": sign.answer_words}
    return {"linkId": f"sign-{sign.rule}", "text": sign.words, "answer": [{"valueCoding": answer}]}


def _tried(note: Note) -> Json:
    done = [{"valueString": words} for words in (*note.tried, note.outcome) if words]
    return {"linkId": "routines", "text": note.headings["tried"], "answer": done}


def _observation(note: Note, rating: Rating, talk: Talk) -> Json:
    """A score with the unit UCUM has for scores; stress has a name only, as no code fits our question."""
    pain = rating.which != "stress"
    place = next((fact.words for fact in note.facts if fact.topic == "location"), None)
    return {
        "resourceType": "Observation",
        "id": _id(talk, f"score-{rating.which}"),
        "status": "final",
        "category": [{"coding": [SURVEY]}],
        "code": {**({"coding": [PAIN]} if pain else {}), "text": rating.label},
        "effectiveDateTime": talk.at(_ANSWER_TO[rating.which]).isoformat(),
        "valueQuantity": {
            "value": rating.value,
            "unit": "{score}",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        },
        **({"bodySite": {"text": place}} if pain and place else {}),
        "derivedFrom": [{"reference": _urn(_id(talk, "interview"))}],
    }
