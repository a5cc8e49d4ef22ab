"""Files of others' texts: read with care, or refused in one line that says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.schema import Tier
from bot.errors import MendableError
from bot.evaluation.metrics import Share
from bot.evaluation.outside import measure, read_file
from bot.triage.decision import Assessment


def csv(folder: Path, content: str) -> Path:
    path = folder / "set.csv"
    path.write_bytes(content.encode("utf-8"))
    return path


def fires_on_red(text: str) -> Assessment:
    return (
        Assessment(Tier.EMERGENCY_NOW, ("red",), None, ())
        if "red" in text
        else Assessment(None, (), None, ())
    )


def test_grades_in_either_naming_are_understood(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "\ufefftext,gold_triage\r\na,emergency\nb,urgent_same_day\nc,not_emergency\nd,see_professional_urgent\n",
    )
    file = read_file(path)
    assert [row.tier for row in file.rows] == [
        Tier.EMERGENCY_NOW,
        Tier.URGENT_SAME_DAY,
        None,
        Tier.URGENT_SAME_DAY,
    ]
    assert file.is_graded


def test_a_text_may_hold_commas_quotes_and_line_breaks(tmp_path: Path) -> None:
    file = read_file(csv(tmp_path, 'id,text,tier\n1,"my ""bad"" knee,\nagain",self_care\n'))
    assert [row.text for row in file.rows] == ['my "bad" knee,\nagain']


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("words,tier\na,emergency\n", "column text"),
        ("text,mood\na,happy\n", "column text"),
        ("", "column text"),
        ("text,tier\na,terrible\n", "'terrible'"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_fault(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(MendableError, match=said) as error:
        read_file(csv(tmp_path, content))
    assert "set.csv" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_one_that_is_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(MendableError, match=r"none\.csv"):
        read_file(tmp_path / "none.csv")
    (tmp_path / "image.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MendableError, match=r"image\.csv"):
        read_file(tmp_path / "image.csv")


def test_a_graded_file_is_counted_by_grade_and_never_asked_for_its_scope(tmp_path: Path) -> None:
    file = read_file(csv(tmp_path, "text,tier\nred,emergency\nblue,emergency\nred,not_emergency\n"))
    result = measure(file, fires_on_red, lambda _: True)
    assert result.dangerous[Tier.EMERGENCY_NOW].share("fired") == Share(1, 2)
    assert result.harmless.share("high") == Share(1, 1)
    assert result.turned_away is None


def test_a_file_without_grades_is_harmless_and_out_of_scope(tmp_path: Path) -> None:
    file = read_file(csv(tmp_path, "text,label\nred,oos\nblue,oos\n"))
    result = measure(file, fires_on_red, lambda text: text == "blue")
    assert (result.harmless.share("high"), result.turned_away) == (Share(1, 2), Share(1, 2))
    assert result.dangerous == {}
