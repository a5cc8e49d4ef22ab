"""`GET /healthz`: the process lives. `GET /readyz`: people get answers."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.gateway.context import Gateway, stored
from bot.gateway.problems import Problem
from bot.gateway.turns import GREETING
from bot.gateway.worker_client import WorkerFailedError
from bot.store.engine import reading


class Rehearsal:
    """Remembers which model of each worker took a scripted turn: one turn a model, not one a probe."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._passed: dict[int, object] = {}

    async def pass_(self, index: int) -> dict[str, object]:
        """What worker `index` says of itself, once its model took a scripted turn; WorkerFailedError else."""
        workers = self._gateway.workers
        try:
            health = await workers.health(index)
            model = (health.get("model"), health.get("content"))
            if self._passed.get(index) != model:
                await workers.rehearse(index, self._script())
            self._passed[index] = model
        except WorkerFailedError:
            self._passed.pop(index, None)
            raise
        return {"worker": index, "model": model[0], "content": model[1]}

    def _script(self) -> dict[str, object]:
        return {
            "conversation": str(uuid.uuid4()),
            "message": "rehearsal",
            "text": None,
            "payloads": [GREETING],
            "site": next(iter(self._gateway.content.sites)),
            "standing": {"tier": None, "rules": []},
        }


def routes(gateway: Gateway) -> list[Route]:
    """The routes of this topic."""
    rehearsal = Rehearsal(gateway)

    async def alive(_request: Request) -> Response:
        return JSONResponse({"status": "alive"})

    async def ready(_request: Request) -> Response:
        try:
            await stored(_touch_store, gateway.engine)
            workers = [await rehearsal.pass_(index) for index in range(len(gateway.workers))]
        except (WorkerFailedError, sa.exc.SQLAlchemyError):
            raise Problem(503, "not_ready", headers={"Retry-After": "5"}) from None
        return JSONResponse({"status": "ready", "content": gateway.content.hash, "workers": workers})

    return [Route("/healthz", alive), Route("/readyz", ready)]


def _touch_store(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT 1")
