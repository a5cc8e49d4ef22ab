from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings

from bot.content.schema import REGIONS
from bot.dialogue import routine
from bot.dialogue.plan_card import plan_card, plan_sources
from bot.dialogue.state import CLOSING_TIERS, State
from bot.guidance.plan import steps
from bot.note import plan, plan_page
from tests.dialogue.talk import Talk, at, guide, with_plan
from tests.dialogue.test_state import states

CONTENT = guide().content
BACK = with_plan(["lower_back"], stress="stress:7").state


def words(state: State) -> str:
    sheet = plan.sheet(CONTENT, state)
    assert sheet is not None
    return unescape(plan_page.render(sheet))


@pytest.mark.parametrize("region", REGIONS)
def test_the_page_holds_every_step_with_its_dose_in_words(region: str) -> None:
    state = with_plan([region]).state
    said = words(state)
    for part in steps(CONTENT, routine.plan_of(CONTENT, state)):
        step = part.step
        assert step.do in said
        assert not step.where or step.where in said
        assert f"{step.seconds} seconds" in said or f"{step.seconds // 60} minutes" in said
        assert not step.strokes or f"{step.strokes} slow strokes" in said
        assert not step.each_side or "both sides" in said


def test_the_page_says_how_hard_and_no_harder_for_who_found_it_too_hard() -> None:
    firm = BACK.but(gentler=0)
    assert words(firm) != words(firm.but(gentler=1))


def test_the_page_says_why_when_to_stop_how_often_how_sure_and_where_it_is_from() -> None:
    said, made = words(BACK), routine.plan_of(CONTENT, BACK)
    card = plan_card(CONTENT, made)
    lines = [line for section in card["sections"] for line in section["lines"]]
    named = [CONTENT.sources[name].title for name in plan_sources(CONTENT, made)]
    everything = [*lines, *card["reasons"], *card["left_out"], *named]
    assert made.routines
    assert made.relaxation
    assert named
    assert [line for line in everything if line not in said] == []


@pytest.mark.parametrize("region", ["neck", "lower_back", "knee"])
def test_the_stop_rules_come_before_the_first_step(region: str) -> None:
    said = words(with_plan([region]).state)
    assert said.index("Stop if") < said.index("<h3>1. ")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(states)
def test_each_practice_has_its_own_lines_and_steps(state: State) -> None:
    state = state.but(confirmed=True, pending=None, tier=None, screened=state.regions)
    sheet = plan.sheet(CONTENT, state)
    assert sheet is not None
    made = routine.plan_of(CONTENT, state)
    titles = [part.title for part in steps(CONTENT, made) if part.step.title]
    assert [name for name in dict.fromkeys(titles) if not any(name in p.title for p in sheet.practices)] == []
    for practice in sheet.practices:
        assert re.match("About", practice.lines[0])
        assert practice.steps[0].title.startswith("1. ")


@settings(derandomize=True, deadline=None, max_examples=300)
@given(states)
def test_no_plan_is_printed_after_a_high_tier_or_before_its_screen(state: State) -> None:
    for tier in CLOSING_TIERS:
        assert plan.sheet(CONTENT, state.but(tier=tier.value)) is None
    if state.regions:
        unscreened = state.but(screened=(), denied=(), rules=(), confirmed=True, pending=None)
        assert plan.sheet(CONTENT, unscreened) is None


def test_no_plan_is_printed_before_the_answers_are_confirmed_or_while_danger_is_being_settled() -> None:
    assert plan.sheet(CONTENT, at("confirm").state) is None
    assert plan.sheet(CONTENT, BACK.but(pending="foot_drop")) is None
    hurt = with_plan(["neck"]).presses("Start").presses("It hurts")
    assert plan.sheet(CONTENT, hurt.state) is None


def test_someone_who_is_only_stressed_can_print_the_relaxation() -> None:
    talk = Talk().opened().presses("No pain, just stress").picks("stress:8")
    assert "breath" in words(talk.state).lower() or "body" in words(talk.state).lower()


def test_who_should_see_somebody_reads_that_first() -> None:
    said = words(BACK.but(tier="see_professional", rules=("long_lasting_pain",)))
    assert said.index("book a check") < said.index("<h2>")
