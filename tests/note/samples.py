"""A person with much to say, and any talk at all."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from bot.dialogue.state import State
from bot.note.note import Talk

BEGAN = datetime(2026, 11, 24, 9, 30, tzinfo=timezone.utc)
TALK = Talk(
    id="0b0e4a9e-5f0e-4c7e-9a2a-0f7f7c7d1234",
    began=BEGAN,
    ended=BEGAN + timedelta(minutes=20),
    answered={"intensity": BEGAN + timedelta(minutes=2), "feedback": BEGAN + timedelta(minutes=20)},
    complete=True,
)
KNEE = State(
    regions=("knee", "thigh"),
    sides={"knee": "left"},
    types=("aching",),
    intensity=6.0,
    before=6.0,
    after=3.0,
    duration_days=21.0,
    onset="gradual",
    trend="better",
    stress=7.0,
    conditions=("blood_thinners",),
    conditions_asked=True,
    confirmed=True,
    tier="see_professional",
    rules=("keeps_getting_worse",),
    doubtful=("foot_drop",),
    denied=("calf_clot",),
    overridden=("hot_swollen_joint",),
    screened=("knee", "thigh"),
    tried=("Gentle strokes",),
    outcome="better",
)

_times = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.timezones())
_topics = st.sampled_from(["intensity", "stress", "feedback"])
talks = st.builds(
    Talk,
    id=st.uuids().map(str),
    began=_times,
    ended=_times,
    answered=st.dictionaries(_topics, _times),
    complete=st.booleans(),
)
