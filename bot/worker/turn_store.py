"""Rasa's tracker store, holding one turn at a time: loaded before it, kept or dropped as a whole after it.

A conversation is kept as its slots and the events of its last turns, so a turn costs the same
however long people talk; what was said is in the messages table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from bot.store import trackers

KEPT_TURNS = 4


class TurnStore(TrackerStore):  # type: ignore[misc]
    """`begin` a turn, let Rasa work on it, then read `slots` and `events` to keep them."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(Domain.empty(), None)
        self._engine = engine
        self._open: dict[str, DialogueStateTracker] = {}

    def begin(self, conversation: str, standing: dict[str, Any]) -> None:
        """Loads the conversation; `standing` slots (a tier found while no worker answered) win."""
        saved = trackers.load(self._engine, conversation)
        slots, tail = saved or ({}, [])
        slots = {**slots, **{name: value for name, value in standing.items() if value is not None}}
        self._open.pop(conversation, None)
        if saved or standing:
            events = [*_opening(slots), *deserialise_events(tail)]
            self._open[conversation] = DialogueStateTracker.from_events(
                conversation, events, slots=self.domain.slots, domain=self.domain
            )

    def end(self, conversation: str) -> None:
        """Drops the turn from memory, kept or not."""
        self._open.pop(conversation, None)

    def tracker(self, conversation: str) -> DialogueStateTracker:
        """The tracker of the open turn."""
        return self._open[conversation]

    def slots(self, conversation: str) -> dict[str, Any]:
        """What is known now, by slot."""
        return dict(self._open[conversation].current_slot_values())

    def tail(self, conversation: str) -> list[dict[str, Any]]:
        """The events of the last turns, from the message that began them."""
        events = list(self._open[conversation].events)
        turns = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
        first = turns[-KEPT_TURNS] if len(turns) >= KEPT_TURNS else (turns[0] if turns else len(events))
        return [event.as_dict() for event in events[first:]]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Rasa's call: kept in memory until the whole turn is kept."""
        self._open[tracker.sender_id] = tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Rasa's call: the tracker of the open turn."""
        return self._open.get(sender_id)

    async def keys(self) -> Iterable[str]:
        """Rasa's call: the conversations with an open turn."""
        return list(self._open)


def _opening(slots: dict[str, Any]) -> list[Event]:
    known = [SlotSet(name, value) for name, value in slots.items() if value is not None]
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *known,
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
