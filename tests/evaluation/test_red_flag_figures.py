"""What counts as reached, as asked and as a false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.schema import Tier
from bot.evaluation.red_flags import Judged, Line, alarm, by_tier, false_alarm_of, reach, read_lines
from bot.triage.decision import Ask, Assessment

URGENT = Tier.URGENT_SAME_DAY


def found(tier: Tier | None, ask: Tier | None = None) -> Assessment:
    rules = ("a",) if tier else ()
    return Assessment(tier, rules, ask and Ask("b", ask, "Is it so?"), ())


@pytest.mark.parametrize(
    ("tier", "ask", "expected"),
    [
        (URGENT, None, "fired"),
        (Tier.EMERGENCY_NOW, None, "fired"),
        (Tier.SEE_PROFESSIONAL, Tier.CRISIS_RISK, "asked"),
        (None, URGENT, "asked"),
        (Tier.SEE_PROFESSIONAL, None, "lower"),
        (None, Tier.SEE_PROFESSIONAL, "lower"),
        (None, None, "nothing"),
    ],
)
def test_a_line_for_the_same_day_is_reached_by_that_tier_or_a_higher_one(
    tier: Tier | None, ask: Tier | None, expected: str
) -> None:
    assert reach(found(tier, ask), URGENT) == expected


@pytest.mark.parametrize(
    ("tier", "ask", "expected"),
    [
        (Tier.CRISIS_RISK, None, "high"),
        (URGENT, Tier.EMERGENCY_NOW, "fired"),
        (None, Tier.EMERGENCY_NOW, "asked"),
        (None, None, "nothing"),
    ],
)
def test_a_harmless_line_alarms_by_what_it_fires(tier: Tier | None, ask: Tier | None, expected: str) -> None:
    assert alarm(found(tier, ask)) == expected


def test_a_false_alarm_is_of_the_lines_own_document() -> None:
    def of(rule: str) -> str:
        return false_alarm_of(Judged(Line(rule, 1, ""), URGENT, found(URGENT, Tier.EMERGENCY_NOW)))

    assert [of("a"), of("b"), of("c")] == ["own", "own_asked", "other"]


def test_outcomes_are_counted_by_tier_the_highest_first() -> None:
    judged = [Judged(Line("a", 1, ""), tier, found(URGENT)) for tier in (URGENT, Tier.CRISIS_NOW, URGENT)]
    counted = by_tier(judged, lambda item: reach(item.found, item.tier))
    assert list(counted) == [Tier.CRISIS_NOW, URGENT]
    assert (counted[URGENT].share("fired").hits, counted[URGENT].lines) == (2, 2)
    assert counted[Tier.CRISIS_NOW].share("lower").rate == 1


def test_a_line_is_known_by_file_and_number(tmp_path: Path) -> None:
    (tmp_path / "calf.yml").write_text(
        'must_fire:\n  - "one"\n  # why\n  - "two"\nmust_not_fire:\n  - "three"\n'
    )
    assert list(read_lines(tmp_path, "must_fire")) == [Line("calf", 2, "one"), Line("calf", 4, "two")]
    assert list(read_lines(tmp_path, "must_ask")) == []
