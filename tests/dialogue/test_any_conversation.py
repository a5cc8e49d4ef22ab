"""Any mix of typing, pressing, correcting and starting again keeps the promises of docs/safety.md."""

from __future__ import annotations

import json
import random
import re
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.content.schema import Routine
from bot.dialogue import preferences
from bot.dialogue.reply import Choice
from bot.dialogue.state import CLOSING_TIERS, CRISIS_TIERS
from tests import scale
from tests.dialogue.talk import QUIET, ROOT, Talk, actions_by_intent, guide, option_of, read_yaml
from tests.guidance import forbidden

POOL = 400
CARDS_BESIDE_DANGER = {"emergency", "crisis", "urgent", "contact", "note"}
OPTION_FIELDS = {
    "region", "side", "type", "intensity", "duration", "onset", "stress", "condition", "danger", "rule",
    "unknown", "change", "confirm", "more", "now", "harm", "seen", "since", "routine", *preferences.OPTIONS,
}  # fmt: skip
CORRECTIONS = (
    "no, it's 7 out of 10", "actually it's my left ankle", "my stress is 9 out of 10", "I'm pregnant",
    "sorry, it began 3 days ago", "not my knee", "I take blood thinners",
)  # fmt: skip


def held_out() -> list[tuple[str, str]]:
    """(intent, text) of what no model was trained on, a seeded sample."""
    lines = [
        (intent, str(text))
        for path in sorted((ROOT / "tests" / "nlu").glob("*.yml"))
        for intent, texts in read_yaml(path)["held_out"].items()
        for text in texts
        if intent in actions_by_intent()
    ]
    return random.Random(20261122).sample(lines, POOL)


def signs() -> list[str]:
    """What people type about danger, and what only sounds like it, a seeded sample."""
    lines = [
        str(text)
        for path in sorted((ROOT / "tests" / "red_flags").glob("*.yml"))
        for texts in read_yaml(path).values()
        for text in texts or ()
    ]
    return random.Random(20261122).sample(lines, POOL)


def strings(value: Any) -> list[str]:
    """Every string in a card."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


class AnyConversation(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk().opened()
        self.put: set[str] = set()  # red flags the person was asked about
        self.pressed = False

    @rule(line=st.sampled_from(held_out()))
    def types_anything(self, line: tuple[str, str]) -> None:
        intent, text = line
        self._type(text, intent)

    @rule(text=st.sampled_from(signs()))
    def types_about_danger(self, text: str) -> None:
        self._type(text, "inform")

    @rule(text=st.sampled_from(CORRECTIONS))
    def corrects(self, text: str) -> None:
        self._type(text, "correct")

    @rule(text=st.just("start over"))
    def starts_again(self, text: str) -> None:
        self._type(text, "start_over")

    @precondition(lambda self: self.talk.choices())
    @rule(data=st.data())
    def presses_a_button(self, data: st.DataObject) -> None:
        choices = self.talk.choices()
        chosen = [data.draw(st.sampled_from(choices))]
        if any(reply.multiple for reply in self.talk.replies) and option_of(chosen[0]):
            alike = [
                c for c in choices if option_of(c).partition(":")[0] == option_of(chosen[0]).partition(":")[0]
            ]
            chosen += data.draw(st.lists(st.sampled_from(alike), max_size=2))
        self._press(chosen)

    @precondition(lambda self: quiet(self.talk))
    @rule(times=st.integers(1, 12))
    def answers_quietly(self, times: int) -> None:
        for _ in range(times):
            choice = quiet(self.talk)
            if choice is None:
                break
            self._press([choice])
            self.every_promise_holds()

    def _type(self, text: str, intent: str) -> None:
        self._before()
        self.pressed = False
        self.talk.says(text, intent)

    def _press(self, choices: list[Choice]) -> None:
        self._before()
        self.pressed = True
        self.talk.sends(*dict.fromkeys(choice.payload for choice in choices))

    def _before(self) -> None:
        offered = [option.partition(":") for option in self.talk.options()]
        self.put |= {value for field, _, value in offered if field == "danger"}
        self.put |= {self.talk.state.pending or ""}

    @invariant()
    def every_promise_holds(self) -> None:
        self.every_reply_renders()
        self.every_button_leads_somewhere()
        self.nothing_but_care_follows_a_grave_sign()
        self.no_massage_that_is_not_allowed()

    def every_reply_renders(self) -> None:
        assert self.talk.replies
        for reply in self.talk.replies:
            text = reply.text(guide().content)
            assert text
            assert re.findall(r"[{}]", " ".join([text, *strings(reply.card)])) == []

    def every_button_leads_somewhere(self) -> None:
        assert not (self.pressed and "not_understood" in " ".join(self.talk.said)), self.talk.said
        for choice in self.talk.choices():
            intent, brace, rest = choice.payload.removeprefix("/").partition("{")
            assert intent in actions_by_intent(), choice
            assert not brace or json.loads(brace + rest)["option"].partition(":")[0] in OPTION_FIELDS, choice

    def nothing_but_care_follows_a_grave_sign(self) -> None:
        state, flags = self.talk.state, guide().content.red_flags
        grave = [name for name in state.rules if flags[name].tier in CLOSING_TIERS]
        assert state.closed or not grave
        if state.closed:
            assert self.talk.kinds() <= CARDS_BESIDE_DANGER
            assert self.talk.asks in {None, "danger"}
            assert state.step is None
            assert "utter_hydration" not in self.talk.said
        if any(flags[name].tier in CRISIS_TIERS for name in (*state.rules, *state.overridden)):
            cards = [reply.card for reply in self.talk.replies if reply.card and "contacts" in reply.card]
            lines = guide().content.helplines["GB"]
            numbers = {re.sub(r"\D", "", line.phone) for line in (*lines.crisis, *lines.abuse) if line.phone}
            assert numbers & {re.sub(r"\D", "", text) for text in strings(cards) if text.startswith("tel:")}

    def no_massage_that_is_not_allowed(self) -> None:
        content, state = guide().content, self.talk.state
        for region, routine in shown_massage(self.talk):
            assert region not in forbidden.never_massaged(content)
            assert list(forbidden.of_routine(content, state.conditions, region, routine)) == []
            flags = content.red_flags.items()
            due = {n for n, f in flags if f.statement and f.status != "retired" and region in f.regions}
            assert due <= self.put | set(state.rules)


def quiet(talk: Talk) -> Choice | None:
    """The button of the open question that raises no alarm, or the one that goes on."""
    offered = {option_of(choice) or choice.payload: choice for choice in talk.choices()}
    if talk.state.pending:
        return offered.get("rule:no")
    wanted = {"location": "region:neck", "preference": "/next_step", "step": "/next_step", **QUIET}
    return offered.get(wanted.get(str(talk.asks), ""))


def shown_massage(talk: Talk) -> list[tuple[str, Routine]]:
    """The massage routines of which the last turn shows a step, or which its plan holds."""
    cards = [reply.card for reply in talk.replies if reply.card]
    titles = {str(card["part"]) for card in cards if card["kind"] == "step" and card["pressure_words"]}
    titles |= {section["title"] for card in cards if card["kind"] == "plan" for section in card["sections"]}
    content = guide().content
    return [
        (region, routine)
        for region in talk.state.regions
        for routine in content.routines[region].routines
        if titles & {routine.title, f"{routine.title} ({content.regions[region].label})"}
    ]


AnyConversation.TestCase.settings = settings(
    max_examples=scale.of(300, 10_000),
    stateful_step_count=10,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestAnyConversation = AnyConversation.TestCase
