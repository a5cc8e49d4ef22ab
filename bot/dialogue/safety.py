"""What happens when a danger sign is found: the card, the settling question, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.content.loader import Content
from bot.content.schema import TIERS, Tier
from bot.content.words import say
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.safety_card import kind_of, safety_card, spoken_numbers
from bot.dialogue.state import CLOSING_TIERS, CRISIS_TIERS, State
from bot.dialogue.turn import Guide, Turn
from bot.guidance.safety_net import signs

MOST_STATEMENTS = 8


def top_rule(content: Content, rules: tuple[str, ...]) -> str | None:
    """The rule of the highest tier, the earliest where several share it."""
    known = [rule for rule in rules if rule in content.red_flags]
    return min(known, key=lambda rule: TIERS.index(content.red_flags[rule].tier), default=None)


def doubted_tier(certain: Tier) -> Tier:
    """What a sign that was not ruled out counts as: one step below certain. The step is our judgement."""
    if certain in CRISIS_TIERS:
        return Tier.CRISIS_RISK
    return Tier.URGENT_SAME_DAY if certain in CLOSING_TIERS else Tier.SEE_PROFESSIONAL


def standing_tier(content: Content, state: State) -> Tier | None:
    """The tier that follows from what fired and what was not ruled out, None without either."""
    tiers = [content.red_flags[rule].tier for rule in state.rules if rule in content.red_flags]
    tiers += [
        doubted_tier(content.red_flags[rule].tier) for rule in state.doubtful if rule in content.red_flags
    ]
    return min(tiers, key=TIERS.index, default=None)


def stated_by_conditions(guide: Guide, conditions: Iterable[str]) -> frozenset[str]:
    """The concepts of the red flags that known `conditions` state: blood thinners, a pregnancy."""
    known = guide.content.contraindications
    return frozenset(concept for c in conditions if c in known and (concept := known[c].concept))


def card_replies(guide: Guide, state: State, turn: Turn) -> list[Reply]:
    """The card of the tier that stands, in the words of the highest rule that fired."""
    return [_card(guide, turn, _kind(guide.content, state))]


def standing_reply(guide: Guide, state: State, turn: Turn) -> Reply:
    """The same card again, with fewer words, for whatever is said while it stands."""
    shown = _card(guide, turn, _kind(guide.content, state))
    crisis = Tier(state.tier) in CRISIS_TIERS
    return replace(shown, response="utter_crisis_stands" if crisis else "utter_card_stands", expects=None)


def _kind(content: Content, state: State) -> str:
    tier = Tier(state.tier)
    rule = top_rule(content, state.rules)
    flag = content.red_flags[rule] if rule else None
    return flag.response if flag and flag.tier is tier else kind_of(tier)


def _card(guide: Guide, turn: Turn, kind: str) -> Reply:
    values = spoken_numbers(guide.content, turn.country)
    card = safety_card(kind, guide.content, turn.country)["card"]
    expects = "danger" if kind == "crisis_risk" else None
    back = Choice(say(guide.content, "utter_choice_not_meant"), "/not_meant")
    note = Choice(say(guide.content, "utter_choice_note"), "/ask_note")
    choices = {"professional": (), "urgent": (note, back)}.get(card["kind"], (back,))
    return Reply(f"utter_{kind}", values=values, card=card, choices=choices, expects=expects)


def fire(guide: Guide, state: State, turn: Turn, rules: tuple[str, ...]) -> tuple[State, list[Reply]]:
    """`rules` fired: the highest tier stands, its card is shown, a high one closes the interview."""
    rule = top_rule(guide.content, rules)
    tier = guide.content.red_flags[rule].tier if rule else Tier.SEE_PROFESSIONAL
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
    """An answer to the settling question that is open: yes fires, no is remembered, doubt asks once more.

    A message that does not answer it puts it again; the second time that counts as doubt.
    """
    rule = state.pending or ""
    said = (turn.chosen("rule") or [_SAID.get(turn.intent, "")])[0]
    if said == "yes" and state.overriding:
        state = state.but(pending=None, overriding=False, open_question=None)
        return state, card_replies(guide, state, turn)
    if said == "yes":
        fired, replies = fire(guide, state, turn, (rule,))
        return fired, [_without_its_question(reply) for reply in replies]
    if said == "no":
        return _denied(guide, state, rule)
    seen = rule if said == "unsure" else f"{rule} unanswered"
    if seen not in state.doubted:
        response = "utter_danger_question_again" if said == "unsure" else "utter_danger_question_open"
        words = {"question": guide.content.red_flags[rule].question}
        return state.but(doubted=(*state.doubted, seen)), [Reply(response, words, expects="danger")]
    return _not_excluded(guide, state, turn, rule)


def _without_its_question(reply: Reply) -> Reply:
    """What was just answered with yes is not asked again."""
    asks = reply.response == "utter_crisis_risk"
    return replace(reply, response="utter_crisis_risk_told", expects=None) if asks else reply


_SAID = {"affirm": "yes", "deny": "no", "unsure": "unsure"}


def _denied(guide: Guide, state: State, rule: str) -> tuple[State, list[Reply]]:
    state = state.but(pending=None, denied=tuple(dict.fromkeys((*state.denied, rule))))
    if not state.overriding:
        return state, []
    state = state.but(
        rules=tuple(fired for fired in state.rules if fired != rule),
        doubtful=tuple(doubted for doubted in state.doubtful if doubted != rule),
        overridden=tuple(dict.fromkeys((*state.overridden, rule))),
        overriding=False,
    )
    tier = standing_tier(guide.content, state)
    state = state.but(tier=tier.value if tier else None)
    return (state, []) if state.closed else (state, [Reply("utter_taken_back")])


def _not_excluded(guide: Guide, state: State, turn: Turn, rule: str) -> tuple[State, list[Reply]]:
    """Not ruled out: it counts, one step below certain; while taking back, what stands goes on standing."""
    state = state.but(pending=None)
    if state.overriding:
        state = state.but(overriding=False, open_question=None)
        return state, card_replies(guide, state, turn)
    tier = doubted_tier(guide.content.red_flags[rule].tier)
    new = state.but(doubtful=tuple(dict.fromkeys((*state.doubtful, rule)))).raised(tier, ())
    cards = card_replies(guide, new, turn)
    if new.closed:
        new = new.but(open_question=cards[-1].expects, step=None)
    return new, cards if tier in CRISIS_TIERS else [Reply("utter_not_excluded"), *cards]


def take_back(guide: Guide, state: State, turn: Turn) -> tuple[State, list[Reply]]:
    """ "That is not what I meant": asked once, plainly, before the tier is lowered."""
    rule = top_rule(guide.content, (*state.rules, *state.doubtful))
    if rule is None:
        nothing = Reply("utter_nothing_to_take_back")
        return state, card_replies(guide, state, turn) if state.closed else [nothing]
    asked, reply = question(guide, state.but(overriding=True), rule)
    return asked, [reply]


def due_statements(content: Content, state: State) -> list[str]:
    """The statements to put next: of the places not screened yet, and neither ruled out nor fired."""
    settled = (*state.denied, *state.rules)
    return signs(content, _unscreened(state), settled)[:MOST_STATEMENTS]


def _unscreened(state: State) -> tuple[str, ...]:
    return tuple(region for region in state.regions if region not in state.screened)


def screen(guide: Guide, state: State) -> Reply:
    """The danger screen of the regions not screened yet, `MOST_STATEMENTS` at a time: tick what holds."""
    choices = tuple(
        Choice.option(str(guide.content.red_flags[rule].statement), "danger", rule)
        for rule in due_statements(guide.content, state)
    )
    begun = set(signs(guide.content, _unscreened(state))) & set(state.denied)
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
