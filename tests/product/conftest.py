from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from bot.content.loader import Content, load
from tests.product.running import Product
from tests.product.talk import Talk, titles_of


@pytest.fixture(scope="session")
def content() -> Content:
    return load()


@pytest.fixture(scope="session")
def client(product: Product) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=product.address, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def begin(client: httpx.Client, content: Content) -> Callable[[], Talk]:
    """Opens a new conversation."""
    titles = titles_of(content)
    return lambda: Talk.begin(client, titles)


@pytest.fixture
def talk(begin: Callable[[], Talk]) -> Talk:
    return begin()
