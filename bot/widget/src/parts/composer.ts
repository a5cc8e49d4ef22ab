/** The text box: Enter sends, Shift and Enter makes a new line, 2,000 letters at most. */

import { html, LitElement, type TemplateResult } from "lit";
import { arrow } from "../icons";
import { words } from "../locales/en";

const MOST_LETTERS = 2_000; // the gateway's own limit, counted in code points as it does
const WARN_FROM = 1_800;

export class Composer extends LitElement {
  static override properties = { draft: {} };

  declare draft: string;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    return html`
      <form class="composer" @submit=${this.submit}>
        <label class="unseen" for="box">${words.message}</label>
        <textarea
          id="box"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          aria-describedby="count"
          placeholder=${words.placeholder}
          @input=${this.type}
          @keydown=${this.press}
        ></textarea>
        <button class="send">${arrow}<span class="unseen">${words.send}</span></button>
        <p id="count" role="status">${this.count()}</p>
      </form>
    `;
  }

  protected override updated(): void {
    const box = this.querySelector("textarea");
    if (box && box.value !== this.draft) box.value = this.draft;
  }

  private count(): string {
    const letters = [...this.draft].length;
    if (letters > MOST_LETTERS) return words.tooLong(MOST_LETTERS);
    return letters >= WARN_FROM ? words.left(MOST_LETTERS - letters) : "";
  }

  private type(event: Event): void {
    this.draft = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new CustomEvent("draft", { detail: this.draft }));
  }

  private press(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.draft.trim();
    if (!text || [...this.draft].length > MOST_LETTERS) return;
    this.draft = "";
    this.dispatchEvent(new CustomEvent("say", { detail: text }));
  }
}

customElements.define("unknot-composer", Composer);
