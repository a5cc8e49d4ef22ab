"""The gateway's side of a worker's socket."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

Json = dict[str, Any]


def client_of(socket: Path) -> httpx.Client:
    return httpx.Client(transport=httpx.HTTPTransport(uds=str(socket)), base_url="http://worker", timeout=60)


@dataclass
class Line:
    """One conversation with a worker."""

    client: httpx.Client
    conversation: str = field(default_factory=lambda: str(uuid.uuid4()))

    def post(
        self,
        text: str | None,
        *payloads: str,
        message: str = "",
        standing: Json | None = None,
        memory: Json | None = None,
    ) -> Any:
        body = {
            "conversation": self.conversation,
            "message": message or str(uuid.uuid4()),
            "text": text,
            "payloads": list(payloads) or None,
            "site": "demo",
            "standing": standing or {"tier": None, "rules": []},
            "memory": memory or {},
        }
        return self.client.post("/turn", json=body)

    def turn(self, text: str | None, *payloads: str, **more: Any) -> Json:
        response = self.post(text, *payloads, **more)
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        return answer


def asked(answer: Json) -> str | None:
    """What the open question is about."""
    expects: str | None = answer["replies"][-1]["expects"]
    return expects


def cards(answer: Json) -> list[str]:
    return [reply["card"]["kind"] for reply in answer["replies"] if reply["card"]]
