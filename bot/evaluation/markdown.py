"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template

HERE = Path(__file__).parent


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; pipes in a cell are escaped. "None." where there are no rows."""
    lines = ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    if not lines:
        return "None."
    return "\n".join(["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines])


def fill(name: str, values: Mapping[str, object]) -> str:
    """The template of that name with its places filled; KeyError where one is left open."""
    return Template((HERE / f"{name}.md.template").read_text(encoding="utf-8")).substitute(values).strip()
