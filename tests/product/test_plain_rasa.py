"""Rasa's own commands on the same files, for those who know them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.settings import Settings
from tests.product.running import ROOT, free_port, wait_until

pytestmark = pytest.mark.slow

PATIENCE_S = 600
ENVIRONMENT = os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}


def rasa(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rasa", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )


@contextmanager
def running(folder: Path, *arguments: object) -> Iterator[None]:
    command = [sys.executable, "-m", "rasa", *map(str, arguments)]
    with (folder / f"{'-'.join(map(str, arguments[:2]))}.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture(scope="module")
def trained(model: str) -> Path:
    return Settings.from_environment().models / model


def test_the_data_is_valid_without_a_warning() -> None:
    done = rasa("data", "validate", "--fail-on-warnings", "--domain", "domain.yml", "--data", "data")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_conversations_in_tests_are_predicted_as_written(trained: Path, tmp_path: Path) -> None:
    done = rasa(
        "test", "core", "--stories", "tests/conversations", "--fail-on-prediction-errors",
        "--model", trained, "--out", tmp_path, "--no-plot",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_rasas_own_server_answers_with_rasas_own_action_server(trained: Path, tmp_path: Path) -> None:
    actions, port = free_port(), free_port()
    endpoints = tmp_path / "endpoints.yml"
    written = (ROOT / "endpoints.yml").read_text()
    assert ":5055/" in written
    endpoints.write_text(written.replace(":5055/", f":{actions}/"))
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    hello = {"sender": "someone", "message": "hello"}
    with (
        running(tmp_path, "run", "actions", "--port", actions),
        running(tmp_path, "run", "--port", port, "--model", trained, "--endpoints", endpoints),
    ):
        wait_until(lambda: httpx.get(f"http://127.0.0.1:{actions}/health").is_success, PATIENCE_S)
        wait_until(lambda: httpx.get(f"http://127.0.0.1:{port}/webhooks/rest/").is_success, PATIENCE_S)
        said = httpx.post(url, json=hello, timeout=60).json()
    assert any("Unknot" in message.get("text", "") for message in said)
