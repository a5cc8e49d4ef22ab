"""The plan, and being led through it one step at a time."""

from __future__ import annotations

from typing import Any

from bot.content.loader import Content
from bot.content.words import say
from bot.dialogue import safety
from bot.dialogue.dose import dose
from bot.dialogue.plan_card import plan_card
from bot.dialogue.reply import Reply
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn
from bot.guidance.plan import Plan, Screenful, choose, steps
from bot.pictures.address import reference

Outcome = tuple[State, list[Reply]]


def plan_of(content: Content, state: State) -> Plan:
    """The plan that follows from the answers; the same answers give the same plan."""
    gentle = frozenset(name for name, flag in content.red_flags.items() if flag.gentle_massage)
    return choose(content, state.needs(gentle))


def is_settled(content: Content, state: State) -> bool:
    """Whether the plan may leave the talk: agreed to, its places screened, no high tier standing."""
    open_ = state.pending or safety.due_statements(content, state)
    return state.confirmed and not state.closed and not open_


def offer(guide: Guide, state: State) -> Outcome:
    """Shows the plan with its reasons, and what was left out and why."""
    plan = plan_of(guide.content, state)
    state = state.but(open_question="preference", step=None, confirmed=True)
    printed = {"formats": ["page"]} if is_settled(guide.content, state) else {}
    response = "utter_plan" if plan.routines else "utter_plan_calm" if plan.relaxation else "utter_plan_none"
    return state, [
        Reply(
            response,
            {"minutes": str(plan.minutes)},
            card={**plan_card(guide.content, plan), **printed},
            expects="preference",
        )
    ]


def start(guide: Guide, state: State, turn: Turn) -> Outcome:
    """ "I'd like the routine": starts it, or goes on asking when the plan is not ready."""
    del turn
    if not steps(guide.content, plan_of(guide.content, state)):
        return offer(guide, state)
    before = state.intensity if state.regions else state.stress
    return _at(guide, state.but(before=before, after=None, outcome=None, done=()), 0)


def forward(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The next step; before the first one, the first. A step that is skipped is let go with a word."""
    if state.step is None:
        return start(guide, state, turn)
    state, replies = _at(guide, state, state.step + 1)
    return state, [Reply("utter_skipped"), *replies] if turn.intent == "skip_step" else replies


def back(guide: Guide, state: State) -> Outcome:
    """The step before, or the same one at the start."""
    return _at(guide, state, max(0, (state.step or 0) - 1))


def _at(guide: Guide, state: State, index: int) -> Outcome:
    plan = plan_of(guide.content, state)
    shown_steps = steps(guide.content, plan)
    if index >= len(shown_steps):
        done = tuple(name for _, name in plan.routines) or tuple(filter(None, [plan.relaxation]))
        state = state.but(step=None, open_question="feedback", done=done)
        return state, [Reply("utter_finished"), ask_feedback(state)]
    tried = dict.fromkeys((*state.tried, shown_steps[index].title))
    state = state.but(step=index, open_question="step", tried=tuple(tried))
    return state, [shown(guide, state)]


def ask_feedback(state: State) -> Reply:
    """ "How is it now, from 0 to 10?": the pain, or the stress where nothing hurts."""
    return Reply("utter_ask_feedback" if state.regions else "utter_ask_feedback_calm", expects="feedback")


def shown(guide: Guide, state: State) -> Reply:
    """The open step as a card, its words as text too, so that it reads without the card."""
    every = steps(guide.content, plan_of(guide.content, state))
    index = min(state.step or 0, len(every) - 1)
    part = every[index]
    card = step_card(guide.content, part, index + 1, len(every), pressure_of(part, state))
    values = {
        "number": str(index + 1),
        "of": str(len(every)),
        "title": part.step.title,
        "do": part.step.do,
        "dose": dose(guide.content, part.step),
    }
    return Reply("utter_step" if part.region else "utter_step_calm", values, card=card, expects="step")


def pressure_of(part: Screenful, state: State) -> int:
    """The pressure of a step, 0 to 5, lighter for who said it was too hard."""
    return max(min(part.step.pressure, 1), part.step.pressure - state.gentler)


def step_card(content: Content, part: Screenful, number: int, of: int, pressure: int) -> dict[str, Any]:
    """One screen of the player. Time in seconds, pressure from 0 to 5 on the 0 to 10 scale."""
    step = part.step
    return {
        "kind": "step",
        "number": number,
        "of": of,
        "part": part.title,
        "title": step.title,
        "do": step.do,
        "where": step.where,
        "seconds": step.seconds,
        "strokes": step.strokes,
        "pressure": pressure,
        "pressure_words": say(content, f"utter_pressure_{pressure}") if part.region else None,
        "each_side": step.each_side,
        "feel": step.feel,
        "picture": reference(content, part.owner, part.number, step),
    }


def repeat(guide: Guide, state: State, turn: Turn) -> Outcome:
    """The same step again."""
    del turn
    return _at(guide, state, state.step or 0)


def pause(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Waits; the step stays open."""
    del turn
    return state, [Reply("utter_paused", expects="step"), shown(guide, state)]


def too_hard(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Lighter from now on."""
    del turn
    state = state.but(gentler=state.gentler + 1)
    return state, [Reply("utter_lighter"), shown(guide, state)]


def too_soft(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Back to the plan's pressure, never beyond it."""
    del turn
    response = "utter_firmer" if state.gentler else "utter_firm_enough"
    state = state.but(gentler=max(0, state.gentler - 1))
    return state, [Reply(response), shown(guide, state)]


def harmed(state: State, routines: tuple[str, ...]) -> State:
    """It made something worse: kept for staff, and none of `routines` is offered again."""
    return state.but(harm="worse", results={**state.results, **dict.fromkeys(routines, "harm")})


def _under_way(content: Content, state: State) -> tuple[str, ...]:
    """The massage routine of the open step, none in a relaxation practice."""
    part = steps(content, plan_of(content, state))[state.step or 0]
    return (part.owner,) if part.region else ()


def it_hurts(guide: Guide, state: State, turn: Turn) -> Outcome:
    """Stops at once, puts the danger screen of the place again, and leaves massage out from then on."""
    del turn
    state = harmed(state, _under_way(guide.content, state))
    state = state.but(step=None, skipped_massage=True, outcome="hurt")
    state = state.but(screened=(), denied=(), open_question="danger")
    if not safety.due_statements(guide.content, state):
        state, shown_plan = offer(guide, state)
        return state, [Reply("utter_it_hurts"), *shown_plan]
    return state, [Reply("utter_it_hurts"), safety.screen(guide, state)]
