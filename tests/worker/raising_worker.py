"""A worker as `python -m bot worker` starts it, but for an interview that fails over the word "breaks"."""

from __future__ import annotations

import sys
from typing import Any

from actions.answers import Interview
from bot.__main__ import main

interview = Interview.run


def fail(action: Interview, dispatcher: Any, tracker: Any, domain: Any) -> Any:
    """Raises an error that quotes the message; the interview itself for any other message."""
    text = tracker.latest_message["text"]
    if "breaks" in text:
        raise RuntimeError(text)
    return interview(action, dispatcher, tracker, domain)


Interview.run = fail  # type: ignore[method-assign]
sys.exit(main(["worker"]))
