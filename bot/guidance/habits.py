"""One small thing to do today beside massage, or none, and why this one."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Habit
from bot.guidance.needs import STRESSED, Needs
from bot.guidance.reasons import Reason, Rival

# Our judgement: what the person wants, then where they are and what they do, then where it hurts and how.
POINTS = {"wish": 4, "day": 3, "stress": 2, "region": 2, "types": 1}


def choose_habit(content: Content, needs: Needs) -> tuple[str | None, list[Reason], list[Rival]]:
    """The habit that suits best, the first in the file among equals; what spoke for it; and those that
    would have come before it, had nothing ruled them out.
    """
    suiting = [(name, _spoke(habit, needs)) for name, habit in content.habits.items() if _suits(habit, needs)]
    suiting.sort(key=lambda entry: -sum(POINTS[kind] for kind in entry[1]))
    ruled_out: list[Rival] = []
    for name, spoke in suiting:
        reason = forbidding_habit(content, needs, content.habits[name])
        if reason is None:
            return name, [Reason(f"utter_reason_habit_{kind}") for kind in spoke], ruled_out
        ruled_out.append(Rival("", name, reason))
    return None, [], ruled_out


def _suits(habit: Habit, needs: Needs) -> bool:
    """Nothing for the knee to a sore neck, nothing for the desk to who is not known to sit at one."""
    where = not habit.regions or bool(set(habit.regions) & set(needs.regions))
    day = not (habit.settings or habit.activities) or _of_the_day(habit, needs)
    return where and day and (not habit.after_injury or needs.onset == "after_injury")


def _of_the_day(habit: Habit, needs: Needs) -> bool:
    return needs.setting in habit.settings or needs.activity in habit.activities


def _spoke(habit: Habit, needs: Needs) -> list[str]:
    """What speaks for it, the weightiest first."""
    speaks = {
        "wish": needs.wish in habit.wishes,
        "day": _of_the_day(habit, needs),
        "stress": habit.stressed and (needs.stress or 0) >= STRESSED,
        "region": bool(set(habit.regions) & set(needs.regions)),
        "types": bool(set(habit.types) & set(needs.types)),
    }
    return [kind for kind in POINTS if speaks[kind]]


def forbidding_habit(content: Content, needs: Needs, habit: Habit) -> Reason | None:
    """Why it must not be, or None. Nothing that warms, cools or moves comes before a due check either."""
    if needs.no_massage and not needs.by_choice and habit.kind in {"heat", "cold", "moving"}:
        return Reason("utter_left_out_check_first")
    for name in needs.all_conditions:
        entry = content.contraindications.get(name)
        forbids = entry.forbids if entry else None
        if name in habit.not_for or (
            forbids
            and (
                (forbids.heat and habit.kind == "heat")
                or (forbids.cold and habit.kind == "cold")
                or (forbids.everything and habit.kind == "moving")
            )
        ):
            return Reason(condition=name)
    return None
