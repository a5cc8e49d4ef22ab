/** The cards that stand in the talk. A kind we do not know is shown by its title and lines. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";
import { inline, link } from "../markdown";
import type { Card, Choice } from "../types";
import { changeFor } from "./changes";
import { contacts } from "./help";
import { later } from "./later";

type Body = (card: Card, panel: ChatPanel, choices: Choice[]) => TemplateResult;

const BODIES: Record<string, Body> = { summary, plan, sources };

/** Draws one card. `open` says whether its choices can still be answered. */
export function card(panel: ChatPanel, card: Card, choices: Choice[], open: boolean): TemplateResult {
  if (card.kind === "step") return step(card, open);
  const body = BODIES[card.kind] ?? note;
  return html`
    <section class="card ${card.kind}">
      ${card.title ? html`<h2>${card.title}</h2>` : ""} ${body(card, panel, open ? choices : [])}
    </section>
  `;
}

function step(card: Card, open: boolean): TemplateResult {
  const done = html`<p class="done">${words.step(card.number ?? 1, card.of ?? 1)}: ${card.title}</p>`;
  return open ? html`<unknot-step .card=${card}></unknot-step>` : done;
}

function paragraphs(lines: string[] = []): TemplateResult[] {
  return lines.map((line) => html`<p>${inline(line)}</p>`);
}

function bullets(lines: string[] = []): TemplateResult {
  return html`<ul>${lines.map((line) => html`<li>${inline(line)}</li>`)}</ul>`;
}

function note(card: Card, panel: ChatPanel): TemplateResult {
  const facts = (card.items ?? []).map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return html`
    ${paragraphs(card.lines)} ${facts.length ? html`<dl>${facts}</dl>` : ""}
    ${(card.sections ?? []).map(({ title, lines }) => aside(title, lines))}
    ${contacts(card.contacts ?? [])} ${later(card, panel)}
  `;
}

function summary(card: Card, panel: ChatPanel, choices: Choice[]): TemplateResult {
  const rows = (card.items ?? []).map(({ label = "", value = "" }) => {
    const change = changeFor(label, choices);
    return html`
      <div>
        <dt>${label}</dt>
        <dd>
          <span>${value}</span>
          ${change ? changeButton(panel, change, label) : ""}
        </dd>
      </div>
    `;
  });
  return html`<dl>${rows}</dl>`;
}

function changeButton(panel: ChatPanel, { id, title }: Choice, label: string): TemplateResult {
  return html`
    <button class="change" aria-label=${words.changeItem(label)} @click=${() => panel.choose([id], [title])}>
      ${words.change}
    </button>
  `;
}

function plan(card: Card, panel: ChatPanel): TemplateResult {
  const parts = card.sections ?? [];
  return html`
    ${card.minutes ? html`<p class="minutes">${words.minutes(card.minutes)}</p>` : ""}
    ${parts.map(({ title, lines }) => html`<h3>${title}</h3>${bullets(lines)}`)}
    ${aside(words.why, card.reasons)} ${aside(words.leftOut, card.left_out)} ${later(card, panel)}
  `;
}

function aside(title: string, lines: string[] = []): TemplateResult | string {
  return lines.length ? html`<details><summary>${title}</summary>${bullets(lines)}</details>` : "";
}

function sources(card: Card): TemplateResult {
  const items = (card.items ?? []).map(({ title = "", organisation, year, url }) => {
    const about = [organisation, year].filter(Boolean).join(", ");
    return html`<li>${url ? link(title, url) : title}${about ? html`<span class="about">${about}</span>` : ""}</li>`;
  });
  return html`<ul>${items}</ul>`;
}
