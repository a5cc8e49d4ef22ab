"""The real product, started once for all tests that talk with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.settings import Settings
from bot.training import ensure_model
from tests import scale
from tests.product.running import Product


@pytest.fixture(scope="session")
def model() -> str:
    """The name of the model for the present data, trained now if there is none."""
    return ensure_model(Settings.from_environment()).name


@pytest.fixture(scope="session")
def product(model: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """`python -m bot serve`, ready. Tests may kill its parts: those come back."""
    running = Product(tmp_path_factory.mktemp("product"))
    try:
        yield running.start().until_ready()
    finally:
        running.stop()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--full` runs all of what is otherwise run in a seeded share."""
    parser.addoption("--full", action="store_true", help="run all of the large tests, not a share")


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is read."""
    scale.full = bool(config.getoption("--full"))
