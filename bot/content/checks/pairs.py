"""Whether every topic stands under the same stem in every layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.content.loader import Content, Problem


def problems(content: Content, root: Path) -> Iterator[Problem]:
    """Stems that miss their partner: education its intents, red flags and training data their tests."""
    nlu = {path.stem for path in (content.root / "nlu").glob("*.yml")}
    for topic in content.education:
        if topic not in nlu:
            yield Problem(
                "data/nlu", f"{topic}.yml is missing: nobody can ask for data/education/{topic}.yml"
            )
    if not (root / "tests").is_dir():
        return
    for folder, stems in (("nlu", nlu), ("red_flags", set(content.red_flags))):
        tested = {path.stem for path in (root / "tests" / folder).glob("*.yml")}
        for stem in sorted(stems - tested):
            yield Problem(f"tests/{folder}", f"{stem}.yml is missing: data/{folder}/{stem}.yml goes untested")
        for stem in sorted(tested - stems):
            yield Problem(f"tests/{folder}/{stem}.yml", f"there is no data/{folder}/{stem}.yml")
