"""The built widget, a stand-in for the gateway as a process of its own, and a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from chat import Chat, new_context
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
WIDGET = HERE.parents[1] / "bot" / "widget"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built_widget() -> str:
    """Builds the widget from its sources and gives back the table of sizes. Fails above the budget."""
    node = Path(sys.executable).parent
    if not (WIDGET / "node_modules").exists():
        subprocess.run([node / "npm", "ci"], cwd=WIDGET, check=True, env={"PATH": f"{node}:/usr/bin:/bin"})
    done = subprocess.run(
        [node / "node", "build.mjs"], cwd=WIDGET, check=True, capture_output=True, text=True
    )
    return done.stdout


def start_stand_in(port: int) -> subprocess.Popen[bytes]:
    """The stand-in as a process of its own, which finds the project's packages."""
    env = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    return subprocess.Popen([sys.executable, "stand_in.py", str(port)], cwd=HERE, env=env)


@pytest.fixture(scope="session")
def address(built_widget: str) -> Iterator[str]:
    """Where the stand-in listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start_stand_in(port)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def wait_for(url: str, seconds: float = 20) -> None:
    """Returns when the server answers; raises the last error when it never does."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def chat(browser: Browser, address: str) -> Iterator[Chat]:
    """A fresh visitor on the demo page, at a desk."""
    context = new_context(browser)
    yield Chat.visit(context, address)
    context.close()
