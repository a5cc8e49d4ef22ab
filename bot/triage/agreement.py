"""The phrases' verdicts and what the detector hears, side by side: which is believed, and how far.

docs/decisions/0009 has the figures behind each number.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from bot.triage.findings import Finding
from bot.triage.hearing import Hearing
from bot.triage.rules import Rule

Outcome = Literal["fire", "ask", "none"]

DEMOTED: dict[Outcome, Outcome] = {"fire": "ask", "ask": "none", "none": "none"}
_HARDLY_ANY: dict[Outcome, float] = {"fire": 0.1, "ask": 0.05}
_SURE = 0.95  # from here on what is heard outdoes phrases that only ask


class Verdict(NamedTuple):
    """What one rule's phrases make of a message, and on which findings."""

    rule: Rule
    outcome: Outcome
    findings: list[Finding]
    with_earlier: bool = False  # a sign completed by this message, begun in an earlier one


def agree(verdicts: list[Verdict], heard: Hearing) -> tuple[list[Verdict], Hearing]:
    """Both as they are to be acted on; each can weaken the other by a step, neither can silence it."""
    return [_cross_checked(verdict, heard) for verdict in verdicts], _as_meant(heard, verdicts)


def _cross_checked(verdict: Verdict, heard: Hearing) -> Verdict:
    """One step weaker where the detector hears hardly any danger in the whole: then the bot asks.

    A sign completed by an earlier message is not judged by this one alone.
    """
    if verdict.with_earlier or heard.danger >= _HARDLY_ANY.get(verdict.outcome, 0.0):
        return verdict
    return verdict._replace(outcome=DEMOTED[verdict.outcome])


def _as_meant(heard: Hearing, verdicts: list[Verdict]) -> Hearing:
    """What is heard asks where its own phrases do not fire: denied, or asking while it is not all sure.

    What is heard faintly is dropped where an earlier message completes a sign: of that it knows nothing.
    """
    held_back = {
        verdict.rule.flag.id
        for verdict in verdicts
        if verdict.outcome == "none" or (verdict.outcome == "ask" and heard.danger < _SURE)
    }
    if heard.fire in held_back:
        heard = heard._replace(fire=None, ask=heard.fire)
    completes = any(verdict.with_earlier and verdict.outcome == "ask" for verdict in verdicts)
    return heard._replace(ask=None) if completes else heard
