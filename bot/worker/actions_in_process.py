"""Runs custom actions in this process instead of over HTTP, and lets no failure pass as success."""

from __future__ import annotations

from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor


class TurnError(Exception):
    """A turn failed. It must not be kept: what an action would have said or stored is unknown."""


class ActionsInProcess(EndpointConfig):  # type: ignore[misc]
    """What Rasa takes for an action server. It remembers the last failure, which Rasa itself swallows."""

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self.failure: Exception | None = None

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = None,
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Runs the action named in `json`, as the HTTP action server would."""
        try:
            return await self._executor.run(kwargs["json"])
        except Exception as error:
            self.failure = error
            raise
