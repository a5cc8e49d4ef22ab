"""What all our actions have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.guides import guide_for
from bot.dialogue.reply import Reply
from bot.dialogue.respond import respond
from bot.dialogue.state import State
from bot.dialogue.turn import Guide, Turn
from bot.settings import Settings

FALLBACK = "nlu_fallback"
MOST_READINGS = 2
LIKELY = 0.15  # below this a reading is noise; docs/decisions/0004


class DialogueAction(Action, ABC):  # type: ignore[misc]
    """One handler of bot/dialogue, chosen by a rule in data/rules."""

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Utters the replies and sets the slots that changed."""
        guide = guide_for(Settings.from_environment())
        before = State.from_slots(tracker.slots)
        after, replies = respond(guide, self.name(), before, turn_of(guide, tracker.latest_message))
        for reply in replies:
            utter(dispatcher, reply)
        old, new = before.to_slots(), after.to_slots()
        return [SlotSet(name, value) for name, value in new.items() if value != old[name]]


def turn_of(guide: Guide, message: dict[str, Any]) -> Turn:
    """The latest message as the dialogue sees it. Only button payloads may carry options."""
    text = message.get("text") or ""
    is_button = text.startswith("/")
    metadata = message.get("metadata") or {}
    site = guide.content.sites.get(str(metadata.get("site", "")))
    return Turn(
        intent=(message.get("intent") or {}).get("name") or "",
        text=None if is_button else text,
        options=tuple(_options(message)) if is_button else (),
        country=site.country if site else "any",
        site=site.id if site else "",
        readings=tuple(_readings(message)),
    )


def _readings(message: dict[str, Any]) -> list[str]:
    """What an unsure classifier wavered between."""
    if (message.get("intent") or {}).get("name") != FALLBACK:
        return []
    ranking = [item for item in message.get("intent_ranking", []) if item.get("name") != FALLBACK]
    return [item["name"] for item in ranking[:MOST_READINGS] if item["confidence"] >= LIKELY]


def _options(message: dict[str, Any]) -> list[str]:
    values = [
        entity.get("value") for entity in message.get("entities", []) if entity.get("entity") == "option"
    ]
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if isinstance(item, str)]


def utter(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Sends a reply by its response id; what is not text travels as `custom`."""
    extras = {"expects": reply.expects, "multiple": reply.multiple, "card": reply.card}
    dispatcher.utter_message(
        response=reply.response,
        buttons=[{"title": choice.title, "payload": choice.payload} for choice in reply.choices],
        json_message={**extras, "own_choices": len(reply.choices)},
        **reply.values,
    )
