/** One step of a routine, large enough to follow from a phone on the desk, with its own timer. */

import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { announce } from "../announcer";
import { pause, play } from "../icons";
import { words } from "../locales/en";
import { inline } from "../markdown";
import type { Card } from "../types";

const TICK_MS = 250;

export class StepCard extends LitElement {
  static override properties = { card: { attribute: false }, leftMs: { state: true }, running: { state: true } };

  declare card: Card;
  declare leftMs: number;
  declare running: boolean;
  private tick = 0;
  private endsAt = 0;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    clearInterval(this.tick);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("card")) this.reset();
  }

  override render(): TemplateResult {
    const { title, number = 1, of = 1, where, feel, each_side: both, part } = this.card;
    return html`
      <section class="card step">
        <p class="progress">${[words.step(number, of), part].filter(Boolean).join(", ")}</p>
        <progress max=${of} value=${number} aria-label=${words.step(number, of)}></progress>
        <h2>${title}</h2>
        <p class="do">${inline(this.card.do ?? "")}</p>
        ${this.picture()}
        ${both ? html`<p class="both">${words.eachSide}</p>` : ""}
        ${this.card.seconds ? this.timer() : ""}
        <dl>${fact(words.where, where)} ${fact(words.pressure, this.pressure)} ${fact(words.feel, feel)}</dl>
      </section>
    `;
  }

  private get pressure(): string {
    const { pressure } = this.card;
    return typeof pressure === "number" ? (words.pressures[pressure] ?? "") : (pressure ?? "");
  }

  /** Its place is kept before it has loaded, so that nothing jumps. The gateway's origin is our own. */
  private picture(): TemplateResult | string {
    const { picture } = this.card;
    if (!picture) return "";
    return html`<img class="picture" src=${picture.src} alt=${picture.alt} width="320" height="200" loading="lazy" decoding="async" />`;
  }

  private timer(): TemplateResult {
    const { seconds, strokes } = this.card;
    const label = this.running ? words.pause : this.leftMs < (seconds ?? 0) * 1000 ? words.resume : words.start;
    const length = [words.seconds(seconds ?? 0), strokes ? words.strokes(strokes) : ""].filter(Boolean).join(", ");
    return html`
      <div class="timer">
        <span class="clock" role="timer" aria-label=${length}>${clock(this.leftMs)}</span>
        <span class="length">${length}</span>
        <button class="main" @click=${() => this.toggle()}>${this.running ? pause : play}<span>${label}</span></button>
      </div>
    `;
  }

  private reset(): void {
    clearInterval(this.tick);
    this.running = false;
    this.leftMs = (this.card.seconds ?? 0) * 1000;
  }

  private toggle(): void {
    if (this.leftMs <= 0) this.reset();
    this.running = !this.running;
    clearInterval(this.tick);
    if (!this.running) return;
    this.endsAt = Date.now() + this.leftMs;
    this.tick = window.setInterval(() => this.count(), TICK_MS);
  }

  private count(): void {
    this.leftMs = Math.max(0, this.endsAt - Date.now());
    if (this.leftMs > 0) return;
    this.running = false;
    clearInterval(this.tick);
    navigator.vibrate?.(200);
    announce(this.getRootNode() as ShadowRoot, words.timeUp);
  }
}

function fact(name: string, value: string | null | undefined): TemplateResult | string {
  return value ? html`<div><dt>${name}</dt><dd>${inline(value)}</dd></div>` : "";
}

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

customElements.define("unknot-step", StepCard);
