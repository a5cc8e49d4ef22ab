"""A person who talks with the running product over HTTP, in the words of the tests."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.content.loader import Content

MOST_STEPS = 60
_OPTION = re.compile(r'"option":\s*"([^"]+)"')


def titles_of(content: Content) -> dict[str, set[str]]:
    """The words on the buttons by what they stand for: `danger:none`, `region:neck`, `/next_step`."""
    titles: dict[str, set[str]] = defaultdict(set)
    for variants in content.responses.values():
        for button in (button for variant in variants for button in variant.get("buttons", ())):
            option = _OPTION.search(button["payload"])
            titles[option[1] if option else button["payload"]].add(button["title"])
    labels = {
        "region": {name: entry.label.capitalize() for name, entry in content.regions.items()},
        "type": {name: entry.label for name, entry in content.lexicon["pain_types"].items()},
        "condition": {name: entry.label for name, entry in content.contraindications.items()},
        "danger": {name: str(flag.statement) for name, flag in content.red_flags.items()},
    }
    for kind, of_kind in labels.items():
        for name, label in of_kind.items():
            titles[f"{kind}:{name}"].add(label)
    return titles


def patiently(send: Callable[[], httpx.Response]) -> httpx.Response:
    """Sends, again after the time asked for where the pace was too fast."""
    while (response := send()).status_code == 429:
        time.sleep(float(response.headers["retry-after"]))
    return response


@dataclass
class Talk:
    """One conversation. `replies` are the last ones; choices of earlier ones stay in reach, as on a page."""

    client: httpx.Client
    titles: dict[str, set[str]]
    token: str = ""
    replies: list[dict[str, Any]] = field(default_factory=list)
    tier: str | None = None
    rules: list[str] = field(default_factory=list)
    turns: int = 0
    seen: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, client: httpx.Client, titles: dict[str, set[str]]) -> Talk:
        """Opens a session; the opening turn is in `replies`."""
        opened = patiently(lambda: client.post("/api/v1/sessions", json={"site": "demo", "locale": "en"}))
        assert opened.status_code == 201, opened.text
        talk = cls(client, titles, opened.json()["token"])
        talk.replies = talk.history()
        return talk

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def expects(self) -> str | None:
        return self.replies[-1]["expects"]

    @property
    def cards(self) -> list[str]:
        return [reply["card"]["kind"] for reply in self.replies if reply["card"]]

    @property
    def words(self) -> str:
        return "\n".join(reply["text"] for reply in self.replies)

    def card(self, kind: str) -> dict[str, Any]:
        return next(
            reply["card"] for reply in self.replies if reply["card"] and reply["card"]["kind"] == kind
        )

    def history(self) -> list[dict[str, Any]]:
        response = self.client.get("/api/v1/messages?after=0", headers=self.headers)
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def send(self, body: dict[str, Any]) -> httpx.Response:
        """Sends once, or again after the time asked for where the pace was too fast."""
        escaped = json.dumps(body)  # so that half a character can be sent
        return patiently(lambda: self.client.post("/api/v1/messages", content=escaped, headers=self.headers))

    def say(self, text: str) -> Talk:
        return self._turn({"text": text})

    def pick(self, *options: str) -> Talk:
        """Presses the buttons that stand for these options."""
        offered = {choice["title"]: choice["id"] for reply in self.replies for choice in reply["choices"]}
        ids = [offered[title] for option in options for title in self.titles[option] if title in offered]
        assert len(ids) == len(options), f"{options} are not all among {list(offered)}"
        return self._turn({"choices": ids})

    def press(self, id_: str) -> Talk:
        """Presses one button by its id."""
        return self._turn({"choices": [id_]})

    def offered(self, start: str) -> set[str]:
        """What the open buttons stand for, of one kind."""
        open_ = {choice["title"] for reply in self.replies for choice in reply["choices"]}
        return {
            option for option, titles in self.titles.items() if option.startswith(start) and titles & open_
        }

    def is_asked(self, about: str) -> Talk:
        assert self.expects == about, f"asked about {self.expects}: {self.words}"
        return self

    def is_shown(self, *kinds: str) -> Talk:
        assert self.cards == list(kinds), f"shown {self.cards}: {self.words}"
        return self

    def is_safe(self) -> Talk:
        """Nothing but self-care so far: no rule fired."""
        assert (self.tier, self.rules) == (None, []), f"{self.tier} {self.rules}"
        return self

    def goes_through_all_steps(self) -> list[dict[str, Any]]:
        """From the plan to the question after the last step; the step cards on the way."""
        steps = []
        self.pick("/next_step")
        while self.expects == "step":
            assert len(steps) < MOST_STEPS
            steps.append(self.card("step"))
            self.pick("/next_step")
        self.is_asked("feedback")
        assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
        assert {step["of"] for step in steps} == {len(steps)}
        return steps

    def _turn(self, body: dict[str, Any]) -> Talk:
        response = self.send({"id": str(uuid.uuid4()), **body})
        assert response.status_code == 200, response.text
        answer = response.json()
        assert answer["replies"]
        self.replies, self.tier, self.rules = answer["replies"], answer["tier"], answer["rules"]
        self.turns += 1
        self.seen += self.cards
        return self
