"""Every line of a red flag is completed by a text of its own tests, or `python -m bot check` names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.checks import ROOT, proofs
from bot.content.loader import load
from bot.content.schema import RedFlag
from bot.triage.gate import Gate
from tests.content.test_checks import Break, copied, lines_of
from tests.triage.test_gate import flag, gate

CALF = {
    "concepts": {"calf": ["calf"], "pop": ["pop", "snap"], "years": ["years ago"]},
    "look_for": [["calf", "pop"]],
    "ask_for": [["calf"], ["pop"]],
    "unless": [["years"]],
}
NAMED = "data/red_flags/calf.yml: {} matches nothing in tests/red_flags/calf.yml"


def named(root: Path, texts: str, calf: RedFlag) -> list[str]:
    """What is said about the red flag `calf` whose tests hold `texts`."""
    folder = root / "tests" / "red_flags"
    folder.mkdir(parents=True)
    (folder / "calf.yml").write_text(texts, encoding="utf-8")
    return [str(problem) for problem in proofs.problems(gate(calf), root)]


@pytest.fixture
def calf() -> RedFlag:
    return flag("calf", "urgent_same_day", **CALF)


def test_our_own_lines_are_all_proven() -> None:
    assert [str(problem) for problem in proofs.problems(Gate(load()), ROOT)] == []


def test_a_text_that_must_fire_proves_every_line_it_completes(tmp_path: Path, calf: RedFlag) -> None:
    assert named(tmp_path, "must_fire: [a snap in my calf]", calf) == []


def test_lines_nothing_completes_are_named_as_their_author_wrote_them(tmp_path: Path, calf: RedFlag) -> None:
    assert named(tmp_path, "must_fire: [my calf hurts]", calf) == [
        NAMED.format("look_for line [calf, pop]"),
        NAMED.format("ask_for line [pop]"),
    ]


def test_what_must_only_ask_proves_no_line_that_fires(tmp_path: Path, calf: RedFlag) -> None:
    assert named(tmp_path, "must_ask: [a snap in my calf]", calf) == [
        NAMED.format("look_for line [calf, pop]")
    ]


def test_what_is_denied_or_over_proves_nothing(tmp_path: Path, calf: RedFlag) -> None:
    texts = "must_fire: [no pop in my calf, my calf went pop in 2011]\nmust_ask: [a pop, my calf]"
    assert named(tmp_path, texts, calf) == [NAMED.format("look_for line [calf, pop]")]


def test_what_must_not_fire_proves_nothing(tmp_path: Path, calf: RedFlag) -> None:
    assert len(named(tmp_path, "must_not_fire: [a snap in my calf]", calf)) == 3


def test_the_check_of_all_content_names_a_line_nothing_completes(tmp_path: Path) -> None:
    data = copied(
        tmp_path,
        [
            Break("a concept", "concepts/made_up.yml", "", "concepts:\n  moonlight: [moonlight]\n", ""),
            Break(
                "a line", "red_flags/calf_snap.yml", "look_for:\n", "look_for:\n  - [pain, moonlight]\n", ""
            ),
        ],
    )
    expected = (
        "data/red_flags/calf_snap.yml: look_for line [pain, moonlight] matches nothing in "
        "tests/red_flags/calf_snap.yml"
    )
    assert expected in lines_of(data)
