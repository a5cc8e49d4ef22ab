"""`python -m bot triage`: one text a line in, one JSON a line out."""

from __future__ import annotations

import json
from typing import TextIO

from bot.triage.gate import Gate


def run(stdin: TextIO, stdout: TextIO, gate: Gate) -> None:
    """Assess every line of `stdin` and print its assessment; an empty line gets one as well."""
    for line in stdin:
        text = line.rstrip("\r\n")
        print(json.dumps(gate.assess(text).as_json(text), ensure_ascii=True), file=stdout, flush=True)
