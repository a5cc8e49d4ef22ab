/** Answers to pick instead of typing: buttons, tick boxes for several, or a scale from 0 to 10. */

import { html, LitElement, type TemplateResult } from "lit";
import { words } from "../locales/en";
import type { Choice, Message } from "../types";
import { withoutChanges } from "./changes";

const SHORT = 14; // letters: so that two answers fit beside each other on a phone
const SCALE = Array.from({ length: 11 }, (_value, number) => String(number));

export class Answers extends LitElement {
  static override properties = { message: { attribute: false }, hint: { state: true } };

  declare message: Message;
  declare hint: string;

  constructor() {
    super();
    this.hint = "";
  }

  /** Drawn in the light, so that the one stylesheet of the chat reaches it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult | string {
    const { multiple, expects, card } = this.message;
    const choices = withoutChanges(card, this.message.choices);
    const scale = words.scale[expects as "stress"];
    if (scale && (!choices.length || isScale(choices))) return this.scale(scale, choices);
    if (!choices.length) return "";
    return multiple ? this.boxes(choices) : this.buttons(choices);
  }

  private buttons(choices: Choice[]): TemplateResult {
    return html`
      <div class="answers" role="group" aria-label=${words.choices}>
        ${choices.map((choice) => html`<button @click=${() => this.choose([choice])}>${choice.title}</button>`)}
      </div>
    `;
  }

  private boxes(choices: Choice[]): TemplateResult {
    return html`
      <form class="boxes" @submit=${(event: SubmitEvent) => this.submit(event, choices)}>
        <fieldset class=${choices.every(({ title }) => title.length <= SHORT) ? "short" : ""}>
          <legend>${words.several}</legend>
          ${choices.map(
            ({ id, title }) => html`<label><input type="checkbox" name="choice" value=${id} /><span>${title}</span></label>`,
          )}
        </fieldset>
        <p class="hint" role="status">${this.hint}</p>
        <button class="main">${words.sendChosen}</button>
      </form>
    `;
  }

  private scale({ legend, low, high }: typeof words.scale.stress, choices: Choice[]): TemplateResult {
    const pick = (number: string, index: number): void =>
      choices[index] ? this.choose([choices[index]]) : this.send([], [number]);
    return html`
      <div class="scale" role="group" aria-label=${legend}>
        ${SCALE.map((number, index) => html`<button @click=${() => pick(number, index)}>${number}</button>`)}
        <span aria-hidden="true">${low}</span><span aria-hidden="true">${high}</span>
      </div>
      ${choices.length > SCALE.length ? this.buttons(choices.slice(SCALE.length)) : ""}
    `;
  }

  private submit(event: SubmitEvent, choices: Choice[]): void {
    event.preventDefault();
    const picked = new FormData(event.target as HTMLFormElement).getAll("choice");
    const chosen = choices.filter(({ id }) => picked.includes(id));
    if (chosen.length) this.choose(chosen);
    else this.hint = words.noneChosen;
  }

  private choose(choices: Choice[]): void {
    this.send(
      choices.map(({ id }) => id),
      choices.map(({ title }) => title),
    );
  }

  private send(ids: string[], titles: string[]): void {
    this.dispatchEvent(new CustomEvent("choose", { detail: { ids, titles } }));
  }
}

/** Whether the choices begin with 0 to 10; what follows ("Not sure") is shown as buttons below the scale. */
function isScale(choices: Choice[]): boolean {
  return SCALE.every((number, index) => choices[index]?.title.startsWith(number));
}

customElements.define("unknot-answers", Answers);
