"""One small thing to do today beside massage, or none."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Habit
from bot.guidance.needs import STRESSED, Needs

# Our judgement: what the person wants, then where they are and what they do, then where it hurts and how.
_WISH, _DAY, _STRESS, _REGION, _TYPE = 4, 3, 2, 2, 1


def choose_habit(content: Content, needs: Needs) -> str | None:
    """The id of the habit that suits best and that nothing rules out, the first in the file among equals."""
    points = {
        name: _points(habit, needs)
        for name, habit in content.habits.items()
        if _suits(habit, needs) and not forbidden(content, needs, habit)
    }
    return max(points, key=lambda name: points[name], default=None)


def _suits(habit: Habit, needs: Needs) -> bool:
    """Nothing for the knee to a sore neck, nothing for the desk to who is not known to sit at one."""
    where = not habit.regions or bool(set(habit.regions) & set(needs.regions))
    day = not (habit.settings or habit.activities) or _of_the_day(habit, needs)
    return where and day and (not habit.after_injury or needs.onset == "after_injury")


def _of_the_day(habit: Habit, needs: Needs) -> bool:
    return needs.setting in habit.settings or needs.activity in habit.activities


def forbidden(content: Content, needs: Needs, habit: Habit) -> bool:
    """Whether a condition rules it out. Nothing that warms, cools or moves before a due check either."""
    if needs.no_massage and not needs.by_choice and habit.kind in {"heat", "cold", "moving"}:
        return True
    for name in needs.all_conditions:
        entry = content.contraindications.get(name)
        if name in habit.not_for:
            return True
        if entry and (
            (entry.forbids.heat and habit.kind == "heat")
            or (entry.forbids.cold and habit.kind == "cold")
            or (entry.forbids.everything and habit.kind == "moving")
        ):
            return True
    return False


def _points(habit: Habit, needs: Needs) -> int:
    return (
        _WISH * (needs.wish in habit.wishes)
        + _DAY * _of_the_day(habit, needs)
        + _STRESS * (habit.stressed and (needs.stress or 0) >= STRESSED)
        + _REGION * bool(set(habit.regions) & set(needs.regions))
        + _TYPE * len(set(habit.types) & set(needs.types))
    )
