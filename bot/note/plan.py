"""The plan as it stands on paper: each step with its dose in words, when to stop, why, and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.content.loader import Content
from bot.content.words import say
from bot.dialogue import routine
from bot.dialogue.plan_card import plan_card, plan_sources
from bot.dialogue.state import State
from bot.guidance.plan import Plan, Screenful, steps
from bot.note.build import standing

LONG_S = 120  # from here on a length in whole minutes reads better


@dataclass(frozen=True)
class Step:
    """One thing to do. `details` are names with what they stand for: where, how long, how hard."""

    title: str
    do: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Practice:
    """A routine or a relaxation; `lines` say how long it takes, how often, and how well it is tested."""

    title: str
    lines: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Lines:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PlanSheet:
    """All words of the page, in the order they are read; `before` come first, `after` last."""

    title: str
    about: str
    standing: str | None
    before: tuple[Lines, ...]
    practices: tuple[Practice, ...]
    after: tuple[Lines, ...]


def sheet(content: Content, state: State) -> PlanSheet | None:
    """The plan that follows from `state`, in the words of the chat's card; None where none may be shown."""
    if not routine.is_settled(content, state):
        return None
    plan = routine.plan_of(content, state)
    card = plan_card(content, plan)
    practices = tuple(_practices(content, state, plan, card["sections"]))
    stop = say(content, "utter_plan_stop")
    shown = {practice.title for practice in practices}
    rest = [Lines(one["title"], tuple(one["lines"])) for one in card["sections"] if one["title"] not in shown]
    lists = {"why": card["reasons"], "left_out": card["left_out"], "sources": _sources(content, plan)}
    named = {name: Lines(say(content, f"utter_page_{name}"), tuple(lines)) for name, lines in lists.items()}
    after = (*(part for part in rest if part.title != stop), named["left_out"], named["sources"])
    return PlanSheet(
        title=card["title"],
        about=say(content, "utter_page_about"),
        standing=standing(content, state),
        before=_filled(named["why"], *(part for part in rest if part.title == stop)),
        practices=practices,
        after=_filled(*after),
    )


def _filled(*parts: Lines) -> tuple[Lines, ...]:
    return tuple(part for part in parts if part.lines)


def _practices(
    content: Content, state: State, plan: Plan, sections: list[dict[str, list[str]]]
) -> Iterator[Practice]:
    """The parts of the plan, in order; the card has one section for each, in that order."""
    parts = groupby(steps(content, plan), key=lambda part: (part.title, part.region))
    for (_, screenfuls), section in zip(parts, sections, strict=False):
        done = [_step(content, state, part, number) for number, part in enumerate(screenfuls, start=1)]
        yield Practice(str(section["title"]), tuple(section["lines"]), tuple(done))


def _step(content: Content, state: State, part: Screenful, number: int) -> Step:
    title = say(content, "utter_page_step", {"number": number, "title": part.step.title})
    return Step(title, part.step.do, tuple(_details(content, state, part)))


def _details(content: Content, state: State, part: Screenful) -> Iterator[tuple[str, str]]:
    pressure = say(content, f"utter_pressure_{routine.pressure_of(part, state)}") if part.region else None
    values = {
        "where": part.step.where,
        "how_long": _dose(content, part),
        "sides": say(content, "utter_page_each_side") if part.step.each_side else None,
        "pressure": pressure,
        "feel": part.step.feel,
    }
    for name, words in values.items():
        if words:
            yield say(content, f"utter_page_{name}"), words


def _dose(content: Content, part: Screenful) -> str:
    seconds, strokes = part.step.seconds, part.step.strokes
    whole = seconds >= LONG_S and seconds % 60 == 0
    length = (
        say(content, "utter_page_minutes", {"count": seconds // 60})
        if whole
        else say(content, "utter_page_seconds", {"count": seconds})
    )
    return ", ".join(
        [length, say(content, "utter_page_strokes", {"count": strokes})] if strokes else [length]
    )


def _sources(content: Content, plan: Plan) -> Iterator[str]:
    for name in plan_sources(content, plan):
        source = content.sources[name]
        about = (source.organisation, str(source.year or ""), source.url or "")
        yield ". ".join([source.title, ", ".join(filter(None, about))])
