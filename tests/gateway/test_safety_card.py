from __future__ import annotations

import re
from typing import Any

import pytest
import textstat

from bot.dialogue.safety_card import contacts_of, kind_of, safety_card, with_numbers

KINDS = ["emergency", "crisis_now", "crisis_risk", "violence", "urgent", "professional"]


def _words(reply: dict[str, Any]) -> str:
    return " ".join([reply["text"], reply["card"]["title"] + ".", *reply["card"]["lines"]])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_in_every_country(content: Any, kind: str) -> None:
    for country in [*content.helplines, "XX"]:
        reply = safety_card(kind, content, country)
        assert "{" not in str(_words(reply)) + str([c["label"] for c in reply["card"]["contacts"]])
        assert "None" not in _words(reply)
        for contact in reply["card"]["contacts"]:
            assert re.fullmatch(r"tel:\+?\d+|sms:\+?\d+|https://\S+", contact["href"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_plain_english(content: Any, kind: str) -> None:
    words = _words(safety_card(kind, content, "GB"))
    assert textstat.flesch_kincaid_grade(words) <= 6
    assert max(len(sentence.split()) for sentence in re.split(r"[.?!:]\s", words)) <= 20


@pytest.mark.parametrize("kind", ["crisis_now", "crisis_risk", "violence"])
def test_a_crisis_reply_is_short_and_says_it_is_a_program(content: Any, kind: str) -> None:
    reply = safety_card(kind, content, "GB")
    assert len(_words(reply).split()) <= 120
    assert "program, not a person" in reply["text"]
    assert reply["card"]["kind"] == "crisis"


def test_only_the_unclear_crisis_asks_the_direct_question(content: Any) -> None:
    asked = [kind for kind in KINDS if "ending your life" in _words(safety_card(kind, content, "GB"))]
    assert asked == ["crisis_risk"]


def test_nothing_on_the_screen_tells_a_bystander_about_violence(content: Any) -> None:
    telling = re.compile(r"abus|violen|domestic|partner|rape|assault|strangl|chok|beat|refuge|women", re.I)
    for country in content.helplines:
        reply = safety_card("violence", content, country)
        labels = " ".join(contact["label"] for contact in reply["card"]["contacts"])
        assert not telling.search(_words(reply) + labels)


def test_an_unknown_country_gets_neutral_numbers(content: Any) -> None:
    assert "your local emergency number (112" in safety_card("emergency", content, "XX")["text"]
    assert with_numbers("Call {urgent}.", content, "XX") == "Call a doctor or an urgent care centre."


def test_text_lines_and_pages_become_their_own_links(content: Any) -> None:
    hrefs = [contact["href"] for contact in contacts_of(["crisis"], content, "GB")]
    assert "tel:116123" in hrefs
    assert "sms:85258" in hrefs
    assert any(href.startswith("https://") for href in hrefs)


def test_every_red_flag_has_a_reply_and_self_care_has_none(content: Any) -> None:
    for flag in content.red_flags.values():
        assert safety_card(flag.response, content, "GB")["text"]
        assert kind_of(flag.tier) in KINDS
    with pytest.raises(KeyError):
        kind_of(type(flag.tier).SELF_CARE)
