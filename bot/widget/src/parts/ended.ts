/** The talk is over: by the person's wish, or because the server no longer knows it. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";

export function ended(panel: ChatPanel): TemplateResult {
  const { stage, draft } = panel.talk;
  return html`
    <div class="welcome">
      <div role="alert"><h2 tabindex="-1">${stage === "removed" ? words.removed : words.ended}</h2></div>
      ${draft ? html`<p class="said">${draft}</p>` : ""}
      <div class="decide">
        <button class="main" @click=${() => panel.restart()}>${words.startNew}</button>
      </div>
    </div>
  `;
}
