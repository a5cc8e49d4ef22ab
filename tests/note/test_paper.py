from __future__ import annotations

import base64
import hashlib
import re

from bot.note import page, paper
from bot.note.build import build
from tests.dialogue.talk import guide
from tests.note.samples import KNEE, TALK

SHEET = page.render(build(guide().content, KNEE, TALK))


def test_a_page_runs_no_script_and_its_policy_allows_its_own_style_alone() -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", SHEET, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" in SHEET
    assert "unsafe" not in paper.POLICY
    assert paper.POLICY.startswith("default-src 'none'")
    assert re.findall(r"<script|\son\w+=|javascript:|style=", SHEET) == []


def test_a_page_says_its_language_and_titles_and_names_the_rows_and_columns_of_its_tables() -> None:
    assert '<html lang="en">' in SHEET
    assert SHEET.count("<h1>") == 1
    headers = re.findall(r"<th\b[^>]*>", SHEET)
    assert headers
    assert all("scope=" in header for header in headers)


def test_no_word_on_a_page_becomes_markup() -> None:
    code = "<img src=x onerror=alert(1)>\"'&"
    made = paper.page(code, [
        paper.paragraph(code), paper.bullets([code]), paper.table((code, code), [(code, code)]),
        paper.terms([(code, code)]), paper.section(code),
    ])  # fmt: skip
    assert "<img" not in made
    assert made.count("&lt;img") == 11


def test_a_page_is_for_paper_and_for_the_dark() -> None:
    assert "size: A4" in paper.STYLE
    assert "@media print" in paper.STYLE
    assert "prefers-color-scheme: dark" in paper.STYLE
