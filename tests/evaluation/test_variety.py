"""How plans differ, on a small sample of the real content."""

from __future__ import annotations

from dataclasses import fields

from bot.content.loader import DATA, load
from bot.evaluation.report import variety as section
from bot.evaluation.variety import Variety, answers, measure
from bot.guidance.needs import Needs

CONTENT = load(DATA)


def measured() -> Variety:
    return measure(CONTENT, people=400, asked_again=40)


def test_the_same_sample_gives_the_same_figures() -> None:
    assert measured() == measured()


def test_plans_are_many_and_no_more_than_people() -> None:
    found = measured()
    assert 100 < found.plans <= found.sampled == 400
    assert found.routines_used <= found.routines
    assert found.space > 10**9


def test_every_answer_a_person_gives_is_changed_once() -> None:
    found = measured()
    assert [near.answer for near in found.neighbours] == list(answers(CONTENT))
    assert set(answers(CONTENT)) <= {field.name for field in fields(Needs)}
    assert all(near.differ.of == 40 for near in found.neighbours)
    assert all(near.said.of == near.differ.hits for near in found.neighbours)


def test_the_report_shows_every_answer() -> None:
    found = measured()
    text = section(found)
    assert all(f"`{near.answer}`" in text for near in found.neighbours)
    assert "$" not in text
