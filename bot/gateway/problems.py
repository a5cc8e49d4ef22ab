"""Errors as `application/problem+json` (RFC 9457). Their sentences stand in data/responses/problems.yml."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.content.loader import Content
from bot.dialogue.safety_card import with_numbers

log = logging.getLogger(__name__)

_BY_STATUS = {404: "not_found", 405: "wrong_method"}


class Problem(Exception):  # noqa: N818 - the word of the RFC
    """A request that is refused: the HTTP status and which `utter_problem_<name>` says why."""

    def __init__(
        self, status: int, name: str, *, country: str = "any", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(name)
        self.status = status
        self.name = name
        self.country = country
        self.headers = dict(headers or {})


class ProblemResponse(JSONResponse):
    """JSON under the media type of the RFC."""

    media_type = "application/problem+json"


Handler = Callable[[Request, Exception], Awaitable[Response]]


def render(content: Content, problem: Problem) -> Response:
    """The response a problem becomes."""
    name = "utter_unavailable" if problem.name == "unavailable" else f"utter_problem_{problem.name}"
    detail = with_numbers(content.responses[name][0]["text"], content, problem.country)
    body = {
        "type": f"urn:unknot:problem:{problem.name.replace('_', '-')}",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": detail,
    }
    return ProblemResponse(body, status_code=problem.status, headers=problem.headers)


def handlers(content: Content) -> Mapping[type[Exception], Handler]:
    """What Starlette does with a Problem and with its own refusals."""

    async def refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return render(content, error)

    async def http_refused(_request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        name = _BY_STATUS.get(error.status_code, "malformed")
        return render(content, Problem(error.status_code, name, headers=error.headers))

    return {Problem: refused, HTTPException: http_refused}


class LastResort:
    """Answers 500 for an error nobody foresaw. Logs its kind and place, never its message: that may quote."""

    def __init__(self, app: ASGIApp, content: Content) -> None:
        self._app = app
        self._content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note_start)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
            if scope["type"] == "http" and not started:
                await render(self._content, Problem(500, "broken"))(scope, receive, send)
