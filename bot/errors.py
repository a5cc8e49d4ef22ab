"""The one kind of error that a person at the terminal is shown."""

from __future__ import annotations


class MendableError(Exception):
    """Something the person can mend; the message says what is wrong and what to do, in one line."""
