"""How stressed the person is, from 0 to 10."""

from __future__ import annotations

from bot.understanding.amounts import read_amount
from bot.understanding.names import Named
from bot.understanding.ratings import Rating
from bot.understanding.reading import Reading

_NOUN = "stress"  # by itself it does not say how much
_CALM = 1.0  # where stress is denied: "not stressed"


def read_stress(reading: Reading, ratings: list[Rating]) -> tuple[float | None, bool]:
    """The rating, and whether it is impossible. A number counts before words; of several the highest."""
    values = [rating.value for rating in ratings if rating.topic == "stress"]
    possible = [value for value in values if 0 <= value <= 10]
    if possible:
        return max(possible), False
    return (None, True) if values else (_in_words(reading), False)


def _in_words(reading: Reading) -> float | None:
    said = [
        name for name in reading.meant("stress", "stress") if name.meaning not in ("hypothetical", "past")
    ]
    said = [name for name in said if reading.words(name.first, name.last + 1) != [_NOUN]]
    said = [name for name in said if _is_explicit(name, reading)] or said
    if said:
        denied = all(name.meaning == "negated" for name in said)
        return _CALM if denied else max(float(name.id) for name in said if name.meaning != "negated")
    return read_amount(reading) if reading.expects == "stress" else None


def _is_explicit(name: Named, reading: Reading) -> bool:
    """Whether the words name stress itself, not only what may cause it."""
    return any(name.overlaps(word) for word in reading.all("ratings", "stress"))
