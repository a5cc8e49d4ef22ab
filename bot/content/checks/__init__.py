"""The compiler for `data/`: what the schema alone cannot see, all problems at once."""

from __future__ import annotations

from pathlib import Path

from bot.content.checks import (
    buttons,
    examples,
    intent_examples,
    pairs,
    proofs,
    rasa_files,
    readability,
    references,
    responses,
    rules,
    times,
    zones,
)
from bot.content.loader import ContentError, Problem, load

ROOT = Path(__file__).resolve().parents[3]


def problems(data: Path) -> list[Problem]:
    """Everything wrong with the content in `data`, sorted by file.

    Where the schema does not hold, what rests on it is not looked at yet.
    """
    files = rasa_files.problems(data, ROOT)
    try:
        content = load(data)
    except ContentError as error:
        return _sorted([*error.problems, *(files if data.is_dir() else [])])
    gate = rules.compile_gate(content)
    found = [
        *files,
        *([gate] if isinstance(gate, Problem) else proofs.problems(gate, ROOT)),
        *references.problems(content),
        *rules.problems(content),
        *responses.problems(content, ROOT),
        *buttons.problems(content, ROOT),
        *pairs.problems(content, ROOT),
        *examples.problems(content, ROOT),
        *intent_examples.problems(data, ROOT),
        *readability.problems(content),
        *times.problems(content),
        *zones.problems(content),
    ]
    return _sorted(found)


def _sorted(found: list[Problem]) -> list[Problem]:
    return sorted(set(found), key=lambda problem: (problem.path, problem.what))
