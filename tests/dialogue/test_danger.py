from __future__ import annotations

import re

import pytest

from bot.content.schema import Tier
from bot.dialogue.state import CLOSING_TIERS, State
from tests.dialogue.talk import Talk, at, guide, with_plan

EMERGENCY = "crushing chest pain down my left arm"
CRISIS = "I am going to kill myself tonight"
DOUBTFUL = "my right calf hurts"
BUSY = ("start over", "start_over"), ("next", "next_step"), ("hello", "greet"), ("ok", "affirm")
INTAKE = {"location", "side", "type", "intensity", "duration", "onset", "stress", "conditions", "confirm"}


def statements(region: str) -> set[str]:
    """The red flags with a tick-box for a region, straight from the documents."""
    flags = guide().content.red_flags.items()
    return {name for name, f in flags if f.statement and f.status != "retired" and region in f.regions}


def dialled(talk: Talk) -> set[str]:
    """Every number that one tap on a card of this turn calls or texts."""
    cards = [reply.card for reply in talk.replies if reply.card]
    links = [contact["href"] for card in cards for contact in card.get("contacts", [])]
    return {re.sub(r"\D", "", link) for link in links if link.startswith(("tel:", "sms:"))}


def crisis_numbers(country: str) -> set[str]:
    lines = guide().content.helplines[country].crisis
    return {re.sub(r"\D", "", line.phone) for line in lines if line.phone}


def taken_back(talk: Talk) -> None:
    """Takes back one sign after the other until none closes the conversation."""
    for _ in talk.state.rules:
        if talk.state.closed:
            talk.sends("/not_meant").picks("rule:no")
    assert not talk.state.closed


@pytest.mark.parametrize("region", sorted(guide().content.regions))
def test_the_screen_shows_every_danger_sign_of_its_region(region: str) -> None:
    offered = {option.partition(":")[2] for option in at("danger", [region]).options()}
    assert statements(region) <= offered
    assert {"none", "unsure"} <= offered


@pytest.mark.parametrize(
    "regions",
    [("neck", "calf", "knee"), ("head", "lower_back", "hand"), ("shoulder", "thigh", "foot", "jaw")],
)
def test_with_several_places_every_danger_sign_of_each_is_put_before_a_plan(regions: tuple[str, ...]) -> None:
    talk = at("danger", regions)
    offered: set[str] = set()
    while talk.asks == "danger":
        offered |= {option.partition(":")[2] for option in talk.options()}
        talk.picks("danger:none")
    assert {name for region in regions for name in statements(region)} <= offered


def test_none_of_these_goes_on_and_is_not_asked_again() -> None:
    talk = at("danger").picks("danger:none")
    assert talk.asks == "conditions"
    assert statements("knee") <= set(talk.state.denied)
    assert "danger" not in talk.picks("condition:none").picks("confirm:yes").state.unknown


@pytest.mark.parametrize("region", ["neck", "calf", "lower_back", "chest", "head", "widespread"])
def test_each_ticked_sign_shows_its_card(region: str) -> None:
    for rule in sorted(statements(region)):
        talk = at("danger", [region]).picks(f"danger:{rule}")
        tier = guide().content.red_flags[rule].tier
        assert talk.state.tier == tier.value
        assert talk.kinds() & {"emergency", "crisis", "urgent", "professional"}, rule
        assert talk.state.closed == (tier in CLOSING_TIERS)


def test_yes_to_the_screen_asks_which_one() -> None:
    talk = at("danger").says("yes", "affirm")
    assert talk.said == ["utter_which_of_these", "utter_ask_danger"]


def test_not_sure_at_the_screen_is_asked_once_more_and_then_leaves_massage_out() -> None:
    talk = at("danger").picks("danger:unsure")
    assert talk.said[-1] == "utter_ask_danger_again"
    talk.picks("danger:unsure")
    assert talk.said[0] == "utter_not_excluded"
    assert talk.state.tier == Tier.SEE_PROFESSIONAL.value
    talk.picks("condition:none").picks("confirm:yes")
    assert talk.said[-1] == "utter_plan_calm"


def test_a_doubtful_sign_gets_the_question_that_settles_it() -> None:
    talk = Talk().opened().says(DOUBTFUL)
    assert talk.said == ["utter_danger_question"]
    assert talk.state.pending == "calf_clot"
    assert guide().content.red_flags["calf_clot"].question in talk.text


def test_yes_to_the_settling_question_fires_the_sign() -> None:
    for answer in ("rule:yes", None):
        talk = Talk().opened().says(DOUBTFUL)
        talk = talk.picks(answer) if answer else talk.says("yes", "affirm")
        assert talk.state.tier == guide().content.red_flags["calf_clot"].tier.value
        assert talk.state.closed
        assert "urgent" in talk.kinds()


def test_no_to_the_settling_question_goes_on_with_what_was_said() -> None:
    talk = Talk().opened().says(DOUBTFUL).picks("rule:no")
    assert talk.state.tier is None
    assert talk.state.regions == ("calf",)
    assert talk.state.sides == {"calf": "right"}
    assert talk.asks == "type"


def test_what_was_denied_is_not_asked_again_in_the_same_words() -> None:
    talk = Talk().opened().says(DOUBTFUL).picks("rule:no").says(DOUBTFUL)
    assert talk.state.pending is None


def test_not_sure_twice_counts_as_not_excluded() -> None:
    talk = Talk().opened().says(DOUBTFUL).picks("rule:unsure")
    assert talk.said == ["utter_danger_question_again"]
    talk.says("no idea", "unsure")
    assert talk.said[0] == "utter_not_excluded"
    assert talk.state.closed


def test_a_settling_question_can_be_asked_why_and_stays_open() -> None:
    talk = Talk().opened().says(DOUBTFUL).says("why do you ask?", "why_ask")
    assert talk.said == ["utter_why_danger", "utter_danger_question"]
    assert talk.state.pending == "calf_clot"


def test_danger_in_the_middle_of_any_question_gets_the_card() -> None:
    for topic in ("location", "intensity", "stress", "danger", "conditions", "confirm"):
        talk = at(topic).says(EMERGENCY)
        assert talk.said == ["utter_emergency"], topic
        assert talk.state.open_question is None


def test_danger_in_the_middle_of_a_routine_ends_it() -> None:
    talk = with_plan().presses("Start").says(EMERGENCY)
    assert talk.state.step is None
    assert talk.kinds() == {"emergency"}


@pytest.mark.parametrize("country", sorted(guide().content.helplines))
def test_the_emergency_card_dials_the_number_of_the_country(country: str) -> None:
    talk = Talk(country=country).opened().says(EMERGENCY)
    emergency = {re.sub(r"\D", "", number) for number in guide().content.helplines[country].emergency}
    assert {number for number in emergency if number} <= dialled(talk)


@pytest.mark.parametrize(("text", "intent"), BUSY)
def test_a_closed_conversation_answers_nothing_but_the_card(text: str, intent: str) -> None:
    talk = Talk().opened().says(EMERGENCY).says(text, intent)
    assert talk.said == ["utter_card_stands"]
    assert talk.kinds() == {"emergency"}
    assert talk.asks is None


@pytest.mark.parametrize("intent", ["ask_human", "ask_privacy", "erase_data", "ask_bot", "thanks"])
def test_facts_about_us_are_told_beside_a_standing_card(intent: str) -> None:
    talk = Talk().opened().says(EMERGENCY).says("one thing", intent)
    assert talk.said == ["utter_" + intent.removeprefix("ask_"), "utter_card_stands"]
    assert "emergency" in talk.kinds()


def test_what_does_not_answer_a_settling_question_is_put_again_and_is_no_doubt() -> None:
    talk = Talk().opened().says(DOUBTFUL).says("it is quite sore", "inform")
    assert talk.said == ["utter_danger_question_open"]
    assert talk.state.pending == "calf_clot"
    assert talk.state.tier is None


def test_a_sign_not_ruled_out_can_be_taken_back() -> None:
    talk = Talk().opened().says(DOUBTFUL).picks("rule:unsure").picks("rule:unsure")
    assert talk.state.doubtful == ("calf_clot",)
    talk.sends("/not_meant").picks("rule:no")
    assert not talk.state.closed
    assert talk.state.doubtful == ()


@pytest.mark.parametrize("intent", ["want_routine", "want_hydration", "want_relaxation", "ask_swedish"])
def test_a_closed_conversation_offers_no_routine_and_no_tip(intent: str) -> None:
    talk = Talk().opened().says(EMERGENCY).says("come on", intent)
    assert talk.kinds() == {"emergency"}


@pytest.mark.parametrize("country", ["GB", "US", "AU", "any"])
def test_in_a_crisis_the_numbers_are_shown_on_every_turn(country: str) -> None:
    talk = Talk(country=country).opened().says(CRISIS)
    assert talk.state.tier == Tier.CRISIS_NOW.value
    turns = [*BUSY, ("that is not what I meant", "not_meant"), ("not sure", "unsure"), ("yes", "affirm")]
    for text, intent in turns:
        assert crisis_numbers(country) <= dialled(talk), talk.said
        talk.says(text, intent)
    assert crisis_numbers(country) <= dialled(talk), talk.said


def test_a_lower_sign_later_lowers_nothing() -> None:
    talk = Talk().opened().says(EMERGENCY).says(DOUBTFUL).says("no, I'm fine", "deny")
    assert talk.state.tier == Tier.EMERGENCY_NOW.value


def test_a_higher_sign_later_raises_the_card() -> None:
    talk = Talk().opened().says("one calf is swollen and sore, warm to touch")
    assert talk.state.tier == Tier.URGENT_SAME_DAY.value
    talk.says(EMERGENCY)
    assert talk.state.tier == Tier.EMERGENCY_NOW.value
    assert "emergency" in talk.kinds()


def test_a_card_can_be_taken_back_after_one_plain_question() -> None:
    talk = Talk().opened().says(EMERGENCY).presses("That's not what I meant")
    assert talk.state.overriding
    assert talk.state.closed
    taken_back(talk.picks("rule:no"))
    assert "heart_attack_signs" in talk.state.overridden
    assert "utter_taken_back" in talk.said
    assert talk.asks in INTAKE


def test_a_crisis_taken_back_still_shows_the_numbers_on_every_turn() -> None:
    talk = Talk().opened().says(CRISIS)
    taken_back(talk)
    for text, intent in (*BUSY, ("can I talk to somebody?", "ask_human")):
        talk.says(text, intent)
        assert crisis_numbers("GB") <= dialled(talk), talk.said


def test_not_sure_twice_about_a_crisis_still_gets_the_crisis_card() -> None:
    rule = "suicide_plan_or_act"
    talk = Talk(State(pending=rule, open_question="danger", asked=("danger",)))
    talk.says("I don't know", "unsure").says("I don't know", "unsure")
    assert talk.state.tier == Tier.CRISIS_RISK.value
    assert talk.kinds() == {"crisis"}
    assert crisis_numbers("GB") <= dialled(talk)


@pytest.mark.parametrize("answer", ["rule:yes", "rule:unsure"])
def test_without_a_clear_no_the_card_stands(answer: str) -> None:
    talk = Talk().opened().says(EMERGENCY).presses("That's not what I meant")
    while talk.state.pending:
        talk.picks(answer)
    assert talk.state.tier == Tier.EMERGENCY_NOW.value
    assert "emergency" in talk.kinds()


def test_a_sign_taken_back_fires_again_when_it_is_said_again() -> None:
    talk = Talk().opened().says(CRISIS)
    taken_back(talk)
    talk.says(CRISIS)
    assert talk.state.tier == Tier.CRISIS_NOW.value


def test_a_sign_that_closes_nothing_is_followed_by_the_next_question() -> None:
    talk = Talk().opened().says("had this neck ache for 3 months")
    assert talk.said == ["utter_checkup", "utter_noted", "utter_ask_intensity"]
    assert talk.state.regions == ("neck",)


def test_a_lower_sign_does_not_hide_the_question_about_a_higher_one() -> None:
    talk = Talk().opened().says(DOUBTFUL).says("it just keeps getting worse")
    assert talk.kinds() == {"professional"}
    assert talk.state.pending == "calf_clot"
    assert talk.asks == "danger"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("rule:no", ["utter_step"]), ("rule:yes", ["utter_urgent"])],
)
def test_a_settling_question_in_the_middle_of_a_routine_can_be_answered(answer: str, said: list[str]) -> None:
    talk = with_plan(["calf"]).presses("Start").presses("Next")
    talk.state = talk.state.but(denied=())
    talk.says("one calf might be bigger than the other")
    assert talk.state.pending == "calf_clot"
    assert talk.picks(answer).said == said


def test_a_new_place_with_a_sign_in_a_routine_is_screened_before_it_is_massaged() -> None:
    talk = with_plan(["neck"]).presses("Start").says("pins and needles in my hand for three weeks")
    assert talk.state.regions == ("hand",)
    assert talk.state.step is None
    assert not talk.state.confirmed


def test_a_sign_in_a_routine_changes_the_plan() -> None:
    talk = with_plan(["neck"]).presses("Start").says("it just keeps getting worse")
    assert talk.said == ["utter_professional", "utter_plan_calm"]


def test_nothing_to_take_back_is_said_plainly() -> None:
    assert at("type").says("not what I meant", "not_meant").said[0] == "utter_nothing_to_take_back"


def test_a_flight_told_before_and_a_sore_calf_now_are_one_sign() -> None:
    talk = Talk().opened().says("flew home from Sydney on Sunday, a 22 hour flight, and my neck is stiff")
    assert talk.state.tier is None
    talk.says("now my left calf aches too, about a 4")
    assert (talk.state.tier, talk.state.rules) == (Tier.URGENT_SAME_DAY, ("calf_clot",))


def test_a_condition_ticked_on_the_card_may_complete_a_sign_typed_before() -> None:
    talk = Talk().opened().says("i banged my head on a cupboard on monday, bit sore, 3 out of 10")
    while talk.asks != "conditions":
        quiet = {"danger": "danger:none"} if not talk.state.pending else {"danger": "rule:no"}
        talk.picks(
            {"intensity": "intensity:3", "stress": "stress:2", "type": "type:sore", **quiet}[str(talk.asks)]
        )
    assert talk.state.tier is None
    talk.picks("condition:blood_thinners")
    assert talk.state.pending == "blood_thinner_head_injury"
    assert talk.picks("rule:yes").state.tier == Tier.EMERGENCY_NOW


def test_a_fact_is_known_after_starting_again_and_until_it_is_denied() -> None:
    talk = (
        Talk()
        .opened()
        .says("had a knee replacement, operation was 2 weeks ago")
        .says("start over", "start_over")
    )
    assert "recent_operation" in talk.state.told
