"""How bad the pain is, from 0 to 10."""

from __future__ import annotations

from bot.understanding.amounts import read_amount
from bot.understanding.names import Named
from bot.understanding.ratings import Rating
from bot.understanding.reading import Reading

_NEAR = 3  # words between a rating and "now" or "yesterday"
_REACH_OF_STRESS = 4  # words


def read_intensity(
    reading: Reading, ratings: list[Rating], regions: tuple[str, ...]
) -> tuple[float | None, dict[str, float], bool]:
    """The rating now, the worst where there are several; ratings by region; whether one is impossible.

    A number counts before words.
    """
    pain = [rating for rating in ratings if rating.topic == "pain"]
    possible = [rating for rating in pain if 0 <= rating.value <= 10]
    if not possible:
        return (None, {}, True) if pain else (_in_words(reading), {}, False)
    current = _current(possible, reading)
    return max(rating.value for rating in current), _by_region(current, regions), False


def _by_region(ratings: list[Rating], regions: tuple[str, ...]) -> dict[str, float]:
    """Ratings tied to places; one rating of several places is tied to none of them."""
    if len(ratings) == 1 < len(regions):
        return {}
    tied: dict[str, float] = {}
    for rating in ratings:
        if rating.region:
            tied[rating.region] = max(rating.value, tied.get(rating.region, 0))
    return tied


def _current(ratings: list[Rating], reading: Reading) -> list[Rating]:
    """Leave out ratings of another time where there are ratings of now."""
    ratings = _after_corrections(ratings, reading)
    past = _near(ratings, reading.all("ratings", "before"), reading)
    now = _near(ratings, reading.all("ratings", "now"), reading)
    now = [rating for rating in now if rating not in past]
    return now or [rating for rating in ratings if rating not in past] or ratings


def _after_corrections(ratings: list[Rating], reading: Reading) -> list[Rating]:
    """Without those taken back: the first of "a 6, no wait, a 5"."""
    cues = [
        cue.first for cue in reading.all("outcomes", "instead") if any(r.first > cue.last for r in ratings)
    ]
    return [rating for rating in ratings if not cues or rating.first > max(cues)]


def _near(ratings: list[Rating], words: list[Named], reading: Reading) -> list[Rating]:
    """The ratings next to one of the words; a word right behind one rating does not speak of the next."""
    following = [(rating, word) for rating in ratings for word in words if _follows(word, rating, reading)]
    taken = {word for _, word in following}
    leading = [
        rating for rating in ratings if any(_leads(w, rating, reading) for w in words if w not in taken)
    ]
    return [rating for rating in ratings if rating in leading or any(rating == r for r, _ in following)]


def _follows(word: Named, rating: Rating, reading: Reading) -> bool:
    return word.first - rating.last == 1 and not reading.broken(rating.last, word.first)


def _leads(word: Named, rating: Rating, reading: Reading) -> bool:
    return 0 < rating.first - word.last <= _NEAR and not reading.broken(word.last, rating.first)


def _in_words(reading: Reading) -> float | None:
    said = [
        name
        for name in reading.all("severity")
        if not _is_of_stress(name, reading) and name.meaning != "negated"
    ]
    said = [
        name for name in said if not any(other.holds(name) for other in reading.all("not_meant", "severity"))
    ]
    if said:
        return max(float(name.id) for name in said)
    return read_amount(reading) if reading.expects == "intensity" else None


def _is_of_stress(name: Named, reading: Reading) -> bool:
    """Whether a word of how bad is said of stress, or is part of a phrase for it."""
    if reading.expects == "stress":
        return True
    stress = [*reading.all("stress"), *reading.all("ratings", "stress")]
    return any(
        word.overlaps(name)
        or (0 < name.first - word.last <= _REACH_OF_STRESS and not reading.broken(word.last, name.first))
        or (word.first - name.last == 1 and not reading.broken(name.last, word.first))
        for word in stress
    )
