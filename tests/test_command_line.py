"""`python -m bot …` as a person runs it: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT, Settings, SettingsError
from tests.content.test_checks import REFERENCES, SCHEMA, copied

TRIAGE_KEYS = {"text", "tier", "ask", "rules", "evidence"}
PARSE_KEYS = {
    "text", "intent", "confidence", "regions", "side", "types", "intensity", "duration_days", "stress",
}  # fmt: skip


def bot(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )


def json_lines(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def test_triage_tells_a_stiff_neck_from_an_emergency() -> None:
    done = bot("triage", stdin=b"my neck is stiff\ncrushing chest pain down my left arm\n")
    calm, grave = json_lines(done.stdout)
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(calm) == set(grave) == TRIAGE_KEYS
    assert (calm["tier"], calm["rules"]) == ("none", [])
    assert grave["tier"] == "emergency_now"
    assert grave["evidence"]
    assert {frozenset(found) for found in grave["evidence"]} == {frozenset({"rule", "span", "status"})}


def test_triage_says_what_it_would_ask_and_answers_every_line() -> None:
    done = bot("triage", stdin=b"my right calf hurts\n\n\xff\xfe\xf0\x9f\xa6\xb5\n")
    asked, empty, garbled = json_lines(done.stdout)
    assert asked["tier"] == "none"
    assert isinstance(asked["ask"], dict)
    assert set(asked["ask"]) == {"id", "tier", "text"}
    assert (empty["text"], empty["tier"], empty["ask"]) == ("", "none", None)
    assert garbled["tier"] == "none"


def test_parse_prints_one_object_a_line_with_the_agreed_keys(model: str) -> None:
    assert model
    done = bot("parse", stdin=b"left knee 7/10 for 3 weeks\n\n")
    said, empty = json_lines(done.stdout)
    assert done.returncode == 0
    assert set(said) == set(empty) == PARSE_KEYS
    assert (said["regions"], said["side"], said["intensity"]) == (["knee"], "left", 7.0)
    assert isinstance(said["intent"], str)
    assert isinstance(said["confidence"], float)
    assert (empty["intent"], empty["confidence"], empty["regions"]) == (None, None, [])


def test_check_says_all_good_of_our_own_content() -> None:
    done = bot("check")
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (0, "All good")


def test_check_names_every_problem_and_fails(tmp_path: Path) -> None:
    two = [broken for broken in REFERENCES if broken.what in {"an unknown source", "an unknown condition"}]
    assert len(two) == 2
    done = bot("check", UNKNOT_DATA=str(copied(tmp_path, two)))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [*sorted(broken.line for broken in two), "2 to mend"]
    assert done.stderr == b""


@pytest.mark.parametrize("command", ["serve", "train", "triage", "gateway"])
def test_broken_content_is_one_clear_line_and_no_stack_trace(tmp_path: Path, command: str) -> None:
    data = copied(tmp_path, [SCHEMA[0]])
    done = bot(command, UNKNOT_DATA=str(data), UNKNOT_VAR=str(tmp_path), UNKNOT_MODELS=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [SCHEMA[0].line, "1 to mend"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UNKNOT_PORT", "eighty"),
        ("UNKNOT_PORT", "0"),
        ("UNKNOT_PORT", "70000"),
        ("UNKNOT_WORKERS", "-1"),
        ("UNKNOT_TURN_TIMEOUT", "99"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_would_do(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"{name} is '{value}', but must be a whole number from \d+ to"):
        Settings.from_environment({name: value})


def test_a_bad_setting_ends_the_command_with_one_line() -> None:
    done = bot("check", UNKNOT_PORT="eighty")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "UNKNOT_PORT is 'eighty', but must be a whole number from 1 to 65535\n"


def test_content_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    done = bot("triage", UNKNOT_DATA=str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert b"there is no such folder" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [(), ("dance",)])
def test_an_unknown_command_lists_the_known_ones(arguments: tuple[str, ...]) -> None:
    done = bot(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"usage: python -m bot" in done.stderr


def test_every_command_of_the_design_explains_itself() -> None:
    helped = bot("--help").stdout.decode()
    commands = (
        "serve",
        "train",
        "check",
        "eval",
        "chat",
        "triage",
        "parse",
        "worker",
        "gateway",
        "retention",
    )
    assert [command for command in commands if command not in helped] == []
