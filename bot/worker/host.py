"""One turn of one conversation through Rasa's Agent, kept as a whole or not at all."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine

from bot.dialogue.returning import visit_of
from bot.dialogue.state import State
from bot.dialogue.turn import Guide
from bot.store import trackers
from bot.worker.actions_in_process import ActionsInProcess, TurnError
from bot.worker.turn_store import TurnStore

NOTHING = "..."  # for a text with nothing in it, at which Rasa's classifier would fail


@dataclass(frozen=True)
class Request:
    """A turn as the gateway sends it: `text` that was typed, or the `payloads` of pressed buttons.

    `standing` holds the tier and rules that stand, `memory` the earlier visits; both win over the slots.
    """

    conversation: str
    message: str
    text: str | None
    payloads: tuple[str, ...]
    site: str
    standing: dict[str, Any]
    memory: dict[str, Any] = field(default_factory=dict)

    @property
    def as_rasa_reads_it(self) -> str:
        """Typed text without a leading slash, so that it is never a command; or one merged payload."""
        if self.text is not None:
            return self.text.lstrip("/ \t\r\n") or NOTHING
        return merged(self.payloads)


def merged(payloads: tuple[str, ...]) -> str:
    """Several `/inform{"option": …}` payloads as one; a payload of another intent stands alone."""
    others = [payload for payload in payloads if not payload.startswith("/inform{")]
    if others or len(payloads) == 1:
        return (others or list(payloads))[0]
    options = [json.loads(payload.removeprefix("/inform"))["option"] for payload in payloads]
    return "/inform" + json.dumps({"option": options})


class _StrictAgent(Agent):  # type: ignore[misc]
    """Rasa's Agent without the fail-safe store, which would restart a conversation in silence."""

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Any) -> TrackerStore | None:
        return store


class Host:
    """A loaded model, ready to answer."""

    def __init__(self, model: Path, engine: Engine, guide: Guide) -> None:
        self.model = model.name
        self.guide = guide
        self._engine = engine
        self._actions = ActionsInProcess()
        self._store = TurnStore(engine)
        self._agent = _StrictAgent(tracker_store=self._store, action_endpoint=self._actions)
        self._agent.load_model(model)
        self._agent.nlg.responses = guide.content.responses
        self._one_at_a_time = asyncio.Lock()

    async def turn(self, request: Request) -> dict[str, Any]:
        """The response to a message; the same message again gets the same response.

        Raises `TurnError` when an action raised or nothing was said; then nothing is kept.
        """
        async with self._one_at_a_time:
            earlier = trackers.response_of(self._engine, request.conversation, request.message)
            if earlier is not None:
                return earlier
            try:
                return await self._new_turn(request)
            finally:
                self._store.end(request.conversation)

    async def parse(self, text: str) -> dict[str, Any]:
        """What Rasa's pipeline reads in a text: intent, confidence, entities."""
        parsed: dict[str, Any] = await self._agent.parse_message(text.lstrip("/") or NOTHING)
        return parsed

    async def _new_turn(self, request: Request) -> dict[str, Any]:
        self._store.begin(request.conversation, {**request.standing, "memory": request.memory or None})
        self._actions.failure = None
        await self._agent.handle_message(
            UserMessage(
                request.as_rasa_reads_it,
                CollectingOutputChannel(),
                request.conversation,
                input_channel="unknot",
                metadata={"site": request.site},
            )
        )
        if self._actions.failure is not None:
            raise TurnError from self._actions.failure
        replies = self._replies(self._store.tracker(request.conversation))
        if not replies:
            raise TurnError("no action uttered anything")
        slots = self._store.slots(request.conversation)
        response = {
            "replies": replies,
            "tier": slots.get("tier"),
            "rules": slots.get("rules") or [],
            "overrides": slots.get("overridden") or [],
            "visit": visit_of(self.guide.content, State.from_slots(slots)),
        }
        slots.pop("memory", None)  # it comes with each turn and is kept in one place
        tail = self._store.tail(request.conversation)
        return trackers.save(self._engine, request.conversation, request.message, slots, tail, response)

    def _replies(self, tracker: DialogueStateTracker) -> list[dict[str, Any]]:
        said: list[BotUttered] = []
        for event in reversed(list(tracker.events)):
            if isinstance(event, UserUttered):
                break
            if isinstance(event, BotUttered):
                said.append(event)
        return [reply_of(event) for event in reversed(said)]


def reply_of(event: BotUttered) -> dict[str, Any]:
    """A reply in the shape the gateway passes on; run-time choices come before the written ones."""
    custom = event.data.get("custom") or {}
    buttons = event.data.get("buttons") or []
    own = custom.get("own_choices", 0)
    ordered = buttons[len(buttons) - own :] + buttons[: len(buttons) - own]
    return {
        "text": (event.text or "").strip(),
        "choices": [{"title": button["title"], "payload": button["payload"]} for button in ordered],
        "multiple": bool(custom.get("multiple")),
        "expects": custom.get("expects"),
        "card": custom.get("card"),
    }
