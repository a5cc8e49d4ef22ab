"""A message as plain words: emoji and fractions spelt out, "L" and "R" read as sides."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.text.normalise import normalise

_FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
_BOTH_LETTERS = re.compile(r"(?<![\w'])[Ll]\s*[/+&]\s*[Rr](?![\w'])")
_LETTER_IN_BRACKETS = re.compile(r"\(([LlRr])\)")
_LETTER = re.compile(
    r"(?<![\w'’./&])(?<!\d )([LR])(?![\w'’/&]|\.\w)(?!\s+(?:u|you|we|they|th[eo]se|there|my|your)\b)"
)
_SIDES = {"l": "left", "r": "right"}


def clean(text: str, signs: Mapping[str, str]) -> str:
    """Normalised, lower-case text, with fractions spelt out, and `signs` (emoji) as words."""
    for sign, spelt in _FRACTIONS.items():
        text = text.replace(sign, spelt)
    for sign, word in signs.items():
        text = text.replace(sign, f" {word} ")
    return normalise(_spell_sides(text)).lower()


def _spell_sides(text: str) -> str:
    """ "L knee", "shoulder (r)", "L/R". In capitals alone "R" may be "are" and stays."""
    text = _BOTH_LETTERS.sub("left and right", text)
    text = _LETTER_IN_BRACKETS.sub(_spell, text)
    return text if text.isupper() and len(text) > 2 else _LETTER.sub(_spell, text)


def _spell(letter: re.Match[str]) -> str:
    return letter.group().replace(letter[1], _SIDES[letter[1].lower()])
