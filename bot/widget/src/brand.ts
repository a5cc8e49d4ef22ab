/** A clinic's colour, made readable: WCAG contrast of at least 4.5 to 1 on both of our papers. */

const READABLE = 4.5;
const PAPER: Rgb = [250, 246, 239];
const NIGHT: Rgb = [29, 36, 38];

type Rgb = [number, number, number];

function parse(hex: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return match && (match.slice(1).map((pair) => parseInt(pair, 16)) as Rgb);
}

/** Relative luminance, 0 to 1, as WCAG 2.2 defines it. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function toward(colour: Rgb, end: number): Rgb {
  return colour.map((channel) => Math.round(channel + (end - channel) * 0.06)) as Rgb;
}

/** Moves the colour step by step away from the paper until it can be read on it. */
function readable(colour: Rgb, paper: Rgb, end: 0 | 255): string {
  let tried = colour;
  for (let step = 0; step < 60 && contrast(tried, paper) < READABLE; step += 1) tried = toward(tried, end);
  return `rgb(${tried.join(" ")})`;
}

/** Sets the accent of both schemes on an element. An unreadable colour code leaves our own. */
export function paint(element: HTMLElement, hex: string): void {
  const colour = parse(hex);
  if (!colour) return;
  element.style.setProperty("--brand-by-day", readable(colour, PAPER, 0));
  element.style.setProperty("--brand-by-night", readable(colour, NIGHT, 255));
}
