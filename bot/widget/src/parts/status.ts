/** One honest line above the text box: what went wrong and what can be done about it. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";

export function status(panel: ChatPanel): TemplateResult {
  const { trouble, unreachable, queue, busy, messages } = panel.talk;
  const stuck = unreachable || !messages.length || queue.some(({ state }) => state === "failed");
  const lost = queue.length ? words.offline : words.connecting;
  const text = panel.notice || trouble || (unreachable ? lost : "");
  return html`
    <div id="status" class=${text ? "shown" : ""}>
      <p role="status">${text || (busy && queue.length ? html`<span class="unseen">${words.typing}</span>` : "")}</p>
      ${text && stuck
        ? html`<button class="plain" id="retry" @click=${() => panel.talk.retry()}>${words.tryAgain}</button>`
        : ""}
    </div>
  `;
}
