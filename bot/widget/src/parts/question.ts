/** "Are you sure?" before anything is deleted, in the browser's own dialog. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";

export type Question = "startAgain" | "remove";

export function question(panel: ChatPanel): TemplateResult | string {
  const { asking } = panel;
  if (!asking) return "";
  const [text, label] =
    asking === "remove" ? [words.removeAsk, words.remove] : [words.startAgainAsk, words.startAgain];
  return html`
    <dialog aria-labelledby="ask" @close=${() => panel.show({ asking: null })}>
      <p id="ask">${text}</p>
      <div class="decide">
        <button class="main danger" id="confirm" @click=${() => void panel.confirm(asking)}>${label}</button>
        <button class="plain" id="keep" @click=${() => panel.show({ asking: null })}>${words.keep}</button>
      </div>
    </dialog>
  `;
}
