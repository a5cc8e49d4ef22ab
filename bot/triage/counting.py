"""What a finding is worth to a red flag: said as true, wondered about, denied."""

from __future__ import annotations

from bot.content.schema import RedFlag, Tier
from bot.text.context import Status

UNSURE_ASKS = (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK)


def counts(flag: RedFlag, status: Status) -> bool:
    """Whether a finding may fire the flag: said as true now, or past where that counts as well."""
    if status.other and not flag.counts_for_others:
        return False
    return status.meaning == "affirmed" or (status.meaning == "past" and flag.counts_when_past)


def is_wondered_about(flag: RedFlag, status: Status) -> bool:
    """Whether a finding is at least worth a question: the person wonders, or speaks of a crisis at all."""
    if flag.tier not in UNSURE_ASKS or (status.other and not flag.counts_for_others):
        return False
    if status.meaning == "hypothetical":
        return status.unsure or flag.tier is not Tier.EMERGENCY_NOW
    return (status.meaning == "past" and status.unsure) or counts(flag, status)


def is_affirmed(status: Status) -> bool:
    """Whether it is said as true, of whomever."""
    return status.meaning == "affirmed"


def is_affirmed_of_self(status: Status) -> bool:
    """Whether it is said as true of the person who writes."""
    return status.meaning == "affirmed" and not status.other


def is_negated(status: Status) -> bool:
    """Whether it is denied."""
    return status.meaning == "negated"


def anyhow(_: Status) -> bool:
    """However it is meant."""
    return True
