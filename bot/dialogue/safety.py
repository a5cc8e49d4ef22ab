"""What happens when a danger sign is found: the card, the settling question, and taking it back."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import TIERS, Region, Tier
from bot.content.words import say
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.safety_card import GROUPS, kind_of, safety_card, with_numbers
from bot.dialogue.state import CLOSING_TIERS, CRISIS_TIERS, State
from bot.dialogue.turn import Guide, Turn

MOST_STATEMENTS = 8


def top_rule(content: Content, rules: tuple[str, ...]) -> str | None:
    """The fired rule of the highest tier, the earliest where several share it."""
    known = [rule for rule in rules if rule in content.red_flags]
    return min(known, key=lambda rule: TIERS.index(content.red_flags[rule].tier), default=None)


def tier_of(content: Content, rules: tuple[str, ...]) -> Tier | None:
    """The tier that follows from the fired rules, None without any."""
    rule = top_rule(content, rules)
    return content.red_flags[rule].tier if rule else None


def card_replies(guide: Guide, state: State, turn: Turn) -> list[Reply]:
    """The card of the tier that stands, in the words of the highest rule that fired."""
    tier = Tier(state.tier)
    rule = top_rule(guide.content, state.rules)
    flag = guide.content.red_flags[rule] if rule else None
    return [_card(guide, turn, flag.response if flag and flag.tier is tier else kind_of(tier))]


def _card(guide: Guide, turn: Turn, kind: str) -> Reply:
    values = {name: with_numbers("{" + name + "}", guide.content, turn.country) for name in GROUPS}
    card = safety_card(kind, guide.content, turn.country)["card"]
    expects = "danger" if kind == "crisis_risk" else None
    back = Choice(say(guide.content, "utter_choice_not_meant"), "/not_meant")
    choices = () if card["kind"] == "professional" else (back,)
    return Reply(f"utter_{kind}", values=values, card=card, choices=choices, expects=expects)


def fire(guide: Guide, state: State, turn: Turn, rules: tuple[str, ...]) -> tuple[State, list[Reply]]:
    """`rules` fired: the highest tier stands, its card is shown, a high one closes the interview."""
    tier = tier_of(guide.content, rules) or Tier.SEE_PROFESSIONAL
    new = state.raised(tier, rules).but(pending=None, overriding=False)
    if new.closed:
        replies = card_replies(guide, new, turn)
        return new.but(open_question=replies[-1].expects, step=None), replies
    if tier is Tier.SEE_PROFESSIONAL and state.tier is None:
        return new, card_replies(guide, new, turn)
    return new, []


def question(guide: Guide, state: State, rule: str) -> tuple[State, Reply]:
    """The question that settles whether `rule` holds; the second time it says why it asks again."""
    words = guide.content.red_flags[rule].question
    response = "utter_danger_question_again" if rule in state.doubted else "utter_danger_question"
    return state.but(pending=rule, open_question="danger"), Reply(
        response, {"question": words}, expects="danger"
    )


def answer(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply]]:
    """An answer to the settling question that is open: yes fires, no is remembered, doubt asks once more."""
    rule = state.pending or ""
    said = (turn.chosen("rule") or [_SAID.get(turn.intent, "unsure")])[0]
    if said == "yes":
        if state.overriding:
            state = state.but(pending=None, overriding=False)
            return state, card_replies(guide, state, turn)
        return fire(guide, state, turn, (rule,))
    if said == "no":
        return _denied(guide, state, rule)
    if rule not in state.doubted:
        asked, reply = question(guide, state.but(doubted=(*state.doubted, rule)), rule)
        return asked, [reply]
    return _not_excluded(guide, state, turn, rule)


_SAID = {"affirm": "yes", "deny": "no"}


def _denied(guide: Guide, state: State, rule: str) -> tuple[State, list[Reply]]:
    state = state.but(pending=None, denied=tuple(dict.fromkeys((*state.denied, rule))))
    if not state.overriding:
        return state, []
    remaining = tuple(fired for fired in state.rules if fired != rule)
    tier = tier_of(guide.content, remaining)
    state = state.but(
        rules=remaining,
        overridden=tuple(dict.fromkeys((*state.overridden, rule))),
        tier=tier.value if tier else None,
        overriding=False,
    )
    return (state, []) if state.closed else (state, [Reply("utter_taken_back")])


def _not_excluded(guide: Guide, state: State, turn: Turn, rule: str) -> tuple[State, list[Reply]]:
    """Not sure twice: the sign counts as not excluded, one level below certain (clinical brief 0)."""
    if state.overriding:
        state = state.but(pending=None, overriding=False)
        return state, card_replies(guide, state, turn)
    certain = guide.content.red_flags[rule].tier
    new = state.raised(_one_below(certain), ()).but(pending=None, skipped_massage=True)
    cards = card_replies(guide, new, turn)
    if new.closed:
        new = new.but(open_question=cards[-1].expects, step=None)
    return new, cards if certain in CRISIS_TIERS else [Reply("utter_not_excluded"), *cards]


def _one_below(certain: Tier) -> Tier:
    if certain in CRISIS_TIERS:
        return Tier.CRISIS_RISK
    return Tier.URGENT_SAME_DAY if certain in CLOSING_TIERS else Tier.SEE_PROFESSIONAL


def take_back(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply]]:
    """ "That is not what I meant": asked once, plainly, before the tier is lowered."""
    rule = top_rule(guide.content, state.rules)
    if rule is None:
        return state, [Reply("utter_nothing_to_take_back")] if not state.closed else card_replies(
            guide, state, turn
        )
    asked, reply = question(guide, state.but(overriding=True), rule)
    return asked, [reply]


def statements(content: Content, regions: tuple[str, ...], settled: tuple[str, ...]) -> list[str]:
    """The red flags whose statement is for `regions` and that are not `settled`, most serious first."""
    due = [
        name
        for name, flag in content.red_flags.items()
        if flag.statement
        and flag.status != "retired"
        and name not in settled
        and _concerns(flag.regions, regions)
    ]
    return sorted(due, key=lambda name: (TIERS.index(content.red_flags[name].tier), name))


def _concerns(of: list[Region], regions: tuple[str, ...]) -> bool:
    return bool(set(of) & set(regions))


def due_statements(content: Content, state: State) -> list[str]:
    """The statements to put next: of the places not screened yet, and neither ruled out nor fired."""
    settled = (*state.denied, *state.rules)
    return statements(content, _unscreened(state), settled)[:MOST_STATEMENTS]


def _unscreened(state: State) -> tuple[str, ...]:
    return tuple(region for region in state.regions if region not in state.screened)


def screen(guide: Guide, state: State) -> Reply:
    """The danger screen of the regions not screened yet, `MOST_STATEMENTS` at a time: tick what holds."""
    choices = tuple(
        Choice.option(str(guide.content.red_flags[rule].statement), "danger", rule)
        for rule in due_statements(guide.content, state)
    )
    begun = set(statements(guide.content, _unscreened(state), ())) & set(state.denied)
    response = "utter_ask_danger_more" if begun else "utter_ask_danger"
    response = "utter_ask_danger_again" if "danger" in state.doubted else response
    return Reply(response, choices=choices, multiple=True, expects="danger")


def answer_screen(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply]] | None:
    """An answer to the danger screen; None where the message does not answer it."""
    chosen = turn.chosen("danger")
    fired = tuple(rule for rule in chosen if rule in guide.content.red_flags)
    if fired:
        return fire(guide, _answered(guide.content, state, fired), turn, fired)
    if "none" in chosen or (not chosen and turn.intent == "deny"):
        return _answered(guide.content, state, ()), []
    if "unsure" in chosen or turn.intent == "unsure":
        if "danger" not in state.doubted:
            return state.but(doubted=(*state.doubted, "danger")), []
        new = _screened(state).raised(Tier.SEE_PROFESSIONAL, ()).but(skipped_massage=True)
        return new, [Reply("utter_not_excluded"), *card_replies(guide, new, turn)]
    return None


def _answered(content: Content, state: State, ticked: tuple[str, ...]) -> State:
    """What was put and not ticked is ruled out; the places are screened once nothing is left to put."""
    ruled_out = tuple(rule for rule in due_statements(content, state) if rule not in ticked)
    state = state.but(denied=tuple(dict.fromkeys((*state.denied, *ruled_out))))
    left = set(due_statements(content, state)) - set(ticked)
    return state.but(doubted=_without_danger(state)) if left else _screened(state)


def _screened(state: State) -> State:
    done = tuple(dict.fromkeys((*state.screened, *state.regions)))
    return state.but(screened=done, doubted=_without_danger(state))


def _without_danger(state: State) -> tuple[str, ...]:
    return tuple(topic for topic in state.doubted if topic != "danger")
