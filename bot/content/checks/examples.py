"""Whether the examples of the red flags teach what they should, and leak nothing into the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from bot.content.loader import Content, Problem
from bot.content.schema import RedFlagExamples
from bot.text.normalise import normalise
from bot.text.tokens import tokenize

FEWEST = 25  # lines of danger, and as many without, that a red flag is taught with
HARMLESS_ONLY = (
    "conversation",
    "everyday",
    "health_questions",
)  # files that belong to no red flag: no sign in them at all

Key = tuple[str, ...]


def problems(content: Content, root: Path) -> Iterator[Problem]:
    """Red flags without enough examples, lines that stand twice, and lines that the tests hold as well."""
    taught = {name for name, flag in content.red_flags.items() if flag.status != "retired"}
    for name in sorted(taught - content.red_flag_examples.keys()):
        yield Problem(
            "data/red_flags/examples", f"{name}.yml is missing: nobody can teach the detector {name}"
        )
    seen: dict[Key, str] = {}
    for name, lines in content.red_flag_examples.items():
        place = f"data/red_flags/examples/{name}.yml"
        yield from _belongs(place, name, content, lines)
        for line in (*lines.danger, *lines.doubt, *lines.harmless):
            words = key(line)
            if words in seen:
                yield Problem(place, f"stands in {seen[words]} already, but for the order of words: {line!r}")
            seen.setdefault(words, f"{name}.yml")
    for rule, line in _tested(root / "tests" / "red_flags"):
        if (file := seen.get(key(line))) is not None:
            yield Problem(
                f"data/red_flags/examples/{file}",
                f"holds a line of tests/red_flags/{rule}.yml, which must not be trained on: {line!r}",
            )


def _belongs(place: str, name: str, content: Content, lines: RedFlagExamples) -> Iterator[Problem]:
    if name in HARMLESS_ONLY:
        if lines.danger or lines.doubt:
            yield Problem(place, "may hold harmless lines only")
        return
    if name not in content.red_flags:
        yield Problem(place, f"there is no data/red_flags/{name}.yml")
    for kind, count in (("danger", len(lines.danger)), ("harmless", len(lines.harmless))):
        if count < FEWEST:
            yield Problem(place, f"{count} lines of {kind}, but at least {FEWEST} are needed")


def key(line: str) -> Key:
    """The words of a line in any order: what two lines share that differ in nothing that is learnt."""
    return tuple(sorted(token.stem for token in tokenize(normalise(line))))


def _tested(folder: Path) -> Iterator[tuple[str, str]]:
    """Every line of the tests, with its file: a text, or a mapping that holds one beside its tier."""
    for path in sorted(folder.rglob("*.yml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        name = path.relative_to(folder).with_suffix("").as_posix()
        for line in (line for lines in document.values() for line in lines or ()):
            yield name, str(line["text"] if isinstance(line, dict) else line)
