from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import yaml_file
from bot.content.schema import TIERS
from bot.dialogue.state import CLOSING_TIERS, State
from bot.note import page, text
from bot.note.build import build
from bot.note.note import Note
from tests.dialogue.talk import DATA, guide
from tests.dialogue.test_state import states
from tests.note.samples import KNEE, TALK, talks

CONTENT = guide().content
STYLE = yaml_file.read(DATA / "style.yml")["style"]
DIAGNOSIS = re.compile(rf"\b(?:{'|'.join(STYLE['diagnoses'])})\b", re.IGNORECASE)
HISTORY = {re.findall(r"red_flags/(\w+)\.yml", place)[0] for place in STYLE["asks_about_history"]}


def noted(**changes: object) -> Note:
    return build(CONTENT, replace(KNEE, **changes), TALK)  # type: ignore[arg-type]


def answers(note: Note) -> dict[str, str]:
    return {sign.rule: sign.answer for sign in note.signs}


def tips() -> set[str]:
    """All that tells a person what to do for an ache."""
    routines = [routine for entry in CONTENT.routines.values() for routine in entry.routines]
    practices = [*routines, *CONTENT.relaxation.values()]
    steps = {step.do for practice in practices for step in practice.steps}
    return steps | {tip.text for tip in (*CONTENT.hydration.tips, CONTENT.hydration.limited)}


TIPS = tips()


def test_a_note_says_what_hurts_since_when_and_how_it_began() -> None:
    facts = {fact.topic: fact.words for fact in noted().facts}
    assert facts == {
        "location": "left knee and thigh",
        "type": "dull ache",
        "duration": "about 3 weeks",
        "onset": "bit by bit",
        "trend": "getting better",
        "conditions": CONTENT.contraindications["blood_thinners"].label,
    }


def test_a_note_holds_the_scores_before_and_after_a_routine_and_stress() -> None:
    assert {one.which: one.value for one in noted().ratings} == {"before": 6.0, "after": 3.0, "stress": 7.0}
    assert {one.which for one in noted(before=None, after=None).ratings} == {"now", "stress"}


def test_each_danger_sign_stands_with_the_answer_it_got_the_gravest_first() -> None:
    assert list(answers(noted()).items()) == [
        ("keeps_getting_worse", "yes"),
        ("foot_drop", "unsure"),
        ("hot_swollen_joint", "taken_back"),
        ("calf_clot", "no"),
    ]


def test_a_sign_denied_first_and_found_later_counts_as_found() -> None:
    assert answers(noted(denied=("calf_clot",), rules=("calf_clot",)))["calf_clot"] == "yes"


@pytest.mark.parametrize(
    "rule", [name for name, flag in CONTENT.red_flags.items() if flag.response == "violence"]
)
def test_a_note_lying_about_tells_nobody_of_violence(rule: str) -> None:
    for answered in ("rules", "doubtful", "denied", "overridden"):
        assert rule not in answers(noted(**{answered: (rule,)}))


def test_what_was_tried_stands_with_how_it_went() -> None:
    note = noted()
    assert note.tried == ("Gentle strokes",)
    assert "better" in str(note.outcome)
    assert noted(tried=(), outcome=None).outcome is None


def test_questions_to_ask_follow_from_what_was_told() -> None:
    plain = build(CONTENT, State(regions=("neck",)))
    assert set(plain.questions) < set(noted(duration_days=100.0, outcome="worse").questions)


def test_a_note_about_nothing_is_empty() -> None:
    assert build(CONTENT, State()).empty
    assert not noted().empty


@settings(derandomize=True, deadline=None, max_examples=300)
@given(states, talks)
def test_no_note_names_a_diagnosis(state: State, talk: object) -> None:
    note = build(CONTENT, state, talk)  # type: ignore[arg-type]
    told = replace(
        note,
        facts=tuple(fact for fact in note.facts if fact.topic != "conditions"),  # the person's own words
        signs=tuple(sign for sign in note.signs if sign.rule not in HISTORY),
    )
    assert DIAGNOSIS.findall(text.render(told)) == []


@settings(derandomize=True, deadline=None, max_examples=200)
@given(states, st.sampled_from(CLOSING_TIERS))
def test_no_note_gives_a_tip_after_a_high_tier(state: State, tier: object) -> None:
    note = build(CONTENT, replace(state, tier=tier.value))  # type: ignore[attr-defined]
    said = text.render(note)
    assert note.standing
    assert [tip for tip in TIPS if tip in said] == []


@pytest.mark.parametrize("tier", TIERS)
def test_every_tier_has_its_advice_in_words(tier: object) -> None:
    assert noted(tier=tier.value).standing or tier == "self_care"  # type: ignore[attr-defined]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(states, talks)
def test_text_and_page_hold_every_word_of_the_note(state: State, talk: object) -> None:
    note = build(CONTENT, state, talk)  # type: ignore[arg-type]
    words = [*(fact.words for fact in note.facts), *(sign.words for sign in note.signs), *note.questions]
    words += [*(one.words for one in note.ratings), *note.tried, str(note.told)]
    plain, sheet = text.render(note), page.render(note)
    assert [word for word in words if word not in plain] == []
    assert sheet.count("<section>") == sheet.count("<h2>")
