"""Bare answers to "how bad?" or "how stressed?": "a bit", "quite high"."""

from __future__ import annotations

from bot.understanding.names import Named
from bot.understanding.reading import Reading

_MORE_THAN_AN_AMOUNT = ("onset", "trend", "moments", "settings", "numbers")
_LEADS = ("hedge", "lead", "any", "now", "pain", "stress")
_FOLLOWS = ("hedge", "follow", "now", "pain", "stress")


def read_amount(reading: Reading) -> float | None:
    """The number from 0 to 10 that the answer stands for; None where the words are part of something else."""
    amounts = [name for name in reading.all("amounts") if _is_answer(name, reading)]
    if not amounts:
        return None
    return float(max(amounts, key=lambda name: (name.last - name.first, name.first)).id)


def _is_answer(amount: Named, reading: Reading) -> bool:
    if any(
        other.holds(amount) and not amount.holds(other)
        for field in _MORE_THAN_AN_AMOUNT
        for other in reading.all(field)
    ):
        return False
    first, last = reading.segment(amount.first)
    before, after = range(first, amount.first), amount.last + 1
    leads = all(_is_told(place, reading) or reading.has(place, "ratings", *_LEADS) for place in before)
    ends = after > last or _is_told(after, reading) or reading.has(after, "ratings", *_FOLLOWS)
    return leads and ends


def _is_told(place: int, reading: Reading) -> bool:
    """Whether the word is an amount itself, or tells of pain or stress."""
    return any(
        reading.has(place, field) for field in ("amounts", "severity", "stress", "pain_types", "regions")
    )
