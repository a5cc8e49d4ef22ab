"""Finds or trains the Rasa model that belongs to the present data."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from bot.content.loader import load
from bot.errors import MendableError
from bot.settings import ROOT, Settings

TRAINED_ON = ("nlu", "rules", "stories")
PROGRESS_S = 15


def model_path(settings: Settings) -> Path:
    """Where the model for the present data is kept; its name holds a hash of all it is trained on.

    Responses are not: the worker takes them from `data/`, so that a changed word needs no training.
    """
    digest = hashlib.sha256()
    files = [ROOT / "domain.yml", ROOT / "config.yml", ROOT / "requirements.lock"]
    files += [path for folder in TRAINED_ON for path in (settings.data / folder).glob("*.yml")]
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return settings.models / f"unknot-{digest.hexdigest()[:12]}.tar.gz"


def ensure_model(settings: Settings, force: bool = False) -> Path:
    """The model for the present data, trained now if there is none.

    Raises `ContentError` if the data does not compile and `MendableError` if training fails.
    """
    path = model_path(settings)
    if path.exists() and not force:
        return path
    load(settings.data)
    _train(settings, path)
    return path


def _train(settings: Settings, path: Path) -> None:
    folders = [str(settings.data / folder) for folder in (*TRAINED_ON, "responses")]
    arguments = ["train", "--domain", "domain.yml", "--config", "config.yml", "--data", *folders, "--force"]
    arguments += ["--skip-validation"]  # `bot check` is stricter, and Rasa's takes longer than the training
    run_rasa(settings, arguments, path, "Training a model for this data, one to three minutes")


def run_rasa(settings: Settings, arguments: list[str], path: Path, doing: str) -> None:
    """Rasa's command with `arguments`, telling how long it has run. It must leave a model at `path`.

    Raises `MendableError`, with the end of what Rasa said, if it does not.
    """
    log = settings.var / "train.log"
    out = ["--out", str(path.parent), "--fixed-model-name", path.name.removesuffix(".tar.gz")]
    for folder in (log.parent, path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    _tell(f"{doing}. Details go to {log}")
    started = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "rasa", *arguments, *out],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(),
        )
        while process.poll() is None:
            try:
                process.wait(PROGRESS_S)
            except subprocess.TimeoutExpired:
                _tell(f"  training, {time.monotonic() - started:.0f} s")
    if process.returncode != 0 or not path.exists():
        raise MendableError(f"Training failed. The end of {log} says why:\n{_tail(log)}")
    _tell(f"  trained in {time.monotonic() - started:.0f} s")


def _tell(progress: str) -> None:
    """On the error output: commands that train first may print something else of their own."""
    print(progress, file=sys.stderr, flush=True)


def _environment() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
