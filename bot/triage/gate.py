"""The gate: one message in, the red flags it raises out. Same text, same answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bot.content.schema import RedFlag, Tier
from bot.text.normalise import normalise
from bot.text.tokens import tokenize
from bot.triage.agreement import DEMOTED, Outcome, Verdict, agree
from bot.triage.counting import (
    UNSURE_ASKS,
    anyhow,
    counts,
    is_affirmed,
    is_affirmed_of_self,
    is_negated,
    is_wondered_about,
)
from bot.triage.decision import Ask, Assessment, Evidence, Told, decide
from bot.triage.findings import Finding, Findings, Line, Usable, read
from bot.triage.hearing import NOTHING, Detector, Hearing
from bot.triage.rules import RedFlagContent, Rule, compile_rules, implied_by_lasting

_WORTH_A_QUESTION = (*UNSURE_ASKS, Tier.URGENT_SAME_DAY)


class Gate:
    """The compiled red flags: phrases anyone can read, and a detector for what they miss."""

    def __init__(self, content: RedFlagContent, detector: Detector | None = None) -> None:
        """Compile. Raises RuleError or PhraseError, each naming the document at fault."""
        self._rules, self._book = compile_rules(content)
        self._detector = detector
        self._aside = ThreadPoolExecutor()  # the detector hears while the phrases are looked for
        self._flags = {rule.flag.id: rule.flag for rule in self._rules}
        self._implied = implied_by_lasting(content)
        in_lines = {concept for rule in self._rules for line in rule.look_for for concept in line}
        self._concepts = sorted(in_lines | self._implied.keys())

    def assess(
        self, text: str, answered: frozenset[str] = frozenset(), earlier: frozenset[str] = frozenset()
    ) -> Assessment:
        """Judge one message.

        `answered` are rules the person has denied: not asked again, but may fire. `earlier` are the
        concepts stated before in the conversation, which this message may complete to a sign.
        """
        clean = normalise(text)
        hearing = self._aside.submit(self._detector.hear, clean) if self._detector else None
        findings = read(tokenize(clean), self._book)
        verdicts, heard = self._judge_all(findings, earlier), NOTHING
        if hearing:
            verdicts, heard = agree(verdicts, hearing.result())
        asking = (*_flags(verdicts, "ask"), *self._heard(heard.ask))
        return decide(
            fired=[*_flags(verdicts, "fire"), *self._heard(heard.fire)],
            asking=[flag for flag in asking if flag.id not in answered],
            evidence=[*_evidence(verdicts, findings, clean), *_heard_evidence(heard)],
        )._replace(told=self._told(findings))

    def completed(self, earlier: frozenset[str], new: frozenset[str]) -> Ask | None:
        """The question for a grave line that `new` concepts, learnt without words, complete."""
        new = new | self._that_last(new)
        known = earlier | self._that_last(earlier) | new
        asking = [
            rule.flag
            for rule in self._rules
            if rule.flag.tier in _WORTH_A_QUESTION
            and any(known.issuperset(line) and not new.isdisjoint(line) for line in rule.look_for)
        ]
        return decide((), asking, ()).ask

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The compiled documents, retired ones left out."""
        return tuple(self._rules)

    def read(self, text: str) -> Findings:
        """Every concept of the red flags that stands in a message, and how it is meant."""
        return read(tokenize(normalise(text)), self._book)

    def outcomes(self, text: str) -> dict[str, Outcome]:
        """What each rule makes of a message, by rule id; rules nothing speaks for are left out."""
        findings = self.read(text)
        return {verdict.rule.flag.id: verdict.outcome for verdict in self._judge_all(findings)}

    def _heard(self, rule: str | None) -> Iterator[RedFlag]:
        if rule in self._flags:
            yield self._flags[rule]

    def _told(self, findings: Findings) -> Told:
        stated = findings.stated(self._concepts, is_affirmed_of_self)
        return Told(stated, findings.stated(self._concepts, is_negated) - stated)

    def _that_last(self, concepts: frozenset[str]) -> frozenset[str]:
        """Those of `concepts` that stay true, with all that they imply."""
        return frozenset().union(*(self._implied[concept] for concept in concepts & self._implied.keys()))

    def _judge_all(self, findings: Findings, earlier: frozenset[str] = frozenset()) -> list[Verdict]:
        lasting = self._that_last(earlier)
        verdicts = (_judge(rule, findings, earlier | lasting, lasting) for rule in self._rules)
        return [verdict for verdict in verdicts if verdict]


def _judge(
    rule: Rule, findings: Findings, earlier: frozenset[str], lasting: frozenset[str]
) -> Verdict | None:
    """None where nothing in the message speaks for the rule."""
    alone = _judge_alone(rule, findings)
    if earlier and (alone is None or alone.outcome != "fire"):
        return _judge_with_earlier(rule, findings, earlier, lasting) or alone
    return alone


def _judge_with_earlier(
    rule: Rule, findings: Findings, earlier: frozenset[str], lasting: frozenset[str]
) -> Verdict | None:
    """A line that this message completes. What stays true fires with it; any other sign is asked about."""
    for line in rule.look_for:
        new = tuple(concept for concept in line if concept not in earlier)
        known = earlier.intersection(line)
        found = findings.complete(new, partial(counts, rule.flag)) if new and known else None
        is_lasting = known <= lasting
        if (
            found
            and (is_lasting or rule.flag.tier in _WORTH_A_QUESTION)
            and not _is_spared(rule, findings, found)
        ):
            return Verdict(rule, "fire" if is_lasting else "ask", found, with_earlier=True)
    return None


def _judge_alone(rule: Rule, findings: Findings) -> Verdict | None:
    attempts: tuple[tuple[Outcome, tuple[Line, ...], Usable], ...] = (
        ("fire", rule.look_for, partial(counts, rule.flag)),
        ("ask", rule.ask_for, partial(counts, rule.flag)),
        ("ask", rule.look_for, partial(is_wondered_about, rule.flag)),
        ("none", rule.look_for, anyhow),
        ("none", rule.ask_for, anyhow),
    )
    for outcome, lines, usable in attempts:
        complete = (findings.complete(line, usable) for line in lines)
        found = next((findings_of_line for findings_of_line in complete if findings_of_line), None)
        if found:
            return Verdict(rule, DEMOTED[outcome] if _is_spared(rule, findings, found) else outcome, found)
    return None


def _is_spared(rule: Rule, findings: Findings, found: list[Finding]) -> bool:
    """Whether an `unless` line stands beside what was found, on the same side of any "but" or "now"."""
    spared = (findings.complete(line, is_affirmed) for line in rule.unless)
    return any(_explains(one, findings, found) for line in spared for one in line or ())


def _explains(one: Finding, findings: Findings, found: list[Finding]) -> bool:
    """A word elsewhere explains nothing away: "replaced last year and now it's hot"."""
    is_beside = any(findings.are_together(one, other) for other in found)
    return is_beside and not any(findings.turn_between(one, other) for other in found)


def _flags(verdicts: list[Verdict], outcome: Outcome) -> Iterator[RedFlag]:
    return (verdict.rule.flag for verdict in verdicts if verdict.outcome == outcome)


def _evidence(verdicts: list[Verdict], findings: Findings, text: str) -> Iterator[Evidence]:
    for verdict in verdicts:
        for finding in sorted(verdict.findings, key=lambda found: found.match.first):
            yield Evidence(verdict.rule.flag.id, findings.span(finding, text), finding.status.meaning)


def _heard_evidence(heard: Hearing) -> Iterator[Evidence]:
    for rule in dict.fromkeys((heard.fire, heard.ask)):
        if rule:
            yield Evidence(rule, heard.span, "semantic")
