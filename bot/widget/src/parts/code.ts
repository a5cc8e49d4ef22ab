/** The private code for coming back: the field where it is typed, and forgetting it. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { words } from "../locales/en";

/** For the menu: earlier visits are forgotten, and the code no longer works. */
export async function forgetCode(panel: ChatPanel): Promise<void> {
  const done = await panel.talk.file("memory", "DELETE").then(() => true, () => false);
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
