"""How much of a large test is run: a seeded share by `make test`, all of it by `make test-full`."""

from __future__ import annotations

full = False  # set from the option --full before tests are collected


def of(share: int, whole: int) -> int:
    """`share` in every run, `whole` in the full one."""
    return whole if full else share
