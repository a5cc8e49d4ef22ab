"""A conversation held turn by turn through the real dialogue and the real content."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.content.loader import DATA, load
from bot.dialogue.guides import guide_of
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.respond import respond
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn

ROOT = Path(__file__).parents[2]
PLACES = ("neck", "knee", "lower_back")


@lru_cache(maxsize=1)
def guide() -> Guide:
    """The guide with the gate's phrases alone, which are the same on every machine."""
    return guide_of(load(DATA))


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def actions_by_intent() -> dict[str, str]:
    """What `data/rules` lets follow each intent."""
    found: dict[str, str] = {}
    for path in sorted((DATA / "rules").glob("*.yml")):
        for rule in read_yaml(path)["rules"]:
            *intents, last = rule["steps"]
            for step in intents:
                for option in step.get("or", [step]):
                    found[option["intent"]] = last["action"]
    return found


@lru_cache(maxsize=4096)
def heard_as(text: str, meant: str) -> str:
    """The intent the pipeline ends with: the gate's, where it finds something."""
    found = guide().gate.assess(text)
    if found.rules:
        return "red_flag"
    return "danger_unsure" if found.ask else meant


class Talk:
    """One person's conversation. `replies` are those of the last turn."""

    def __init__(self, state: State | None = None, country: str = "GB") -> None:
        self.state = state or State()
        self.country = country
        self.replies: list[Reply] = []

    def opened(self) -> Talk:
        """After the welcome."""
        self._turn(Turn("greet", country=self.country, site="demo"))
        return self

    def says(self, text: str, intent: str = "inform", readings: tuple[str, ...] = ()) -> Talk:
        """Types `text`, which the classifier takes for `intent`, or wavers between `readings`."""
        heard = heard_as(text, intent)
        self._turn(Turn(heard, text, country=self.country, site="demo", readings=readings))
        return self

    def presses(self, *titles: str) -> Talk:
        """Presses buttons of the last replies, by their titles."""
        offered = {choice.title: choice.payload for choice in self.choices()}
        return self.sends(*(offered[title] for title in titles))

    def picks(self, *options: str) -> Talk:
        """Presses buttons of the last replies, by their `field:value`."""
        offered = {option_of(choice): choice.payload for choice in self.choices()}
        return self.sends(*(offered[option] for option in options))

    def sends(self, *payloads: str) -> Talk:
        """The payloads of buttons, several of them as one answer."""
        intent = payloads[0].removeprefix("/").partition("{")[0]
        options = tuple(option for payload in payloads if (option := option_of(Choice("", payload))))
        self._turn(Turn(intent, None, options, country=self.country, site="demo"))
        return self

    def _turn(self, turn: Turn) -> None:
        self.state, self.replies = respond(guide(), actions_by_intent()[turn.intent], self.state, turn)

    def choices(self) -> list[Choice]:
        return [choice for reply in self.replies for choice in reply.all_choices(guide().content)]

    def options(self) -> list[str]:
        return [option_of(choice) for choice in self.choices()]

    @property
    def said(self) -> list[str]:
        """The response ids of the last turn."""
        return [reply.response for reply in self.replies]

    @property
    def text(self) -> str:
        """All that was said in the last turn."""
        return "\n".join(reply.text(guide().content) for reply in self.replies)

    @property
    def asks(self) -> str | None:
        """What the last reply wants to know."""
        return self.replies[-1].expects

    def card(self, kind: str) -> dict[str, Any]:
        """The card of that kind in the last turn; `StopIteration` without one."""
        return dict(next(reply.card for reply in self.replies if reply.card and reply.card["kind"] == kind))

    def kinds(self) -> set[str]:
        """The kinds of the cards of the last turn."""
        return {str(reply.card["kind"]) for reply in self.replies if reply.card}


def option_of(choice: Choice) -> str:
    """`field:value` of a payload, "" where it carries none."""
    _, brace, rest = choice.payload.partition("{")
    return str(json.loads(brace + rest)["option"]) if brace else ""


# One quiet answer to each question, as a button.
QUIET = {
    "side": "side:left",
    "type": "type:aching",
    "intensity": "intensity:4",
    "duration": "duration:10",
    "onset": "onset:gradual",
    "stress": "stress:3",
    "danger": "danger:none",
    "conditions": "condition:none",
    "confirm": "confirm:yes",
}


def at(topic: str, regions: Iterable[str] = ("knee",), **answers: str) -> Talk:
    """A conversation in which `topic` is the open question, all before it answered quietly by button."""
    talk = Talk().opened()
    if topic == "location":
        return talk
    talk.sends(*(Choice.option("", "region", region).payload for region in regions))
    for _ in range(len(QUIET) + 2):
        if talk.asks == topic or talk.state.closed:
            break
        asked = str(talk.asks)
        if talk.state.pending:
            talk.picks("rule:no")
        else:
            talk.picks({**QUIET, **answers}[asked])
    assert talk.asks == topic, talk.said
    return talk


def with_plan(regions: Iterable[str] = ("knee",), **answers: str) -> Talk:
    """A conversation in which the plan was just shown."""
    return at("confirm", regions, **answers).picks("confirm:yes")
