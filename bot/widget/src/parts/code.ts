/** Coming back: the cards with a chart or the offer of a code, and the field where a code is typed. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";
import type { Card } from "../types";

declare const VISITS: string; // the built file of ../visits.ts

/** What hangs on a card for return visits; its code is fetched with the first of them. */
export function visits({ chart, action }: Card, panel: ChatPanel): TemplateResult | string {
  if (!chart && action !== "make_code") return "";
  import(VISITS).catch(() => panel.show({ notice: words.interrupted }));
  return chart
    ? html`<unknot-chart .points=${chart.points}></unknot-chart>`
    : html`<unknot-code .make=${() => panel.talk.makeCode()}></unknot-code>`;
}

/** For the menu: earlier visits are forgotten, and the code no longer works. */
export async function forgetCode(panel: ChatPanel): Promise<void> {
  const done = await panel.talk.forgetCode().then(() => true, () => false);
  panel.show({ menuOpen: false, notice: done ? words.forgotten : words.notRemoved });
}

/** On the first screen: where a code from an earlier visit is typed, and what was wrong with it. */
export function codeField(panel: ChatPanel): TemplateResult {
  const { returnCode, trouble } = panel.talk;
  return html`
    <details ?open=${trouble !== ""}>
      <summary>${words.hereBefore}</summary>
      <label for="code">${words.yourCode}</label>
      <input
        id="code"
        maxlength="40"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="code-trouble"
        aria-invalid=${trouble !== ""}
        .value=${returnCode}
        @keydown=${({ key }: KeyboardEvent) => key === "Enter" && panel.agree()}
      />
      <p id="code-trouble" role="alert">${trouble}</p>
    </details>
  `;
}
