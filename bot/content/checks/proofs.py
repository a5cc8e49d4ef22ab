"""Whether every line of a red flag can be completed: by a text of its own tests, or it is not needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import yaml

from bot.content.loader import Problem
from bot.triage.counting import counts
from bot.triage.findings import Findings, Line
from bot.triage.gate import Gate
from bot.triage.rules import Rule

_PROVED_BY = {"look_for": ("must_fire",), "ask_for": ("must_fire", "must_ask")}


def problems(gate: Gate, root: Path) -> Iterator[Problem]:
    """Lines of the compiled red flags that nothing in `root`/tests/red_flags completes.

    A document without a file of tests is not looked at: `pairs` names it.
    """
    for rule in gate.rules:
        path = root / "tests" / "red_flags" / f"{rule.flag.id}.yml"
        if not path.is_file():
            continue
        texts = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        read = {key: [gate.read(str(text)) for text in texts.get(key) or ()] for key in _PROVED_BY["ask_for"]}
        for field, line, named in _lines(rule):
            found = [findings for key in _PROVED_BY[field] for findings in read[key]]
            if not _is_completed(rule, line, found):
                yield Problem(
                    f"data/red_flags/{rule.flag.id}.yml",
                    f"{field} line [{', '.join(named)}] matches nothing in tests/red_flags/{path.name}",
                )


def _lines(rule: Rule) -> Iterator[tuple[str, Line, list[str]]]:
    """The field, the compiled line, and the line as its author wrote it."""
    yield from (("look_for", *pair) for pair in zip(rule.look_for, rule.flag.look_for, strict=True))
    yield from (("ask_for", *pair) for pair in zip(rule.ask_for, rule.flag.ask_for, strict=True))


def _is_completed(rule: Rule, line: Line, found: Iterable[Findings]) -> bool:
    usable = partial(counts, rule.flag)
    return any(findings.complete(line, usable) for findings in found)
