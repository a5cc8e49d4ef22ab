"""Whether every response that is used is written, and every one written is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot.content import yaml_file
from bot.content.loader import Content, Problem
from bot.content.schema import RedFlag

_NAMED = re.compile(r"utter_[a-z0-9_]*(?:\{[^{}\"]*\}[a-z0-9_]*)*")
_BARE = re.compile(r"utter_(?:\{[^{}\"]*\})?")  # completed at run time: see _completed
_HELD_IN_CODE = re.compile(r"\{[^{}]*\}")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FILLED = {
    "abuse", "advice", "answer", "before", "by", "clinic", "count", "crisis", "date", "do", "dose",
    "emergency", "known", "minutes", "name", "noted", "now", "number", "of", "place", "proven", "question",
    "reason", "region", "retention_days", "score", "scores", "time", "tip", "title", "urgent", "value",
    "what",
}  # fmt: skip
_KEYS = {"text", "buttons", "metadata", "condition", "channel", "id", "image", "custom"}


def problems(content: Content, root: Path) -> Iterator[Problem]:
    """Missing and orphaned responses, and variations with an unknown or missing key."""
    named = {name for name in _names(root) if not _BARE.fullmatch(name)} | set(_completed(root))
    for name in sorted(named):
        if "{" not in name and name not in content.responses and not name.endswith("_"):
            yield Problem("data/responses", f"{name} is used but not written")
    patterns = [re.compile(_as_pattern(name)) for name in named]
    for name, variations in content.responses.items():
        if not any(pattern.fullmatch(name) for pattern in patterns):
            yield Problem("data/responses", f"{name} is written but nothing uses it")
        for variation in variations:
            yield from _variation(name, variation)


def _variation(name: str, variation: dict[str, object]) -> Iterator[Problem]:
    for key in sorted(set(variation) - _KEYS):
        yield Problem("data/responses", f"{name}: unknown key {key!r}")
    for placeholder in sorted(set(_PLACEHOLDER.findall(str(variation.get("text", "")))) - _FILLED):
        yield Problem("data/responses", f"{name}: nothing fills in {{{placeholder}}}")
    if not isinstance(variation.get("text"), str) or not str(variation["text"]).strip():
        yield Problem("data/responses", f"{name}: the text is missing")


def _names(root: Path) -> Iterator[str]:
    files = [*(root / "bot").rglob("*.py"), *(root / "actions").glob("*.py")]
    files += [path for folder in ("rules", "stories") for path in (root / "data" / folder).glob("*.yml")]
    files += [root / "domain.yml"]
    for path in files:
        if "node_modules" not in path.parts and "checks" not in path.parts:
            found = _NAMED.findall(path.read_text(encoding="utf-8"))
            yield from (name for name in found if name != "utter_message")  # that is Rasa's own method


def _completed(root: Path) -> Iterator[str]:
    """What bare `utter_{…}` become: a red flag's kind of response, a remarked intent, better and same."""
    yield from (f"utter_{kind}" for kind in get_args(RedFlag.__fields__["response"].outer_type_))
    yield from ("utter_better", "utter_same")
    for path in (root / "data" / "rules").glob("*.yml"):
        for rule in yaml_file.read(path)["rules"]:
            if rule["steps"][-1].get("action") == "action_remark":
                intents = [step["intent"] for step in rule["steps"][0].get("or", [rule["steps"][0]])]
                yield from (f"utter_{intent.removeprefix('ask_')}" for intent in intents)


def _as_pattern(name: str) -> str:
    """`utter_why_{topic}` as a pattern; a bare prefix that code completes matches all that begins so."""
    pattern = _HELD_IN_CODE.sub("[a-z0-9_]+", name)
    return pattern + "[a-z0-9_]+" if name.endswith("_") and name != "utter_" else pattern
