"""The gate on a small set of rules, made to show each promise of the schema."""

from __future__ import annotations

import io
import json
import time
from typing import Any, NamedTuple

import pytest

from bot.content.schema import RedFlag, Tier
from bot.text.grammar import PhraseError
from bot.triage import cli
from bot.triage.decision import Assessment, Told
from bot.triage.gate import Gate
from bot.triage.hearing import Hearing
from bot.triage.rules import RuleError

SHARED = {
    "chest": ["chest", "breast bone"],
    "pain": ["pain", "hurts", "ache"],
    "crushing": ["crushing", "squeezing", "like a weight"],
    "after_gym": ["after the gym", "press ups"],
}


class Rules(NamedTuple):
    red_flags: dict[str, RedFlag]
    concepts: dict[str, list[str]]
    lasting_concepts: frozenset[str] = frozenset()


def flag(id_: str, tier: str, **fields: Any) -> RedFlag:
    response = {"crisis_now": "crisis_now", "urgent_same_day": "urgent", "see_professional": "professional"}
    return RedFlag(
        id=id_, tier=tier, title=id_, status="draft", why_it_matters="It matters.", regions=[],
        statement=None, question=f"Is it {id_}?", known_false_alarms=[], sources=["some-source"],
        authored_by="Unknot contributors", response=response.get(tier, "emergency"), **fields,
    )  # fmt: skip


def gate(*flags: RedFlag, concepts: dict[str, list[str]] = SHARED) -> Gate:
    return Gate(Rules({each.id: each for each in flags}, concepts))


HEART = flag(
    "heart",
    "emergency_now",
    look_for=[["chest", "crushing"]],
    ask_for=[["chest", "pain"]],
    unless=[["after_gym"]],
)
STROKE = flag(
    "stroke",
    "emergency_now",
    concepts={"droop": ["face droops"]},
    look_for=[["droop"]],
    counts_when_past=True,
)
CRISIS = flag(
    "crisis", "crisis_now", concepts={"kill": ["kill myself"]}, look_for=[["kill"]], counts_for_others=False
)
CALF = flag("calf", "urgent_same_day", concepts={"calf": ["calf"]}, look_for=[["calf", "pain"]])
TIRED = flag("tired", "see_professional", concepts={"tired": ["tired"]}, look_for=[["tired"]])


@pytest.fixture(scope="module")
def all_rules() -> Gate:
    return gate(TIRED, CALF, CRISIS, STROKE, HEART)


def test_a_line_fires_when_all_its_concepts_stand_close_in_any_order(all_rules: Gate) -> None:
    for text in ("crushing feeling in my chest", "my chest. It is squeezing"):
        found = all_rules.assess(text)
        assert (found.tier, found.rules) == (Tier.EMERGENCY_NOW, ("heart",))


def test_a_line_does_not_fire_when_its_concepts_stand_far_apart(all_rules: Gate) -> None:
    text = "my chest" + " and so on" * 10 + " crushing"
    assert all_rules.assess(text).tier is None


def test_nothing_found_is_no_tier(all_rules: Gate) -> None:
    assert all_rules.assess("my neck is stiff") == Assessment(None, (), None, ())


def test_a_weaker_line_asks(all_rules: Gate) -> None:
    found = all_rules.assess("my chest hurts")
    assert found.tier is None
    assert found.ask == ("heart", Tier.EMERGENCY_NOW, "Is it heart?")


def test_what_spares_turns_a_fire_into_a_question_and_a_question_into_nothing(all_rules: Gate) -> None:
    assert all_rules.outcomes("crushing chest after the gym") == {"heart": "ask"}
    assert all_rules.outcomes("chest ache after the gym") == {"heart": "none"}
    assert all_rules.assess("chest ache after the gym").ask is None


def test_what_spares_explains_only_what_it_is_told_with(all_rules: Gate) -> None:
    assert all_rules.outcomes("crushing chest. What can I do after the gym?") == {"heart": "fire"}
    assert all_rules.outcomes("sore after the gym for years and now a crushing chest") == {"heart": "fire"}
    assert all_rules.outcomes("my chest, after the gym, and now it is crushing") == {"heart": "fire"}


def test_what_spares_must_itself_be_meant(all_rules: Gate) -> None:
    assert all_rules.outcomes("crushing chest, not after the gym") == {"heart": "fire"}


def test_a_denied_finding_is_told_but_does_not_count(all_rules: Gate) -> None:
    found = all_rules.assess("no crushing chest feeling")
    assert (found.tier, found.rules, found.ask) == (None, (), None)
    assert found.evidence == (("heart", "crushing", "negated"), ("heart", "chest", "negated"))


def test_a_past_finding_counts_only_where_the_document_says_so(all_rules: Gate) -> None:
    assert all_rules.assess("in 2010 I had a crushing chest").tier is None
    assert all_rules.assess("face droops, it was years ago").rules == ("stroke",)


def test_somebody_else_counts_unless_the_document_says_no(all_rules: Gate) -> None:
    assert all_rules.assess("my mum has a crushing chest").rules == ("heart",)
    assert all_rules.outcomes("he wants to kill myself") == {"crisis": "fire"}
    assert all_rules.outcomes("my mum kill myself he said").get("crisis") != "none"


def test_a_supposed_emergency_the_person_wonders_about_asks(all_rules: Gate) -> None:
    assert all_rules.assess("could this be a crushing chest").ask is not None
    assert all_rules.assess("what is a crushing chest").ask is None


def test_the_highest_tier_stands_and_rules_come_highest_first(all_rules: Gate) -> None:
    found = all_rules.assess("tired, calf pain, crushing chest, I want to kill myself")
    assert found.tier is Tier.EMERGENCY_NOW
    assert found.rules == ("heart", "crisis", "calf", "tired")


def test_only_a_question_that_could_raise_the_tier_is_put(all_rules: Gate) -> None:
    assert all_rules.assess("so tired and my chest hurts").ask == (
        "heart",
        Tier.EMERGENCY_NOW,
        "Is it heart?",
    )
    assert all_rules.assess("face droops and my chest hurts").ask is None


def test_what_was_answered_is_not_asked_again_but_still_fires(all_rules: Gate) -> None:
    answered = frozenset({"heart"})
    assert all_rules.assess("my chest hurts", answered).ask is None
    assert all_rules.assess("crushing chest", answered).rules == ("heart",)


def test_the_highest_of_several_questions_comes_first() -> None:
    low = flag("low", "urgent_same_day", ask_for=[["pain"]])
    high = flag("high", "emergency_now", ask_for=[["pain"]])
    both = gate(low, high)
    first = both.assess("pain").ask
    second = both.assess("pain", frozenset({"high"})).ask
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == ("high", "low")


def test_making_light_of_it_changes_nothing(all_rules: Gate) -> None:
    plain = all_rules.assess("crushing chest")
    for text in ("it's nothing, just a crushing chest", "my wife says the crushing chest is fine"):
        assert all_rules.assess(text).tier is plain.tier


def test_a_documents_own_concept_is_its_own() -> None:
    one = flag(
        "one", "see_professional", concepts={"word": ["apple {more}"], "more": ["pie"]}, look_for=[["word"]]
    )
    two = flag("two", "see_professional", concepts={"word": ["pear"]}, look_for=[["word"]])
    assert gate(one, two).assess("apple pie").rules == ("one",)


def test_a_retired_document_is_silent() -> None:
    retired = HEART.copy(update={"status": "retired"})
    assert gate(retired).assess("crushing chest").tier is None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"look_for": [["nowhere"]]}, "bad: unknown concept nowhere"),
        ({"look_for": [["pain"]], "concepts": {"idle": ["x"]}}, "bad: concept idle is never used"),
        ({}, "bad: neither look_for nor ask_for"),
        ({"look_for": [[]]}, "bad: an empty line"),
    ],
)
def test_a_faulty_document_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        gate(flag("bad", "emergency_now", **fields))


def test_a_cycle_of_concepts_is_named() -> None:
    bad = flag("bad", "emergency_now", concepts={"a": ["{b}"], "b": ["{a}"]}, look_for=[["a"]])
    with pytest.raises(PhraseError, match="bad/a: cycle"):
        gate(bad)


def test_every_line_in_gives_one_line_of_json_out(all_rules: Gate) -> None:
    out = io.StringIO()
    cli.run(io.StringIO('crushing chest\n\n{"a": 1}\nmy chest hurts'), out, all_rules)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["tier"] for line in lines] == ["emergency_now", "none", "none", "none"]
    assert lines[0] == {
        "text": "crushing chest", "tier": "emergency_now", "ask": None, "rules": ["heart"],
        "evidence": [
            {"rule": "heart", "span": "crushing", "status": "affirmed"},
            {"rule": "heart", "span": "chest", "status": "affirmed"},
        ],
    }  # fmt: skip
    assert lines[3]["ask"] == {"id": "heart", "tier": "emergency_now", "text": "Is it heart?"}


def test_the_same_text_gets_the_same_answer(all_rules: Gate) -> None:
    text = "tired, calf pain, crushing chest, chest hurts after the gym"
    again = gate(HEART, STROKE, CRISIS, CALF, TIRED)
    assert (
        all_rules.assess(text)
        == all_rules.assess(text)
        == again.assess(text)._replace(evidence=all_rules.assess(text).evidence)
    )


def test_a_message_is_judged_in_milliseconds(all_rules: Gate) -> None:
    text = "my calf has an ache and my chest hurts after the gym, no crushing, should I worry?"
    all_rules.assess(text)
    start = time.perf_counter()
    for _ in range(20):
        all_rules.assess(text)
    assert (time.perf_counter() - start) / 20 < 0.01


def test_a_denying_word_that_is_itself_a_sign_does_not_deny_the_rest_of_the_line() -> None:
    numb = flag(
        "numb", "emergency_now", concepts={"lost": ["no feeling", "not feel"], "leg": ["leg"]},
        look_for=[["lost", "leg"]],
    )  # fmt: skip
    assert gate(numb).assess("I have no feeling in my leg").rules == ("numb",)
    assert gate(numb).assess("i do not feel my leg").rules == ("numb",)
    assert gate(numb).assess("no leg pain, no weakness").rules == ()


# -- what was told before ----------------------------------------------------------------

CLOT = flag(
    "clot",
    "urgent_same_day",
    concepts={"calf": ["calf"], "swollen": ["swollen"], "risk": ["{long_flight}"]},
    look_for=[["calf", "risk"], ["calf", "swollen"]],
)
LASTING = {**SHARED, "long_flight": ["long flight"]}


@pytest.fixture(scope="module")
def remembering() -> Gate:
    content = Rules({"clot": CLOT}, LASTING, frozenset({"long_flight"}))
    return Gate(content)


def told(gate: Gate, *texts: str) -> frozenset[str]:
    known = Told()
    for text in texts:
        known = known.then(gate.assess(text).told)
    return known.stated


def test_a_fact_that_stays_true_fires_with_a_later_sign(remembering: Gate) -> None:
    earlier = told(remembering, "I was on a long flight", "my neck is stiff")
    found = remembering.assess("now my calf aches", earlier=earlier)
    assert (found.tier, found.rules) == (Tier.URGENT_SAME_DAY, ("clot",))
    assert remembering.assess("now my calf aches").tier is None


def test_any_other_earlier_sign_only_makes_the_gate_ask(remembering: Gate) -> None:
    earlier = told(remembering, "it is swollen")
    found = remembering.assess("my calf, I mean", earlier=earlier)
    assert (found.tier, found.ask and found.ask.id) == (None, "clot")


def test_what_is_denied_later_is_no_longer_known(remembering: Gate) -> None:
    earlier = told(remembering, "it is swollen", "no, it is not swollen")
    assert remembering.assess("my calf, I mean", earlier=earlier).ask is None


def test_what_is_said_of_someone_else_is_not_kept(remembering: Gate) -> None:
    assert told(remembering, "my brother was on a long flight") == frozenset()


def test_a_fact_learnt_without_words_puts_the_question(remembering: Gate) -> None:
    earlier = told(remembering, "my calf aches")
    ask = remembering.completed(earlier, frozenset({"long_flight"}))
    assert ask
    assert ask.id == "clot"
    assert remembering.completed(frozenset(), frozenset({"long_flight"})) is None


# -- what the second detector hears ------------------------------------------------------


class Hears:
    """A detector that hears the same in everything."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing

    def hear(self, text: str) -> Hearing:
        return self._hearing._replace(span=text)


def hearing(danger: float, fire: str | None = None, ask: str | None = None) -> Gate:
    return Gate(Rules({each.id: each for each in (HEART, CALF)}, SHARED), Hears(Hearing(danger, fire, ask)))


def test_what_is_heard_surely_fires_without_any_phrase() -> None:
    found = hearing(0.9, "heart", "heart").assess("an elephant sits on me")
    assert (found.tier, found.rules, found.ask) == (Tier.EMERGENCY_NOW, ("heart",), None)
    assert found.evidence == (("heart", "an elephant sits on me", "semantic"),)


def test_what_is_heard_faintly_is_asked_about() -> None:
    found = hearing(0.3, ask="heart").assess("an elephant sits on me")
    assert (found.tier, found.ask and found.ask.id) == (None, "heart")
    assert hearing(0.3, ask="heart").assess("an elephant", answered=frozenset({"heart"})).ask is None


def test_phrases_fire_where_the_detector_hears_some_danger() -> None:
    assert hearing(0.2).assess("crushing feeling in my chest").rules == ("heart",)


def test_where_the_detector_hears_hardly_any_danger_phrases_only_ask() -> None:
    found = hearing(0.07).assess("crushing feeling in my chest")
    assert (found.tier, found.ask and found.ask.id) == (None, "heart")


def test_a_weak_phrase_is_dropped_where_the_detector_hears_nothing_at_all() -> None:
    assert hearing(0.01).assess("my chest hurts").ask is None
    assert hearing(0.08).assess("my chest hurts").ask is not None


def test_a_heard_red_flag_that_is_not_in_use_raises_nothing() -> None:
    assert hearing(0.9, "retired", "retired").assess("an elephant sits on me").tier is None


def test_what_is_heard_only_asks_where_its_own_phrases_are_denied() -> None:
    for danger in (0.8, 0.99):
        found = hearing(danger, "heart", "heart").assess("no crushing feeling in my chest")
        assert (found.tier, found.ask and found.ask.id) == (None, "heart")


@pytest.mark.parametrize(("danger", "tier"), [(0.94, None), (0.96, Tier.EMERGENCY_NOW)])
def test_what_is_heard_outdoes_its_own_phrases_that_only_ask_when_all_but_certain(
    danger: float, tier: Tier | None
) -> None:
    found = hearing(danger, "heart", "heart").assess("my chest hurts")
    assert (found.tier, found.ask is None) == (tier, tier is not None)


def test_a_sign_that_an_earlier_message_completes_is_asked_about_before_what_is_heard_faintly() -> None:
    content = Rules({"clot": CLOT, "heart": HEART}, LASTING, frozenset({"long_flight"}))
    faint = Gate(content, Hears(Hearing(0.3, ask="heart")))
    found = faint.assess("my calf, I mean", earlier=told(Gate(content), "it is swollen"))
    assert found.ask
    assert found.ask.id == "clot"
