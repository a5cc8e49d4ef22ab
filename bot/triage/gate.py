"""The gate: one message in, the red flags it raises out. Same text, same answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, NamedTuple

from bot.content.schema import RedFlag, Tier
from bot.text.context import Status
from bot.text.normalise import normalise
from bot.text.tokens import tokenize
from bot.triage.decision import Assessment, Evidence, decide
from bot.triage.findings import Finding, Findings, Line, Usable, read
from bot.triage.rules import RedFlagContent, Rule, compile_rules

Outcome = Literal["fire", "ask", "none"]
_UNSURE_ASKS = (Tier.EMERGENCY_NOW, Tier.CRISIS_NOW, Tier.CRISIS_RISK)
_DEMOTED: dict[Outcome, Outcome] = {"fire": "ask", "ask": "none", "none": "none"}


class _Verdict(NamedTuple):
    """What one rule makes of a message, and on which findings."""

    rule: Rule
    outcome: Outcome
    findings: list[Finding]


class Gate:
    """The compiled red flags."""

    def __init__(self, content: RedFlagContent) -> None:
        """Compile. Raises RuleError or PhraseError, each naming the document at fault."""
        self._rules, self._book = compile_rules(content)

    def assess(self, text: str, answered: frozenset[str] = frozenset()) -> Assessment:
        """Judge one message. `answered` are rules the person has denied: not asked again, but may fire."""
        clean = normalise(text)
        findings = read(tokenize(clean), self._book)
        verdicts = self._judge_all(findings)
        return decide(
            fired=_flags(verdicts, "fire"),
            asking=(flag for flag in _flags(verdicts, "ask") if flag.id not in answered),
            evidence=_evidence(verdicts, findings, clean),
        )

    def outcomes(self, text: str) -> dict[str, Outcome]:
        """What each rule makes of a message, by rule id; rules nothing speaks for are left out."""
        findings = read(tokenize(normalise(text)), self._book)
        return {verdict.rule.flag.id: verdict.outcome for verdict in self._judge_all(findings)}

    def _judge_all(self, findings: Findings) -> list[_Verdict]:
        return [verdict for verdict in (_judge(rule, findings) for rule in self._rules) if verdict]


def _judge(rule: Rule, findings: Findings) -> _Verdict | None:
    """None where nothing in the message speaks for the rule."""
    attempts: tuple[tuple[Outcome, tuple[Line, ...], Usable], ...] = (
        ("fire", rule.look_for, partial(_counts, rule.flag)),
        ("ask", rule.ask_for, partial(_counts, rule.flag)),
        ("ask", rule.look_for, partial(_is_wondered_about, rule.flag)),
        ("none", rule.look_for, _anyhow),
        ("none", rule.ask_for, _anyhow),
    )
    for outcome, lines, usable in attempts:
        complete = (findings.complete(line, usable) for line in lines)
        found = next((findings_of_line for findings_of_line in complete if findings_of_line), None)
        if found:
            return _Verdict(rule, _DEMOTED[outcome] if _is_spared(rule, findings, found) else outcome, found)
    return None


def _is_spared(rule: Rule, findings: Findings, found: list[Finding]) -> bool:
    """Whether an `unless` line stands beside what was found; a word elsewhere explains nothing away."""
    sparing = (findings.complete(line, _is_affirmed) for line in rule.unless)
    return any(
        findings.are_together(one, other) for spared in sparing for one in spared or () for other in found
    )


def _counts(flag: RedFlag, status: Status) -> bool:
    """Whether a finding may fire the flag: said as true now, or past where that counts as well."""
    if status.other and not flag.counts_for_others:
        return False
    return status.meaning == "affirmed" or (status.meaning == "past" and flag.counts_when_past)


def _is_wondered_about(flag: RedFlag, status: Status) -> bool:
    """Whether a finding is at least worth a question: the person wonders, or speaks of a crisis at all."""
    if flag.tier not in _UNSURE_ASKS or (status.other and not flag.counts_for_others):
        return False
    if status.meaning == "hypothetical":
        return status.unsure or flag.tier is not Tier.EMERGENCY_NOW
    return (status.meaning == "past" and status.unsure) or _counts(flag, status)


def _is_affirmed(status: Status) -> bool:
    return status.meaning == "affirmed"


def _anyhow(_: Status) -> bool:
    return True


def _flags(verdicts: list[_Verdict], outcome: Outcome) -> Iterator[RedFlag]:
    return (verdict.rule.flag for verdict in verdicts if verdict.outcome == outcome)


def _evidence(verdicts: list[_Verdict], findings: Findings, text: str) -> Iterator[Evidence]:
    for verdict in verdicts:
        for finding in sorted(verdict.findings, key=lambda found: found.match.first):
            yield Evidence(verdict.rule.flag.id, findings.span(finding, text), finding.status.meaning)
