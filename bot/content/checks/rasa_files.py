"""What Rasa's own validation lets pass in its training files: misspelt keys and intents nobody routes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.content import yaml_file
from bot.content.loader import Problem

_TOP_KEYS = {"nlu": {"nlu"}, "rules": {"rules"}, "stories": {"stories"}}
_RULE_KEYS = {"rule", "steps", "condition", "conversation_start", "wait_for_user_input"}
_STEP_KEYS = {"intent", "or", "action", "slot_was_set", "active_loop", "entities"}


def problems(data: Path, root: Path) -> Iterator[Problem]:
    """Unknown keys, intents without examples, without a rule or not in the domain, and actions nobody has."""
    domain = yaml_file.read(root / "domain.yml")
    trained: set[str] = set()
    routed: set[str] = set()
    for folder, keys in _TOP_KEYS.items():
        for path in sorted((data / folder).glob("*.yml")):
            place = f"data/{folder}/{path.name}"
            try:
                raw = yaml_file.read(path)
            except yaml.YAMLError as error:
                yield Problem(place, f"not readable as YAML: {' '.join(str(error).split())}")
                continue
            for key in sorted(set(raw or {"nothing": 0}) - keys - {"version"}):
                yield Problem(place, f"unknown top key {key!r}; expected {sorted(keys)}")
            if folder == "nlu":
                yield from _examples(place, raw.get("nlu", []), trained)
            if folder == "rules":
                yield from _rules(place, raw.get("rules", []), routed, set(domain["actions"]))
    yield from _inventory(set(domain["intents"]), trained, routed)


def _examples(place: str, entries: list[dict[str, Any]], trained: set[str]) -> Iterator[Problem]:
    for entry in entries:
        for key in sorted(set(entry) - {"intent", "examples"}):
            yield Problem(place, f"unknown key {key!r}; expected intent and examples")
        if "intent" in entry:
            trained.add(entry["intent"])


def _rules(place: str, rules: list[dict[str, Any]], routed: set[str], actions: set[str]) -> Iterator[Problem]:
    for rule in rules:
        for key in sorted(set(rule) - _RULE_KEYS):
            yield Problem(place, f"rule {rule.get('rule')!r}: unknown key {key!r}")
        for step in _steps(rule.get("steps", [])):
            for key in sorted(set(step) - _STEP_KEYS):
                yield Problem(place, f"rule {rule.get('rule')!r}: unknown key {key!r} in a step")
            if "intent" in step:
                routed.add(step["intent"])
            if "action" in step and step["action"] not in actions:
                yield Problem(place, f"rule {rule.get('rule')!r}: {step['action']!r} is not in domain.yml")


def _steps(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        yield from step.get("or", [])


def _inventory(intents: set[str], trained: set[str], routed: set[str]) -> Iterator[Problem]:
    for intent in sorted(intents - trained):
        yield Problem("data/nlu", f"the intent {intent!r} has no examples")
    for intent in sorted(intents - routed):
        yield Problem("data/rules", f"no rule says what follows the intent {intent!r}")
    for intent in sorted((trained | routed) - intents - {"nlu_fallback"}):
        yield Problem("domain.yml", f"the intent {intent!r} is used but not listed")
