"""Draws one step as SVG: a figure cropped around the zone, the zone marked, a hand or tool, and signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bot.content.loader import Content
from bot.content.schema import Figure, Step, Zone
from bot.pictures import signs
from bot.pictures.words import badges, description

WIDTH, HEIGHT = 320, 200
MIDDLE = 200  # the line in the middle of every figure that a zone may be mirrored in
STYLE = (Path(__file__).parent / "picture.css").read_text(encoding="utf-8").replace("\n", "")

_GLYPH = WIDTH / 400  # what a unit of data/glyphs.yml measures in the picture
_OUTLINE = 4.5  # in units of the picture; half of it lies under the fill
_LINE = 1.8
_NOT_MARKED = {"thing"}  # what a mark never spills onto


def draw(content: Content, step: Step) -> str:
    """The picture of `step` as an SVG document, 320 by 200 units; the same step gives the same text."""
    zone = content.zones[step.zone]
    left, top, width = zone.crop
    unit = width / WIDTH
    figure = content.figures[zone.figure]
    scene = "".join((*_layers(figure, unit, ids=True), *_twice(zone, step, _on(content, zone, step, unit))))
    box = " ".join(_number(value) for value in (left, top, width, HEIGHT * unit))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" '
        'role="img" aria-labelledby="title desc">'
        f'<title id="title">{escape(step.title)}</title>'
        f'<desc id="desc">{escape(description(content, step))}</desc>'
        f"<style>{STYLE}</style><defs>{signs.ARROWHEAD}{_clip(figure)}</defs>"
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="12"/>'
        f'<svg width="{WIDTH}" height="{HEIGHT}" viewBox="{box}">{scene}</svg>'
        f"{signs.pills(badges(content, step), WIDTH, HEIGHT)}</svg>\n"
    )


def _on(content: Content, zone: Zone, step: Step, unit: float) -> str:
    """What lies on the figure, in its units."""
    spots = "".join(
        f'<ellipse class="spot" rx="{_number(spot.size[0])}" ry="{_number(spot.size[1])}" '
        f'transform="translate({_pair(spot.at)}) rotate({_number(spot.turn)})"/>'
        for spot in zone.spots
    )
    parts = [f'<g clip-path="url(#figure)">{spots}</g>']
    if zone.touch and step.with_what != "none":
        glyph = "".join(_layers(content.glyphs[_tool(zone, step)], 1 / _GLYPH))
        scale = _number(unit * _GLYPH)
        place = f"translate({_pair(zone.touch.at)}) rotate({_number(zone.touch.turn)}) scale({scale})"
        parts.append(f'<g transform="{place}">{glyph}</g>')
    if step.direction in zone.ways:
        parts.append(signs.arrow(zone.ways[step.direction], unit, step.direction))
    elif zone.touch:
        at = f"translate({_pair(zone.touch.at)}) scale({_number(unit)})"
        parts.append(f'<g transform="{at}">{signs.around(step.direction)}</g>')
    return "".join(parts)


def _on_both_sides(zone: Zone, step: Step) -> bool:
    return zone.mirrored and not step.each_side


def _tool(zone: Zone, step: Step) -> str:
    """The glyph to draw; where everything is drawn on both sides, one hand of both is enough."""
    return "palm" if step.with_what == "both_hands" and _on_both_sides(zone, step) else step.with_what


def _twice(zone: Zone, step: Step, drawn: str) -> Iterator[str]:
    yield f"<g>{drawn}</g>"
    if _on_both_sides(zone, step):
        yield f'<g transform="matrix(-1 0 0 1 {2 * MIDDLE} 0)">{drawn}</g>'


def _layers(figure: Figure, unit: float, ids: bool = False) -> Iterator[str]:
    for number, layer in enumerate(figure.layers):
        id_ = f' id="l{number}"' if ids else ""
        yield (
            f'<path{id_} class="layer {layer.tone}" stroke-width="{_number(_OUTLINE * unit)}" '
            f"d={quoteattr(layer.d)}/>"
        )
    if figure.lines:
        yield f'<path class="lines" stroke-width="{_number(_LINE * unit)}" d={quoteattr(figure.lines)}/>'


def _clip(figure: Figure) -> str:
    uses = (
        f'<use href="#l{number}"/>'
        for number, layer in enumerate(figure.layers)
        if layer.tone not in _NOT_MARKED
    )
    return f'<clipPath id="figure">{"".join(uses)}</clipPath>'


def _pair(at: tuple[float, float]) -> str:
    return f"{_number(at[0])} {_number(at[1])}"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
