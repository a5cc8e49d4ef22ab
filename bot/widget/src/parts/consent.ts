/** The first screen: what is kept, by whom, and how long. Nothing is asked of the server here. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { unknotting } from "../icons";
import { words } from "../locales/en";
import { markdown } from "../markdown";
import { codeField } from "./code";
import { numbers } from "./help";

export function consent(panel: ChatPanel): TemplateResult {
  const { brand, consent: agreement, emergency } = panel.site;
  return html`
    <div class="welcome">
      ${unknotting}
      <h2 tabindex="-1">${brand.greeting}</h2>
      <h3>${words.consentTitle}</h3>
      <div class="prose">${markdown(agreement.text)}</div>
      <div class="decide">
        <button class="main" id="agree" @click=${() => panel.agree()}>${words.agree}</button>
        <button class="plain" id="decline" @click=${() => panel.close()}>${words.decline}</button>
      </div>
      <p class="hint">${words.emergencyHint} ${numbers(emergency.numbers)}.</p>
      ${codeField(panel)}
    </div>
  `;
}
