"""A plan in words: what is in it and how long, why, what was left out, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.content.loader import Content
from bot.content.schema import HydrationTip, Routine
from bot.content.words import listed, say
from bot.guidance.plan import Plan, find_routine, parts
from bot.guidance.reasons import Reason
from bot.guidance.versions import Version, minutes


def plan_card(content: Content, plan: Plan) -> dict[str, Any]:
    """The plan as a card: sections with lines, reasons, what was left out."""
    tip = hydration(content, plan)
    sections = [_part(content, region, version) for region, version in parts(content, plan)]
    sections.append(_section(content, "utter_plan_drink", [tip.text, tip.why]))
    if plan.habit:
        habit = content.habits[plan.habit]
        title = say(content, "utter_plan_habit", {"title": habit.title})
        sections.append({"title": title, "lines": [habit.do, habit.why]})
    if plan.routines:
        sections.append(_section(content, "utter_plan_stop", _stop_rules(content, plan)))
    sections.append(_section(content, "utter_safety_net_title", safety_net(content, plan)))
    return {
        "kind": "plan",
        "title": say(content, "utter_plan_title"),
        "minutes": plan.minutes,
        "sections": sections,
        "reasons": in_words(content, plan.reasons, "utter_reason_place"),
        "left_out": in_words(content, plan.left_out, "utter_left_out_place"),
    }


def _section(content: Content, title: str, lines: list[str]) -> dict[str, Any]:
    return {"title": say(content, title), "lines": [line.strip() for line in lines]}


def _part(content: Content, region: str | None, version: Version) -> dict[str, Any]:
    lines = [say(content, "utter_plan_minutes", {"minutes": str(minutes(version.seconds))})]
    title = version.of.title
    if version.short:
        lines.append(say(content, "utter_plan_short"))
    if region and isinstance(version.of, Routine):
        title = say(content, "utter_plan_section", {"region": content.regions[region].label, "title": title})
        lines.append(version.of.how_often)
    return {"title": title, "lines": [*lines, evidence(content, version)]}


def evidence(content: Content, version: Version) -> str:
    """How sure it is, in one sentence."""
    grade = version.of.evidence
    massage = isinstance(version.of, Routine)
    return say(content, f"utter_evidence_{grade}" if massage else f"utter_evidence_calm_{grade}")


def safety_net(content: Content, plan: Plan) -> list[str]:
    """What to watch for, and by when to have it looked at."""
    signs = [str(content.red_flags[sign].statement) for sign in plan.safety_net.signs]
    return [*signs, say(content, plan.safety_net.by)]


def plan_sources(content: Content, plan: Plan) -> list[str]:
    """The ids of the sources behind everything in the plan, each once."""
    named = [
        source for region, name in plan.routines for source in find_routine(content, region, name).sources
    ]
    if plan.relaxation:
        named += content.relaxation[plan.relaxation].sources
    named += hydration(content, plan).sources
    if plan.habit:
        named += content.habits[plan.habit].sources
    return list(dict.fromkeys(named))


def hydration(content: Content, plan: Plan) -> HydrationTip:
    """The tip about drinking that the plan chose."""
    tips = [*content.hydration.tips, content.hydration.limited]
    return next(tip for tip in tips if tip.id == plan.hydration)


def _stop_rules(content: Content, plan: Plan) -> list[str]:
    """The rules that always hold, then those of the routines."""
    routines = [find_routine(content, region, name) for region, name in plan.routines]
    always = say(content, "utter_stop_rules").split("\n")
    return list(dict.fromkeys([*always, *(rule for routine in routines for rule in routine.stop_if)]))


def in_words(content: Content, reasons: Iterable[Reason], place: str) -> list[str]:
    """Reasons as sentences, each once; `place` is the response that ties one to its region."""
    return list(dict.fromkeys(text for reason in reasons if (text := sentence(content, reason, place))))


def sentence(content: Content, reason: Reason, place: str = "") -> str:
    """One reason as a sentence; without a `place` its region is not named."""
    if reason.condition:
        entry = content.contraindications.get(reason.condition)
        return " ".join(filter(None, [entry.reason, entry.instead])) if entry else ""
    if not reason.response:
        instead = content.routines[reason.region].instead if reason.region else None
        return " ".join(filter(None, [reason.text, instead]))
    kinds = [content.lexicon["pain_types"][kind].label.lower() for kind in reason.what]
    text = say(content, reason.response, {"what": listed(kinds, say(content, "utter_and"))})
    if not (reason.region and place):
        return text
    return say(content, place, {"region": content.regions[reason.region].label, "reason": text})
