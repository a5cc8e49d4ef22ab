"""Every setting of the project, each from one environment variable; nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message says which and what would do."""


@dataclass(frozen=True)
class Settings:
    """Where things are and on what address they answer.

    `host` and `port`: the public address. `database_url`: an SQLAlchemy URL. `var`: the folder for
    the database, sockets and logs. `models`: where trained models are kept. `data`: the content.
    `workers`: how many worker processes. `turn_timeout`: seconds a reply may take before the
    gateway answers by itself.
    """

    host: str
    port: int
    public_url: str
    database_url: str
    var: Path
    models: Path
    data: Path
    workers: int
    turn_timeout: float

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of `UNKNOT_…` variables, with a default for each; `SettingsError` for bad ones."""
        given = os.environ if environment is None else environment
        var = Path(given.get("UNKNOT_VAR", ROOT / "var"))
        host = given.get("UNKNOT_HOST", "127.0.0.1")
        port = _whole(given, "UNKNOT_PORT", 8080, 1, 65535)
        return cls(
            host=host,
            port=port,
            public_url=given.get("UNKNOT_PUBLIC_URL", f"http://{host}:{port}"),
            database_url=given.get("UNKNOT_DATABASE_URL", f"sqlite:///{var / 'unknot.sqlite'}"),
            var=var,
            models=Path(given.get("UNKNOT_MODELS", ROOT / "models")),
            data=Path(given.get("UNKNOT_DATA", ROOT / "data")).resolve(),
            workers=_whole(given, "UNKNOT_WORKERS", 1, 1, 64),
            turn_timeout=float(_whole(given, "UNKNOT_TURN_TIMEOUT", 8, 1, 30)),
        )

    @property
    def worker_sockets(self) -> tuple[Path, ...]:
        """One unix socket a worker."""
        return tuple(self.var / f"worker-{index}.sock" for index in range(self.workers))


def _whole(given: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = given.get(name, str(default))
    if not text.isdecimal() or not low <= int(text) <= high:
        raise SettingsError(f"{name} is {text!r}, but must be a whole number from {low} to {high}")
    return int(text)
