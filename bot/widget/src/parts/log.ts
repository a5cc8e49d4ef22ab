/** The talk so far, oldest first, with what waits to be sent and the answers to the open question. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";
import { markdown } from "../markdown";
import type { Message, Outgoing } from "../types";
import { card } from "./cards";
import { pinnedCard } from "./pinned";

export function log(panel: ChatPanel): TemplateResult {
  const { messages, queue, busy } = panel.talk;
  const last = messages.at(-1);
  const mine = [...messages].reverse().find(({ author }) => author === "person") ?? messages[0];
  const latest = last?.card?.kind === "step" ? last : mine;
  return html`
    <div id="log" role="log" aria-live="off" aria-label=${words.conversation} tabindex="0">
      ${messages.map((message) =>
        line(panel, message, message === last && !queue.length, message === latest && !queue.length),
      )}
      ${last || busy ? "" : html`<p>${panel.site.brand.greeting}</p>`} ${queue.map(waiting)} ${busy ? dots : ""}
    </div>
  `;
}

const dots = html`<div class="dots" aria-hidden="true"><i></i><i></i><i></i></div>`;

function line(panel: ChatPanel, message: Message, open: boolean, latest: boolean): TemplateResult {
  const mine = message.author === "person";
  const pinnedNow = message.card && message.card === pinnedCard(panel.talk.messages);
  return html`
    <article class="${mine ? "person" : "bot"} ${latest ? "latest" : ""}">
      <span class="unseen">${mine ? words.you : words.guide}</span>
      ${mine ? html`<p class="said">${message.text}</p>` : prose(message)}
      ${message.card && !pinnedNow ? card(panel, message.card, message.choices, open) : ""}
      ${open && !mine ? html`<unknot-answers .message=${message} @choose=${chosen(panel)}></unknot-answers>` : ""}
    </article>
  `;
}

/** The text of a message. A step's card says the same in larger words, so its text stays unsaid. */
function prose({ text, card: beside }: Message): TemplateResult | string {
  return text && beside?.kind !== "step" ? html`<div class="prose">${markdown(text)}</div>` : "";
}

const chosen =
  (panel: ChatPanel) =>
  ({ detail }: CustomEvent<{ ids: string[]; titles: string[] }>): void =>
    detail.ids.length ? panel.choose(detail.ids, detail.titles) : panel.say(detail.titles.join());

function waiting({ text, state }: Outgoing, index: number): TemplateResult {
  const note = { waiting: words.waiting, sending: words.sending, failed: words.failed }[state];
  return html`
    <article class="person ${state} ${index ? "" : "latest"}">
      <span class="unseen">${words.you}</span>
      <p class="said">${text}</p>
      <p class="state">${note}</p>
    </article>
  `;
}
