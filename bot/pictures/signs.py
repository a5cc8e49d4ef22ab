"""The signs that say how to move: arrows, rings, and the badges in the corner."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

ARROWHEAD = (
    '<marker id="head" viewBox="-10 -8 14 16" markerWidth="3.6" markerHeight="4.1" '
    'orient="auto-start-reverse"><path class="head" stroke-width="2.4" d="M-7 -6L3 0L-7 6Z"/></marker>'
)
HEART = "♥"

_WEIGHT = 4.5  # of an arrow's line, in units of the picture
_RING = 2.6
_BOTH_WAYS = {"roll", "stretch"}  # there and back
_AT_START, _AT_END = ' marker-start="url(#head)"', ' marker-end="url(#head)"'
_ARROWS = {"circles": ["M-20 17A26 26 0 1 1 2 26"], "squeeze": ["M-54 0L-26 0", "M54 0L26 0"]}
_RINGS = {"press": [17, 27]}


def arrow(path: str, unit: float, direction: str) -> str:
    """An arrow along `path`, with a head at both ends where the movement goes there and back."""
    heads = _AT_START + _AT_END if direction in _BOTH_WAYS else _AT_END
    return _line(f"d={quoteattr(path)}", _WEIGHT * unit, heads)


def around(direction: str) -> str:
    """The sign around the place that is touched, in units of the picture; nothing for what needs none."""
    arrows = (arrow(path, 1, direction) for path in _ARROWS.get(direction, []))
    rings = (_line(f'd="{_circle(radius)}"', _RING) for radius in _RINGS.get(direction, []))
    return "".join((*arrows, *rings))


def pills(badges: Sequence[str], width: int, height: int) -> str:
    """Short words on pills, from the lower right corner leftwards."""
    drawn, right, top = [], width - 10.0, height - 36
    for badge in reversed(badges):
        wide = 18 + 8.5 * len(badge)
        left = right - wide
        drawn.append(
            f'<rect class="pill" x="{left:g}" y="{top}" width="{wide:g}" height="26" rx="13"/>'
            f'<text class="said" x="{left + wide / 2:g}" y="{top + 18}">{escape(badge)}</text>'
        )
        right = left - 6
    return "".join(drawn)


def _line(shape: str, weight: float, heads: str = "") -> str:
    """A line with a halo, so that it stands out from whatever it crosses."""
    return (
        f'<path class="halo" stroke-width="{weight * 2:.3g}" {shape}/>'
        f'<path class="sign" stroke-width="{weight:.3g}" {shape}{heads}/>'
    )


def _circle(radius: int) -> str:
    half = f"A{radius} {radius} 0 1 1"
    return f"M-{radius} 0{half} {radius} 0{half} -{radius} 0"
