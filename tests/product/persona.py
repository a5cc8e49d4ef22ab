"""A person who knows the truth about itself and answers every question truthfully, over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from bot.content.loader import Content
from tests.product.talk import Talk

PERSONAS = Path(__file__).with_name("personas.yml")
MOST_TURNS = 40
SAFETY_CARDS = {"emergency", "crisis", "urgent"}
GIVES_MASSAGE = {"plan", "step"}

Ending = Literal["card", "plan", "neither"]


@dataclass(frozen=True)
class Persona:
    """`signs` are the red flags that are true of them; `says` what they type where others press a button."""

    id: str
    truth: str
    opening: str
    location: list[str]
    side: str | None
    type: list[str]
    intensity: float
    duration: float
    onset: str
    stress: float
    conditions: list[str]
    signs: list[str]
    says: dict[str, str]

    @property
    def is_dangerous(self) -> bool:
        return self.truth != "harmless"


def personas() -> list[Persona]:
    """All of them, in the order of the file."""
    listed = yaml.safe_load(PERSONAS.read_text(encoding="utf-8"))["personas"]
    return [Persona(**{"says": {}, **entry}) for entry in listed]


def hold_talk(persona: Persona, talk: Talk, content: Content) -> Ending:
    """The talk up to a safety card, a plan, or nothing more to say."""
    told: set[str] = set()
    talk.say(persona.opening)
    for _ in range(MOST_TURNS):
        if GIVES_MASSAGE & set(talk.seen):
            return "plan"
        if SAFETY_CARDS & set(talk.seen):
            return "card"
        if talk.expects is None:
            return "neither"
        answer(persona, talk, content, told)
    return "neither"


def answer(persona: Persona, talk: Talk, content: Content, told: set[str]) -> None:
    """Answers the open question: in their own words the first time if they have some, else by button."""
    about = str(talk.expects)
    asked = [name for name, flag in content.red_flags.items() if flag.question in talk.words]
    if asked and talk.offered("rule:"):
        talk.pick("rule:yes" if set(asked) & set(persona.signs) else "rule:no")
    elif about in persona.says and about not in told:
        told.add(about)
        talk.say(persona.says[about])
    elif about == "confirm" and (untold := [topic for topic in persona.says if topic not in told]):
        told.add(untold[0])  # "Is that right?": what they had no occasion to say
        talk.say(persona.says[untold[0]])
    else:
        talk.pick(*buttons(persona, talk, about))


def buttons(persona: Persona, talk: Talk, about: str) -> list[str]:
    """The buttons that tell the truth."""
    several: dict[str, tuple[str, list[str]]] = {
        "location": ("region", persona.location),
        "type": ("type", persona.type),
        "danger": ("danger", persona.signs),
        "conditions": ("condition", persona.conditions),
    }
    if about in several:
        field, values = several[about]
        offered = talk.offered(f"{field}:")
        told = [f"{field}:{value}" for value in values if f"{field}:{value}" in offered]
        return told or [_none_of(persona, talk, about, field)]
    if about == "duration":
        days = [float(offered.partition(":")[2]) for offered in talk.offered("duration:")]
        return [f"duration:{min(days, key=lambda offered: abs(offered - persona.duration)):g}"]
    single: dict[str, Any] = {
        "side": persona.side,
        "intensity": f"{persona.intensity:g}",
        "onset": persona.onset,
        "stress": f"{persona.stress:g}",
        "confirm": "yes",
    }
    wanted = f"{about}:{single.get(about)}"
    return [wanted if wanted in talk.offered(f"{about}:") else f"unknown:{about}"]


def _none_of(persona: Persona, talk: Talk, about: str, field: str) -> str:
    if about == "location":
        if not persona.location:
            return "/report_stress"
        return "more:regions" if talk.offered("more:") else "/nlu_fallback"  # "something else"
    return f"{field}:none" if f"{field}:none" in talk.offered(f"{field}:") else f"unknown:{about}"
