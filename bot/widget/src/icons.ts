/** Small drawings, all decorative: the words beside them say the same. */

import { svg, type TemplateResult } from "lit";

const drawing = (paths: TemplateResult): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

export const knot = drawing(svg`<path d="M2 16c5 0 6-9 11-9 3 0 4 2 4 4s-2 4-4 4c-4 0-5-8-8-8"/><path d="M14.5 15c2 1.500 4 1 7.500 1"/>`);
/** A rope that comes out of its knot: the picture of the first page. */
export const unknotting = svg`
  <svg class="rope" viewBox="0 0 320 80" aria-hidden="true" focusable="false">
    <path d="M2 52c26 0 30-34 58-34 20 0 28 14 28 26s-9 22-22 22c-22 0-26-44 4-50 34-7 34 44 64 44 22 0 26-20 48-20 18 0 20 12 38 12 16 0 18-8 34-8 20 0 22 4 64 4" />
  </svg>
`;
export const cross = drawing(svg`<path d="M6 6l12 12M18 6L6 18"/>`);
export const door = drawing(svg`<path d="M10 4H5v16h5M10 12h10M16 8l4 4-4 4"/>`);
export const more = drawing(svg`<path d="M4 8h16M4 16h10"/>`);
export const arrow = drawing(svg`<path d="M12 19V5M6 11l6-6 6 6"/>`);
export const phone = drawing(svg`<path d="M6 3h3l2 5-2.500 1.500a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>`);
export const play = drawing(svg`<path d="M8 5l11 7-11 7z"/>`);
export const pause = drawing(svg`<path d="M8 5v14M16 5v14"/>`);
