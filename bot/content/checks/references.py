"""Whether every id that is named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.content.loader import Content, Problem
from bot.content.schema import REGIONS, Signed


def problems(content: Content) -> Iterator[Problem]:
    """Ids of sources, regions, conditions, practices, topics and countries that lead nowhere."""
    yield from _sources(content)
    yield from _regions(content)
    yield from _conditions(content)
    yield from _lasting(content)
    topics = ((topic.id, topic.see_also) for topic in content.education.values())
    yield from _unknown("data/education", topics, content.education, "see_also names the unknown topic")
    if "any" not in content.helplines:
        yield Problem("data/helplines.yml", "the fallback country 'any' is missing")
    for site in content.sites.values():
        if site.country not in content.helplines:
            yield Problem(
                f"data/sites/{site.id}.yml", f"there are no helplines for the country {site.country!r}"
            )


def signed(content: Content) -> Iterator[tuple[str, Signed]]:
    """Every document that somebody answers for, with its place."""
    folders: tuple[tuple[str, dict[str, Any]], ...] = (
        ("red_flags", dict(content.red_flags)),
        ("relaxation", dict(content.relaxation)),
        ("education", dict(content.education)),
    )
    for folder, documents in folders:
        yield from ((f"data/{folder}/{name}.yml", document) for name, document in documents.items())
    for region, entry in content.routines.items():
        yield from ((f"data/routines/{region}.yml: {routine.id}", routine) for routine in entry.routines)
    for name, condition in content.contraindications.items():
        yield f"data/contraindications.yml: {name}", condition
    for tip in (*content.hydration.tips, content.hydration.limited):
        yield f"data/hydration.yml: {tip.id}", tip
    for name, habit in content.habits.items():
        yield f"data/habits.yml: {name}", habit


def _sources(content: Content) -> Iterator[Problem]:
    for place, document in signed(content):
        for source in document.sources:
            if source not in content.sources:
                yield Problem(place, f"cites {source!r}, which is not in data/sources.yml")
    for name, variations in content.responses.items():
        for variation in variations:
            for source in (variation.get("metadata") or {}).get("sources", []):
                if source not in content.sources:
                    yield Problem(
                        f"data/responses: {name}", f"cites {source!r}, which is not in data/sources.yml"
                    )


def _lasting(content: Content) -> Iterator[Problem]:
    for name, condition in content.contraindications.items():
        if condition.concept and condition.concept not in content.lasting_concepts:
            place = f"data/contraindications.yml: {name}"
            yield Problem(place, f"concept {condition.concept!r} is not in data/concepts/history.yml")


def _regions(content: Content) -> Iterator[Problem]:
    for region in REGIONS:
        if region not in content.regions:
            yield Problem("data/regions.yml", f"the region {region!r} is missing")
        if region not in content.routines:
            yield Problem(
                "data/routines", f"{region}.yml is missing: every region has routines or says why not"
            )
        if not any(region in flag.regions for flag in content.red_flags.values() if flag.statement):
            yield Problem("data/red_flags", f"no danger question stands on the screen of {region!r}")
    for region in set(content.regions) - set(REGIONS):
        yield Problem("data/regions.yml", f"{region!r} is not one of the canonical regions")
    for region, entry in content.routines.items():
        if entry.routines and region in content.regions and not content.regions[region].massage:
            yield Problem(
                f"data/routines/{region}.yml", "has routines, but regions.yml says it is never massaged"
            )


def _conditions(content: Content) -> Iterator[Problem]:
    known = content.contraindications
    routines = (
        (f"{region}.yml: {routine.id}", routine.not_for)
        for region, entry in content.routines.items()
        for routine in entry.routines
    )
    what = "not_for names the unknown condition"
    yield from _unknown("data/routines", routines, known, what)
    practices = ((f"{practice.id}.yml", practice.not_for) for practice in content.relaxation.values())
    yield from _unknown("data/relaxation", practices, known, what)
    habits = ((name, habit.not_for) for name, habit in content.habits.items())
    yield from _unknown("data/habits.yml", habits, known, what)
    forbidden = ((name, entry.forbids.relaxation) for name, entry in known.items())
    yield from _unknown(
        "data/contraindications.yml", forbidden, content.relaxation, "forbids the unknown practice"
    )


def _unknown(place: str, naming: Iterable[tuple[str, list[str]]], known: Any, what: str) -> Iterator[Problem]:
    for name, ids in naming:
        for id_ in ids:
            if id_ not in known:
                yield Problem(f"{place}: {name}", f"{what} {id_!r}")
