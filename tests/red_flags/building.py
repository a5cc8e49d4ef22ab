"""The phrase gate on our red flags, without a detector, and the files of lines it is tried on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.content.schema import RedFlag
from bot.triage.gate import Gate

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


class RedFlagFiles(NamedTuple):
    """The part of the content the gate needs."""

    red_flags: dict[str, RedFlag]
    concepts: dict[str, list[str]]
    lasting_concepts: frozenset[str] = frozenset()


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def red_flag_files() -> RedFlagFiles:
    flags = [RedFlag.parse_obj(read_yaml(path)) for path in sorted((DATA / "red_flags").glob("*.yml"))]
    concepts: dict[str, list[str]] = {}
    for path in sorted((DATA / "concepts").glob("*.yml")):
        concepts.update(read_yaml(path)["concepts"])
    return RedFlagFiles({flag.id: flag for flag in flags}, concepts)


@lru_cache(maxsize=1)
def gate() -> Gate:
    return Gate(red_flag_files())
