"""Someone who writes in another language is known by it, and nobody who writes in English is."""

from __future__ import annotations

import pytest

from bot.content.loader import load
from bot.understanding.language import LanguageReader


@pytest.fixture(scope="module")
def reader() -> LanguageReader:
    return LanguageReader(load())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mir tut der nacken weh", "de"),
        ("Ich weiß auch nicht, wie das geht", "de"),
        ("buenos días, me duele la rodilla", "es"),
        ("j'ai mal à l'épaule", "fr"),
        ("me dói as costas desde ontem", "pt"),
        ("mi fa male il ginocchio", ""),
        ("boynum ağrıyor", ""),
        ("mera ghutna, bahut dard hai", ""),
        ("膝が痛いです", "ja"),
        ("\u202eكتفي يؤلمني\u202c", "ar"),
        ("צוואר כואב", ""),
    ],
)
def test_another_language_is_known(reader: LanguageReader, text: str, language: str) -> None:
    assert reader.other(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "my neck hurts",
        "MY LEFT KNEE",
        "das is my mate, he hurt his knee",
        "",
        "😀",
        "12345",
        "tengo? no idea mate",
    ],
)
def test_english_and_signs_are_no_other_language(reader: LanguageReader, text: str) -> None:
    assert reader.other(text) is None
