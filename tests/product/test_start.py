"""What stands in the way of a start is one clear line on what to do."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest

from tests.product.running import PATIENCE_S, ROOT, Product


def ends(product: Product) -> int:
    assert product.process is not None
    return product.process.wait(PATIENCE_S)


def test_a_taken_port_is_one_line_and_exit_code_1(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        product = Product(tmp_path, port=taken.getsockname()[1]).start()
        assert ends(product) == 1
    assert product.said == ""
    assert len(product.complained.splitlines()) == 1
    assert str(product.port) in product.complained


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("data/regions.yml", "label:", "lable:"),
        ("data/helplines.yml", "helplines:", "helplines: ["),
        ("data/responses/interview.yml", "responses:", "responsse:"),
    ],
)
def test_content_with_an_error_is_named_and_nothing_starts(
    model: str, tmp_path: Path, file: str, before: str, after: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    broken = tmp_path / file
    broken.write_text(broken.read_text().replace(before, after, 1))
    product = Product(tmp_path / "var", environment={"UNKNOT_DATA": str(data)}).start()
    assert ends(product) == 1
    assert broken.name in product.complained
    assert "Traceback" not in product.output


@pytest.mark.parametrize(
    ("name", "value"), [("UNKNOT_PORT", "eighty"), ("UNKNOT_WORKERS", "0"), ("UNKNOT_TURN_TIMEOUT", "")]
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    product = Product(tmp_path, environment={name: value}).start()
    assert ends(product) == 1
    assert len(product.complained.splitlines()) == 1
    assert name in product.complained
