"""The sheet that printable pages are written on: HTML without a script, its style allowed by hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
STYLE_SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
POLICY = f"default-src 'none'; style-src {STYLE_SOURCE}; base-uri 'none'; form-action 'none'"


def page(title: str, parts: Iterable[str], lang: str = "en") -> str:
    """A whole page with `title` as its heading. `parts` are HTML made by the functions here."""
    return (
        f'<!doctype html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def heading(text: str, level: int = 2) -> str:
    """A heading of level 2 or lower."""
    return f"<h{level}>{escape(text)}</h{level}>\n"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph; `kind` is a class of paper.css."""
    return f'<p class="{kind}">{escape(text)}</p>\n' if kind else f"<p>{escape(text)}</p>\n"


def bullets(lines: Iterable[str]) -> str:
    """A list."""
    return f"<ul>\n{''.join(f'<li>{escape(line)}</li>' for line in lines)}\n</ul>\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column names its rows."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row(*row) for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _row(name: str, *cells: str) -> str:
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(name)}</th>{shown}</tr>\n'


def terms(pairs: Iterable[tuple[str, str]]) -> str:
    """Names with what they stand for."""
    rows = (f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>\n" for name, value in pairs)
    return f"<dl>\n{''.join(rows)}</dl>\n"


def article(title: str, *parts: str) -> str:
    """A smaller part within a section, kept together on one sheet."""
    return f"<article>\n{heading(title, 3)}{''.join(parts)}</article>\n"


def group(kind: str, *parts: str) -> str:
    """Parts that paper.css lays out together under the class `kind`."""
    return f'<div class="{kind}">\n{"".join(parts)}</div>\n'


def section(title: str, *parts: str) -> str:
    """A part with its heading."""
    return f"<section>\n{heading(title)}{''.join(parts)}</section>\n"
