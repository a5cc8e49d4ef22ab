"""Whatever is remembered, a return visit keeps every promise and puts a danger screen of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from bot.content.schema import TIERS
from bot.dialogue import returning
from bot.dialogue.memories import Memory, Visit
from bot.dialogue.state import CLOSING_TIERS, State
from tests import scale
from tests.dialogue.talk import Talk, guide
from tests.dialogue.test_any_conversation import AnyConversation, shown_massage

CONTENT = guide().content
ROUTINES = [routine.id for entry in CONTENT.routines.values() for routine in entry.routines]


def some(values: Any, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), unique=True, max_size=most).map(tuple)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def ended(rules: tuple[str, ...]) -> dict[str, Any]:
    """The rules that stood at the end of a visit, with their tier."""
    tiers = [CONTENT.red_flags[rule].tier for rule in rules]
    return {"rules": rules, "tier": min(tiers, key=TIERS.index).value if tiers else None}


FACTS = st.fixed_dictionaries(
    dict(
        at=st.dates(date(2026, 8, 1), date(2026, 11, 30)),
        regions=some(["neck", "knee", "calf", "lower_back"]),
        types=some(["aching", "burning"]),
        pain=maybe(st.integers(0, 10)),
        stress=maybe(st.integers(0, 10)),
        duration_days=maybe(st.integers(0, 100)),
        since=maybe(st.sampled_from(["better", "same", "worse", "new"])),
        results=st.dictionaries(
            st.sampled_from(ROUTINES), st.sampled_from(["better", "same", "worse", "harm"]), max_size=8
        ),
        conditions=some([*CONTENT.contraindications, "gone_from_the_list"]),
    )
)
VISITS = st.builds(lambda facts, end: Visit(**facts, **end), FACTS, some(CONTENT.red_flags).map(ended))
MEMORIES = st.builds(
    Memory,
    today=st.just(date(2026, 11, 30)),
    visits=st.lists(VISITS, min_size=1, max_size=3).map(
        lambda visits: tuple(sorted(visits, key=lambda visit: visit.at))
    ),
)


class AnyVisit(AnyConversation):
    @initialize(memory=MEMORIES)
    def comes_back(self, memory: Memory) -> None:
        self.talk = Talk(State(memory=memory)).opened()

    @invariant()
    def what_did_harm_is_not_offered(self) -> None:
        harmful = set(self.talk.state.needs().harmful)
        assert not {routine.id for _, routine in shown_massage(self.talk)} & harmful

    @invariant()
    def nothing_is_offered_before_a_grave_tier_of_last_time_is_settled(self) -> None:
        state = self.talk.state
        if not state.memory.visits or state.memory.last.tier not in CLOSING_TIERS or state.seen:
            return
        assert not self.talk.kinds() & {"plan", "step", "summary"}
        assert "utter_hydration" not in self.talk.said
        assert returning.visit_of(CONTENT, state) is None or state.closed


AnyVisit.TestCase.settings = settings(
    max_examples=scale.of(300, 10_000),
    stateful_step_count=10,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyVisit = AnyVisit.TestCase
