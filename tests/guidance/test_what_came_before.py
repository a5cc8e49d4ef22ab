"""What helped before comes first, what did not comes last, what did harm never comes again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance.limits import HARMED
from bot.guidance.needs import Needs
from bot.guidance.plan import Plan, choose
from tests import scale
from tests.guidance import asking
from tests.guidance.asking import CONTENT, NAMES, hardest, techniques

LIGHT = {"swedish", "movement"}
NECK = Needs(("neck",), ("tight",), 4.0)
many = settings(max_examples=scale.of(400, 10_000), derandomize=True, deadline=None)


@st.composite
def tried_it_all(draw: st.DrawFn) -> Needs:
    """Anybody who has a verdict, or none, on every routine and practice."""
    verdicts = st.sampled_from(["", "helped", "unhelpful", "harmful"])
    of = draw(st.lists(verdicts, min_size=len(NAMES), max_size=len(NAMES)))
    named = {
        kind: tuple(name for name, verdict in zip(NAMES, of, strict=True) if verdict == kind)
        for kind in ("helped", "unhelpful", "harmful")
    }
    return replace(draw(asking.needs()), **named)


def chosen(plan: Plan) -> dict[str, str]:
    """What was chosen, by region; under "" the practice."""
    return {**dict(plan.routines), **({"": plan.relaxation} if plan.relaxation else {})}


@many
@given(tried_it_all())
def test_what_did_harm_is_never_chosen_and_said_to_be_left_out(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    assert not set(chosen(plan).values()) & set(asked.harmful)
    harmful = [rival for rival in plan.rivals if rival.id in asked.harmful]
    assert all(rival.reason == HARMED or rival.reason.condition for rival in harmful)
    if any(rival.reason == HARMED for rival in harmful):
        assert HARMED.response in {reason.response for reason in plan.left_out}


@many
@given(tried_it_all())
def test_what_helped_is_outdone_only_by_what_was_asked_for_or_helped_too(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    for place, name in chosen(plan).items():
        rivals = {rival.id for rival in plan.rivals if rival.region == place and rival.fits}
        if rivals & set(asked.helped):
            assert name in {*asked.helped, *asked.preferred}


@many
@given(tried_it_all())
def test_what_did_not_help_is_chosen_only_where_nothing_else_fits_or_it_was_asked_for(asked: Needs) -> None:
    plan = choose(CONTENT, asked)
    for place, name in chosen(plan).items():
        if name in asked.unhelpful and name not in asked.preferred:
            rivals = {rival.id for rival in plan.rivals if rival.region == place and rival.fits}
            assert rivals <= set(asked.unhelpful)


@many
@given(asking.needs(2), st.sampled_from(NAMES))
def test_one_more_harm_never_adds_pressure_or_a_technique(asked: Needs, name: str) -> None:
    before = choose(CONTENT, asked)
    for harmful in {name, *(of for _, of in before.routines)}:
        after = choose(CONTENT, replace(asked, harmful=(*asked.harmful, harmful)))
        assert hardest(after) <= hardest(before)
        assert techniques(after) <= techniques(before) | LIGHT


def test_what_helped_is_said_to_have_helped_and_asking_for_another_still_outdoes_it() -> None:
    plain = choose(CONTENT, NECK)
    other = next(rival.id for rival in plain.rivals if rival.region == "neck" and rival.fits)
    helped = choose(CONTENT, replace(NECK, helped=(other,)))
    assert dict(helped.routines)["neck"] == other
    assert "utter_reason_helped" in {reason.response for reason in helped.reasons}
    lost = next(rival for rival in helped.rivals if ("neck", rival.id) in plain.routines)
    assert lost.reason.response == "utter_rival_helped"
    asked = choose(CONTENT, replace(NECK, helped=(other,), preferred=(lost.id,)))
    assert dict(asked.routines)["neck"] == lost.id


def test_what_did_not_help_makes_room_for_another() -> None:
    first = dict(choose(CONTENT, NECK).routines)["neck"]
    plan = choose(CONTENT, replace(NECK, unhelpful=(first,)))
    assert dict(plan.routines)["neck"] != first
    assert (
        next(rival for rival in plan.rivals if rival.id == first).reason.response == "utter_rival_unhelpful"
    )


@pytest.mark.parametrize("kind", ["helped", "unhelpful", "harmful"])
def test_the_same_holds_of_practices(kind: str) -> None:
    stressed = Needs(stress=8.0)
    plain = choose(CONTENT, stressed)
    other = next(rival.id for rival in plain.rivals if rival.fits)
    named = other if kind == "helped" else str(plain.relaxation)
    plan = choose(CONTENT, replace(stressed, **{kind: (named,)}))
    assert plan.relaxation not in {None, plain.relaxation}
    assert (plan.relaxation == other) or kind != "helped"
    assert (HARMED in plan.left_out) == (kind == "harmful")


def test_a_place_where_everything_did_harm_gets_no_massage_and_the_reason() -> None:
    every = tuple(routine.id for routine in CONTENT.routines["neck"].routines)
    plan = choose(CONTENT, replace(NECK, harmful=every))
    assert plan.routines == ()
    assert replace(HARMED, region="neck") in plan.left_out
