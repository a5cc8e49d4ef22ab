from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.schema import REGIONS, TIERS, TYPES, Activity, Position, Pressure, Setting, Tier, Wish
from bot.dialogue.memories import Memory, Visit
from bot.dialogue.state import INTAKE, NO_TOOLS, State, forget_intake
from tests.dialogue.talk import ROOT, guide, read_yaml

DEFAULTS = State()


def some(values: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=4).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


scores = maybe(st.floats(0, 10))
flags = some(guide().content.red_flags)
states = st.builds(
    State,
    goal=maybe(st.sampled_from(["pain", "calm"])),
    regions=some(REGIONS),
    sides=st.dictionaries(st.sampled_from(REGIONS), st.sampled_from(["left", "right", "both"]), max_size=3),
    types=some(TYPES),
    intensity=scores,
    duration_days=maybe(st.floats(0, 40_000)),
    stress=scores,
    conditions=some(guide().content.contraindications),
    conditions_asked=st.booleans(),
    minutes=maybe(st.integers(1, 60)),
    setting=maybe(st.sampled_from(get_args(Setting))),
    tools=st.sampled_from([(), NO_TOOLS, ("ball",), ("ball", "roller")]),
    pressure=maybe(st.sampled_from(get_args(Pressure))),
    wish=maybe(st.sampled_from(get_args(Wish))),
    activity=maybe(st.sampled_from(get_args(Activity))),
    one_handed=st.booleans(),
    unable=some(get_args(Position)),
    unknown=some(["side", "type"]),
    confirmed=st.booleans(),
    tier=maybe(st.sampled_from([tier.value for tier in TIERS])),
    rules=flags,
    denied=flags,
    doubtful=flags,
    overridden=flags,
    pending=maybe(st.sampled_from(sorted(guide().content.red_flags))),
    screened=some(REGIONS),
    step=maybe(st.integers(0, 30)),
    gentler=st.integers(0, 5),
    before=scores,
    after=scores,
    tried=some(["Gentle neck strokes", "Belly breathing"]),
    outcome=maybe(st.sampled_from(["better", "same", "worse", "hurt"])),
    done=some(["slow_knead"]),
    results=st.dictionaries(st.sampled_from(["slow_knead"]), st.sampled_from(["better", "harm"])),
    memory=st.builds(
        Memory,
        today=st.dates(),
        visits=st.lists(
            st.builds(Visit, at=st.dates(), regions=some(REGIONS), pain=scores, rules=flags), max_size=2
        ).map(tuple),
    ),
    since=maybe(st.sampled_from(["better", "new"])),
)


@settings(derandomize=True, deadline=None)
@given(states)
def test_a_state_survives_the_slots_and_json(state: State) -> None:
    assert State.from_slots(json.loads(json.dumps(state.to_slots()))) == state


def test_every_field_has_its_slot_and_every_slot_its_field() -> None:
    slots = read_yaml(ROOT / "domain.yml")["slots"]
    assert set(slots) == {item.name for item in fields(State)}


@pytest.mark.parametrize("wrong", ["neck", 7, {"neck": True}, True])
def test_a_slot_of_the_wrong_kind_counts_as_not_set(wrong: object) -> None:
    assert State.from_slots({"regions": wrong}).regions == ()


@pytest.mark.parametrize(
    "wrong", ["knee", 7, [], {"visits": [{"at": "yesterday"}]}, {"visits": [{"pain": 99}]}]
)
def test_a_memory_of_the_wrong_kind_counts_as_none(wrong: object) -> None:
    assert State.from_slots({"memory": wrong}).memory == Memory()


def test_unknown_slots_are_left_alone() -> None:
    assert State.from_slots({"requested_slot": "x", "session_started_metadata": {}}) == DEFAULTS


@settings(derandomize=True, deadline=None)
@given(states)
def test_forgetting_the_answers_keeps_what_was_found_about_danger_and_over_visits(state: State) -> None:
    forgotten = forget_intake(state)
    kept = {item.name for item in fields(State)} - set(INTAKE)
    about_danger = {"tier", "rules", "doubtful", "denied", "overridden", "told"}
    assert kept == about_danger | {"memory", "seen", "since", "results", "harm", "code_offered"}
    assert {name: getattr(forgotten, name) for name in kept} == {name: getattr(state, name) for name in kept}
    assert forgotten == DEFAULTS.but(**{name: getattr(state, name) for name in kept})


@settings(derandomize=True, deadline=None)
@given(states, st.sampled_from([tier for tier in TIERS if tier is not Tier.SELF_CARE]), flags)
def test_raising_never_lowers_the_tier_and_loses_no_rule(state: State, tier: Tier, rules: Any) -> None:
    raised = state.raised(tier, rules)
    standing = TIERS.index(Tier(state.tier)) if state.tier else len(TIERS)
    assert TIERS.index(Tier(raised.tier)) == min(TIERS.index(tier), standing)
    assert set(raised.rules) == {*state.rules, *rules}
    assert not set(raised.overridden) & set(rules)
