/**
 * Speaks to screen readers from regions outside the talk, each emptied after a while, so that
 * every message is heard once and the log is never read out again from the start.
 */

import { html, type TemplateResult } from "lit";

const EMPTY_AFTER_MS = 5_000;

export const regions: TemplateResult = html`
  <div class="unseen" id="polite" aria-live="polite" aria-relevant="additions"></div>
  <div class="unseen" id="assertive" role="alert"></div>
`;

/** Adds a text to one of the regions of `root`. Assertive interrupts: for danger only. */
export function announce(root: ParentNode, text: string, how: "polite" | "assertive" = "polite"): void {
  const region = root.querySelector(`#${how}`);
  if (!region || !text.trim()) return;
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), EMPTY_AFTER_MS);
}
