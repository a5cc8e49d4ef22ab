/** Parts of cards whose code is a file of its own, fetched with the first card that needs it. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";
import type { Card } from "../types";

declare const PAPERS: string; // the built file of ../papers.ts
declare const VISITS: string; // the built file of ../visits.ts

/** The buttons that take a card along, the chart over the visits, or the offer of a private code. */
export function later({ kind, formats, chart, action }: Card, panel: ChatPanel): TemplateResult | string {
  if (!formats && !chart && !action) return "";
  import(formats ? PAPERS : VISITS).catch(() => panel.show({ notice: words.notDownloaded }));
  const take = (path: string, method?: string): Promise<Blob> => panel.talk.file(path, method);
  if (formats) return html`<unknot-papers .kind=${kind} .formats=${formats} .take=${take}></unknot-papers>`;
  return chart ? html`<unknot-chart .points=${chart.points}></unknot-chart>` : html`<unknot-code .take=${take}></unknot-code>`;
}
