"""`python -m bot eval` from the command line to the report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.dialogue.guides import guide_for
from bot.settings import ROOT, Settings

EMERGENCY = "crushing chest pain spreading to my left arm, zebra"
HARMLESS = "stiff shoulders after a day of typing, giraffe"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over a tiny file of two texts, without a model."""
    folder = tmp_path_factory.mktemp("evaluation")
    (folder / "tiny.csv").write_text(
        f'text,gold_triage\n"{EMERGENCY}",emergency\n"{HARMLESS}",not_emergency\n', encoding="utf-8"
    )
    out = folder / "docs" / "evaluation.md"
    assert main(["eval", "--without-model", "--csv", str(folder / "tiny.csv"), "--out", str(out)]) == 0
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> str:
    return (folder / "docs" / "evaluation.md").read_text(encoding="utf-8")


def test_the_report_says_which_content_was_measured(report: str) -> None:
    assert guide_for(Settings.from_environment()).content.hash[:16] in report


def test_an_outside_file_is_counted_by_grade(report: str) -> None:
    assert "| `tiny` | emergency_now | 1 of 1, 100.0 % (20.7 to 100.0) |" in report
    assert "| `tiny` | 0 of 1, 0.0 % (0.0 to 79.3) | 0 of 1, 0.0 % (0.0 to 79.3) |" in report


def test_no_text_of_an_outside_file_enters_the_report_or_a_picture(folder: Path) -> None:
    written = [path for path in (folder / "docs").rglob("*") if path.is_file()]
    assert len(written) >= 2
    for path in written:
        content = path.read_text(encoding="utf-8")
        assert not any(word in content for word in ("zebra", "giraffe", "crushing chest pain spreading"))


def test_every_picture_the_report_shows_is_there_and_small(folder: Path, report: str) -> None:
    pictures = list((folder / "docs" / "images").iterdir())
    assert [path.name for path in pictures] == ["evaluation-tiers.svg"]
    assert all(f"images/{path.name}" in report for path in pictures)
    assert all(path.stat().st_size < 100_000 for path in pictures)


def test_no_place_of_the_template_is_left_open(report: str) -> None:
    assert "$" not in report


def test_a_bad_file_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("words\nhello\n", encoding="utf-8")
    assert main(["eval", "--csv", str(bad), "--out", str(tmp_path / "evaluation.md")]) == 1
    said = capsys.readouterr().err.strip()
    assert str(bad) in said
    assert "\n" not in said
    assert not (tmp_path / "evaluation.md").exists()


def test_the_servers_never_load_the_library_for_pictures() -> None:
    code = "import sys, bot.gateway.server, bot.worker.app; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
