"""The signs that say how to move: arrows, rings, and the badges in the corner."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

ARROWHEAD = (
    '<marker id="head" viewBox="-10 -8 14 16" markerWidth="3.6" markerHeight="4.1" '
    'orient="auto-start-reverse"><path class="head" stroke-width="2.4" d="M-7 -6L3 0L-7 6Z"/></marker>'
)
HEART = "♥"

_BOTH_WAYS = {"roll", "stretch"}  # there and back
_WEIGHT = 4.5  # of a sign's line, in units of the picture
_AROUND = {
    "circles": ("M-20 17A26 26 0 1 1 2 26", False),
    "press": ("M0 -30L0 -30M-17 0A17 17 0 1 1 17 0A17 17 0 1 1 -17 0M-27 0A27 27 0 1 1 27 0A27 27 0 1 1 -27 0", None),
    "squeeze": ("M-44 0L-22 0M44 0L22 0", False),
}  # fmt: skip


def arrow(path: str, unit: float, direction: str) -> str:
    """An arrow along `path`, with a head at both ends where the movement goes there and back."""
    return _line(path, _WEIGHT * unit, both_ways=direction in _BOTH_WAYS)


def around(direction: str) -> str:
    """The sign around the place that is touched, in units of the picture; nothing for what needs none."""
    if direction not in _AROUND:
        return ""
    paths, both_ways = _AROUND[direction]
    return "".join(
        _line(f"M{path}", 3.2 if both_ways is None else _WEIGHT, both_ways) for path in paths[1:].split("M")
    )


def _line(path: str, weight: float, both_ways: bool | None) -> str:
    """A line with a halo; `both_ways` None: without heads."""
    heads = {None: "", False: ' marker-end="url(#head)"', True: ' marker-start="url(#head)" marker-end="url(#head)"'}
    return (
        f'<path class="halo" stroke-width="{weight * 2:.3g}" d={quoteattr(path)}/>'
        f'<path class="sign" stroke-width="{weight:.3g}" d={quoteattr(path)}{heads[both_ways]}/>'
    )


def pills(badges: Sequence[str], width: int, height: int) -> str:
    """Short words on pills, from the lower right corner leftwards."""
    drawn, right = [], width - 10
    for badge in reversed(badges):
        wide = 18 + 8 * len(badge)
        drawn.append(
            f'<rect class="pill" x="{right - wide}" y="{height - 36}" width="{wide}" height="26" rx="13"/>'
            f'<text class="said" x="{right - wide / 2:g}" y="{height - 18}">{escape(badge)}</text>'
        )
        right -= wide + 6
    return "".join(drawn)
