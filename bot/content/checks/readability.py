"""Whether what a person reads is plain, claims nothing that is not so, and names no diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import textstat

from bot.content import yaml_file
from bot.content.loader import Content, Problem

HIGHEST_GRADE = 6.0  # Flesch-Kincaid; a reading age of about eleven
FEWEST_WORDS = 8  # below that the formula says nothing
_MARKS = re.compile(r"\*\*|\{[a-z_]+\}|\[([^\]]*)\]\([^)]*\)")


def problems(content: Content) -> Iterator[Problem]:
    """Texts above the reading grade, with a banned claim, or with a diagnosis where none may stand."""
    style = yaml_file.read(content.root / "style.yml")["style"]
    claims = [
        (re.compile(entry["pattern"], re.IGNORECASE), entry["truth"]) for entry in style["banned_claims"]
    ]
    allowed = set(style["may_be_harder"])
    diagnosis = re.compile(rf"\b(?:{'|'.join(style['diagnoses'])})\b", re.IGNORECASE)
    for place, text in texts(content):
        if place not in allowed and grade(text) > HIGHEST_GRADE:
            yield Problem(
                place, f"reads at grade {grade(text):.1f}, above {HIGHEST_GRADE:g}: shorten its sentences"
            )
        for pattern, truth in claims:
            if pattern.search(text) and place not in style["may_name_the_claim"]:
                yield Problem(place, f"makes a claim that is not supported ({pattern.pattern}): {truth}")
    for place, text in safety_texts(content):
        found = diagnosis.search(text)
        if found and place not in style["asks_about_history"]:
            yield Problem(place, f"names a diagnosis to the person: {found.group()!r}")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text without its marks; 0 where it is too short to tell."""
    plain = _MARKS.sub(lambda mark: mark.group(1) or "", text).strip().replace("\n", ". ")
    return float(textstat.flesch_kincaid_grade(plain)) if len(plain.split()) >= FEWEST_WORDS else 0.0


def safety_texts(content: Content) -> Iterator[tuple[str, str]]:
    """What is said about danger signs."""
    for name, flag in content.red_flags.items():
        for field in ("statement", "question"):
            if text := getattr(flag, field):
                yield f"data/red_flags/{name}.yml: {field}", text
    for kind in sorted({flag.response for flag in content.red_flags.values()}):
        for variation in content.responses.get(f"utter_{kind}", []):
            lines = (variation.get("metadata") or {}).get("lines", [])
            yield f"data/responses: utter_{kind}", " ".join([str(variation.get("text", "")), *lines])


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Every text a person reads, with its place."""
    yield from safety_texts(content)
    for name, variations in content.responses.items():
        if not name.startswith(("utter_other_language_", "utter_contacts")):
            yield from (
                (f"data/responses: {name}", str(variation.get("text", ""))) for variation in variations
            )
    for name, condition in content.contraindications.items():
        yield from _fields(f"data/contraindications.yml: {name}", condition, ("label", "reason", "instead"))
    for region, entry in content.routines.items():
        yield from _fields(f"data/routines/{region}.yml", entry, ("why_none", "instead"))
        for routine in entry.routines:
            yield from _practice(f"data/routines/{region}.yml: {routine.id}", routine)
    for name, practice in content.relaxation.items():
        yield from _practice(f"data/relaxation/{name}.yml", practice)
    for name, zone in content.zones.items():
        yield from _fields(f"data/zones.yml: {name}", zone, ("label",))
    for tip in (*content.hydration.tips, content.hydration.limited):
        yield from _fields(f"data/hydration.yml: {tip.id}", tip, ("text", "why"))
    for name, habit in content.habits.items():
        yield from _fields(f"data/habits.yml: {name}", habit, ("title", "do", "why"))
    for name, topic in content.education.items():
        yield from _fields(f"data/education/{name}.yml", topic, ("answer", "proven"))
    for name, site in content.sites.items():
        yield f"data/sites/{name}.yml: greeting", site.brand.greeting
        yield f"data/sites/{name}.yml: consent", site.consent.text


def _practice(place: str, practice: Any) -> Iterator[tuple[str, str]]:
    yield from _fields(place, practice, ("why", "how_often"))
    words = [text for step in practice.steps for text in (step.do, step.where, step.feel) if text]
    yield f"{place}: steps", " ".join(words)


def _fields(place: str, document: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        if text := getattr(document, name, None):
            yield f"{place}: {name}", text
