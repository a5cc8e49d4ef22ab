"""How long and how often, in words, for who does not see the timer."""

from __future__ import annotations

from bot.content.loader import Content
from bot.content.schema import Step
from bot.content.words import say

_NEAR_A_MINUTE = 45  # seconds; below that they are said as they are
_HALF_MINUTE = 30


def dose(content: Content, step: Step) -> str:
    """ "Go on for about a minute, 12 slow strokes. Then do the other side."; empty where it takes no time."""
    time = _time(content, step.seconds)
    if step.strokes:
        said = say(content, "utter_dose_strokes", {"time": time, "count": str(step.strokes)})
    else:
        said = say(content, "utter_dose", {"time": time})
    return f"{said} {say(content, 'utter_dose_other_side')}" if step.each_side else said


def _time(content: Content, seconds: int) -> str:
    if seconds < _NEAR_A_MINUTE:
        return say(content, "utter_dose_seconds", {"count": str(seconds)})
    halves = round(seconds / _HALF_MINUTE)
    minutes, half = divmod(halves, 2)
    if minutes == 1:
        return say(content, "utter_dose_minute_and_a_half" if half else "utter_dose_minute")
    return say(
        content, "utter_dose_minutes_and_a_half" if half else "utter_dose_minutes", {"count": str(minutes)}
    )
