"""Compares what the worker says with what the gate found, and decides whose answer goes out. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.loader import Content
from bot.content.schema import Tier
from bot.dialogue.safety_card import kind_of
from bot.dialogue.state import CLOSING_TIERS
from bot.gateway.worker_client import WorkerTurn
from bot.store.conversations import Standing
from bot.triage.decision import urgency

NEVER_BESIDE_DANGER = {"plan", "step"}
NUMBERS_EVERY_TURN = {Tier.CRISIS_NOW.value, Tier.CRISIS_RISK.value}


@dataclass(frozen=True)
class Verdict:
    """What stands from now on, and the safety replies due.

    `failsafe` go out instead of the worker's replies, `beside` before them.
    """

    standing: Standing
    failsafe: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def judge(
    content: Content, before: Standing, fired: Iterable[str], turn: WorkerTurn | None
) -> Verdict | None:
    """Whose answer goes out. `fired` are the rules the gate found, `turn` is None when the worker failed.

    None when there is nothing to say: the worker failed, nothing fired and no high tier stands.
    """
    set_aside = set(turn.overrides) if turn else set()
    found = [rule for rule in fired if rule not in set_aside]
    standing = _standing(content, before, found, turn)
    kinds = _kinds(content, standing, found)
    if turn is None:
        return Verdict(standing, kinds) if found or is_closed(standing) else None
    missed = urgency(_highest(content, found)) < urgency(turn.tier)
    tempting = any(reply.card and reply.card.get("kind") in NEVER_BESIDE_DANGER for reply in turn.replies)
    if missed or (tempting and is_closed(standing)):
        return Verdict(standing, failsafe=kinds)
    numbers = any(reply.card and reply.card.get("contacts") for reply in turn.replies)
    return Verdict(standing, beside=() if numbers or standing.tier not in NUMBERS_EVERY_TURN else kinds)


def _standing(content: Content, before: Standing, found: list[str], turn: WorkerTurn | None) -> Standing:
    """The highest tier stands. Only a rule the person set aside is taken back."""
    overrides = set(turn.overrides) if turn else set()
    rules = dict.fromkeys([*before.rules, *found, *(turn.rules if turn else [])])
    rules = {rule: None for rule in rules if rule not in overrides}
    tiers = [_highest(content, rules), turn.tier if turn else None]
    if not overrides and before.tier:
        tiers.append(Tier(before.tier))
    highest = min(tiers, key=urgency)
    return Standing(highest.value if highest else None, tuple(rules))


def _kinds(content: Content, standing: Standing, found: list[str]) -> tuple[str, ...]:
    """The safety replies due: for what was found now, if it is grave, and for what stands."""
    kinds = []
    now = _highest(content, found)
    if now in CLOSING_TIERS:
        kinds.append(_kind(content, now, found))
    if standing.tier and standing.tier != Tier.SELF_CARE.value:
        kinds.append(_kind(content, Tier(standing.tier), [*found, *standing.rules]))
    return tuple(dict.fromkeys(kinds))


def _kind(content: Content, tier: Tier, rules: Iterable[str]) -> str:
    known = (content.red_flags[rule] for rule in rules if rule in content.red_flags)
    return next((flag.response for flag in known if flag.tier is tier), None) or kind_of(tier)


def _highest(content: Content, rules: Iterable[str]) -> Tier | None:
    tiers = [content.red_flags[rule].tier for rule in rules if rule in content.red_flags]
    return min(tiers, key=urgency, default=None)


def is_closed(standing: Standing) -> bool:
    """Whether a tier stands after which only care is offered."""
    return standing.tier is not None and Tier(standing.tier) in CLOSING_TIERS
