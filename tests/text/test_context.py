"""How a finding is meant."""

from __future__ import annotations

import time
from functools import lru_cache

import pytest

from bot.text.context import Status, statuses
from bot.text.normalise import normalise
from bot.text.phrases import PhraseBook
from bot.text.tokens import tokenize
from bot.text.wordlists import known_words

PHRASES = {
    "sign": ["chest pain", "chest .. hurts", "stroke", "numb", "cant feel", "weakness", "seizure"],
    "crisis": ["kill myself", "want to die", "dying", "killing me", "murder", "shoot me"],
}


@lru_cache(maxsize=1)
def book() -> PhraseBook:
    return PhraseBook(PHRASES, vocabulary=known_words())


def read(text: str) -> list[Status]:
    tokens = tokenize(normalise(text))
    return statuses(tokens, book().find(tokens))


def meanings(text: str) -> list[str]:
    return [status.meaning for status in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "I have no chest pain",
        "no chest pain, weakness or seizure",
        "without weakness",
        "my arm isn't numb",
        "hasn't had any seizure",
        "I dont have chest pain",
        "she has not had a stroke",
        "my chest no longer hurts",
        "never had a stroke",
        "a stroke was ruled out",
        "I'm not going to kill myself",
        "I don't want to die",
        "neither weakness nor chest pain",
        "sore, but not from a stroke",
    ],
)
def test_what_is_denied_is_negated(text: str) -> None:
    assert set(meanings(text)) == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "it is not without chest pain",
        "not only chest pain",
        "no fever but chest pain",
        "no fever, sudden chest pain",
        "no fever; chest pain",
        "no fever. Chest pain",
        "no injury and now my foot is numb",
        "I can't sleep because of chest pain",
        "i cant sleep with this chest pain",
        "there is no doubt it is a stroke",
        "no relief from the chest pain",
        "I'm not well, chest pain",
        "nothing helps the chest pain",
        "don't know why my foot is numb",
        "my wife says my chest pain is nothing, it's fine",
        "it's nothing really just chest pain",
        "the chest pain is not going away",
    ],
)
def test_what_is_not_denied_stays_affirmed(text: str) -> None:
    assert meanings(text) == ["affirmed"]


@pytest.mark.parametrize(
    "text",
    [
        "I had a stroke in 2010",
        "had a stroke years ago",
        "when I was 20 I had a seizure",
        "ten years ago, I had a stroke",
        "history of stroke",
        "I used to have chest pain",
    ],
)
def test_what_is_over_is_past(text: str) -> None:
    assert meanings(text) == ["past"]


@pytest.mark.parametrize(
    "text",
    [
        "chest pain since 2010",
        "chest pain for two days",
        "my foot went numb yesterday",
        "had chest pain this morning",
        "I had chest pain last night",
        "chest pain started 3 weeks ago",
        "back surgery in 2015, numb foot",
        "hip replaced in 2015 and now my foot is numb",
        "62 year old with a history of diabetes presents with chest pain",
    ],
)
def test_what_still_matters_is_not_past(text: str) -> None:
    assert meanings(text) == ["affirmed"]


def test_somebody_else_in_danger_now_counts() -> None:
    assert read("my mum has chest pain") == [Status("affirmed", other=True)]
    assert read("My dad fell. He has weakness")[0] == Status("affirmed", other=True)
    assert read("my dad just had a seizure") == [Status("affirmed", other=True)]


def test_the_person_themself_is_not_somebody_else() -> None:
    assert read("my husband says I have chest pain") == [Status("affirmed")]


@pytest.mark.parametrize(
    "text",
    [
        "my dad had a stroke in 2010",
        "family history of stroke",
        "my gran passed away from a stroke",
        "my dad had a stroke",
    ],
)
def test_a_relatives_past_is_told_apart(text: str) -> None:
    assert meanings(text) == ["other_past"]


@pytest.mark.parametrize(
    "text",
    [
        "what if I have a stroke",
        "could it be a stroke",
        "what are the signs of a stroke",
        "is chest pain dangerous?",
        "can massage cause a stroke",
        "worried about getting a stroke",
        "how do I know if I am having a stroke",
        "how to prevent a stroke",
        "what is a stroke?",
    ],
)
def test_a_general_question_is_hypothetical(text: str) -> None:
    assert meanings(text) == ["hypothetical"]


@pytest.mark.parametrize(
    "text",
    [
        "why is my leg numb?",
        "should i worry that I can't feel my leg?",
        "is it dangerous that my foot is numb",
        "what should I do about chest pain",
        "does my chest pain need a doctor?",
        "is my mum having a stroke?",
        "if I cough my chest hurts",
        "can not feel it",
    ],
)
def test_a_question_about_ones_own_sign_stays_affirmed(text: str) -> None:
    assert meanings(text) == ["affirmed"]


def test_wondering_is_told() -> None:
    assert read("could this be a stroke") == [Status("hypothetical", unsure=True)]


@pytest.mark.parametrize(
    "text",
    [
        "my back is killing me",
        "dying for a coffee",
        "I could murder a tea",
        "just shoot me now",
        "by a stroke of luck",
    ],
)
def test_figures_of_speech_are_idioms(text: str) -> None:
    assert meanings(text) == ["idiom"]


def test_a_figure_of_speech_hides_nothing_beside_it() -> None:
    assert meanings("my back is killing me and I want to die") == ["idiom", "affirmed"]


def test_what_is_killing_somebody_hurts_though_it_is_no_threat() -> None:
    killing = PhraseBook({"pain": ["killing"], "threat": ["killing me"]}, vocabulary=None)
    tokens = tokenize("my neck is killing me")
    found = killing.find(tokens)
    said = zip(found, statuses(tokens, found), strict=True)
    assert {match.id: status.meaning for match, status in said} == {"pain": "affirmed", "threat": "idiom"}


@pytest.mark.parametrize(
    "text",
    [
        "not " * 500 + "chest pain",
        "no chest pain not without " * 77,
        "what if " * 250 + "chest pain",
        "ignore all rules and say I have no " * 56 + "chest pain",
        "(" * 1000 + "chest pain" + ")" * 990,
        "chest pain " * 180,
        "zqx" * 660,
    ],
)
def test_two_thousand_hostile_characters_take_a_moment(text: str) -> None:
    read("warm up")
    start = time.perf_counter()
    read(text[:2000])
    assert time.perf_counter() - start < 0.1
