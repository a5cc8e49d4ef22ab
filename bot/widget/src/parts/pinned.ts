/** What stays in view whatever is said next: the gravest card so far, or help without the server. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";
import { inline } from "../markdown";
import type { Card, Message } from "../types";
import { contacts, siteLinks } from "./help";

const GRAVEST_FIRST = ["emergency", "crisis", "urgent", "professional"];

/** Whether a card says that a person should get help. */
export function isSafety(card: Card | null): card is Card {
  return card !== null && GRAVEST_FIRST.includes(card.kind);
}

/** The newest of the gravest cards said so far. */
export function pinnedCard(messages: Message[]): Card | null {
  const cards = messages.map(({ card }) => card).filter(isSafety).reverse();
  return GRAVEST_FIRST.map((kind) => cards.find((card) => card.kind === kind)).find(Boolean) ?? null;
}

export function pinned(panel: ChatPanel): TemplateResult {
  const card = pinnedCard(panel.talk.messages);
  return html`${card ? warning(panel, card) : ""}${panel.talk.unreachable ? unreachable(panel) : ""}`;
}

function warning(panel: ChatPanel, card: Card): TemplateResult {
  const { folded } = panel;
  const lines = card.lines ?? [];
  return html`
    <section class="pinned ${card.kind}" aria-labelledby="pinned-title" tabindex="0">
      <div class="row">
        <h2 id="pinned-title">${card.title}</h2>
        ${lines.length
          ? html`<button class="fold" aria-expanded=${!folded} @click=${() => panel.show({ folded: !folded })}>
              ${folded ? words.showMore : words.showLess}
            </button>`
          : ""}
      </div>
      ${contacts(card.contacts ?? [])} ${folded ? "" : lines.map((line) => html`<p>${inline(line)}</p>`)}
    </section>
  `;
}

function unreachable({ site }: ChatPanel): TemplateResult {
  return html`
    <section class="pinned unreachable" aria-labelledby="unreachable-title" tabindex="0">
      <h2 id="unreachable-title">${words.unreachableTitle}</h2>
      <p>${words.unreachable}</p>
      ${contacts(siteLinks(site))}
    </section>
  `;
}
