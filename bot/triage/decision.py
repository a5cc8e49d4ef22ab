"""What the gate concludes, and which of two conclusions is the higher."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from bot.content.schema import TIERS, RedFlag, Tier
from bot.text.context import Meaning


class Ask(NamedTuple):
    """A question that settles a rule; `tier` is what a yes would bring."""

    id: str
    tier: Tier
    text: str


class Evidence(NamedTuple):
    """What was found for a rule: the words, and how they are meant; `semantic` where the whole was heard."""

    rule: str
    span: str
    status: Meaning | Literal["semantic"]


class Told(NamedTuple):
    """The concepts a message states, and those it denies, by name."""

    stated: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()

    def then(self, later: Told) -> Told:
        """What is known after a later message: what it denies is no longer so."""
        return Told((self.stated - later.denied) | later.stated)


class Assessment(NamedTuple):
    """What one message holds. `tier` is the highest that fired, None where nothing did."""

    tier: Tier | None
    rules: tuple[str, ...]
    ask: Ask | None
    evidence: tuple[Evidence, ...]
    told: Told = Told()

    def as_json(self, text: str) -> dict[str, Any]:
        """The line `python -m bot triage` prints for `text`."""
        ask = self.ask and {"id": self.ask.id, "tier": self.ask.tier.value, "text": self.ask.text}
        return {
            "text": text,
            "tier": self.tier.value if self.tier else "none",
            "ask": ask,
            "rules": list(self.rules),
            "evidence": [found._asdict() for found in self.evidence],
        }


def urgency(tier: Tier | None) -> int:
    """0 for the highest tier; no tier at all comes after the lowest."""
    return len(TIERS) if tier is None else TIERS.index(tier)


def decide(fired: Iterable[RedFlag], asking: Iterable[RedFlag], evidence: Iterable[Evidence]) -> Assessment:
    """The highest tier fired, and the one question that could still raise it."""
    firing = sorted({flag.id: flag for flag in fired}.values(), key=_order)
    tier = firing[0].tier if firing else None
    open_questions = sorted((flag for flag in asking if urgency(flag.tier) < urgency(tier)), key=_order)
    ask = next((Ask(flag.id, flag.tier, flag.question) for flag in open_questions), None)
    return Assessment(tier, tuple(flag.id for flag in firing), ask, tuple(evidence))


def _order(flag: RedFlag) -> tuple[int, str]:
    return urgency(flag.tier), flag.id
