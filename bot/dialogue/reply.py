"""What the bot says, before any channel renders it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.content.loader import Content
from bot.content.words import say


@dataclass(frozen=True)
class Choice:
    """A button: what it says, and the payload Rasa gets when it is pressed."""

    title: str
    payload: str

    @classmethod
    def option(cls, title: str, field_: str, value: str) -> Choice:
        """A button that answers `field:value`."""
        return cls(title, "/inform" + json.dumps({"option": f"{field_}:{value}"}))


@dataclass(frozen=True)
class Reply:
    """One message of the bot: a response id with its values, and what hangs on it.

    `choices` are those made at run time; the response's own buttons follow them.
    `expects` says what the open question is about, in the words of the HTTP interface.
    """

    response: str
    values: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    expects: str | None = None
    card: Mapping[str, Any] | None = None

    def text(self, content: Content) -> str:
        """The sentence a person reads."""
        return say(content, self.response, self.values)

    def all_choices(self, content: Content) -> list[Choice]:
        """The choices made at run time, then the buttons written with the response."""
        buttons = content.responses[self.response][0].get("buttons", [])
        return [*self.choices, *(Choice(button["title"], _plain(button["payload"])) for button in buttons)]


def _plain(payload: str) -> str:
    """Rasa wants the braces of a payload in a response doubled."""
    return payload.replace("{{", "{").replace("}}", "}")
