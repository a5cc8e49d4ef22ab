/** The chat as one element: it draws the stage the conversation is in and moves the focus. */

import { html, LitElement, unsafeCSS, type TemplateResult } from "lit";
import { announce, regions } from "./announcer";
import { paint } from "./brand";
import { Conversation } from "./conversation";
import "./parts/answers";
import "./parts/composer";
import { words } from "./locales/en";
import { isSafety, pinned } from "./parts/pinned";
import { consent } from "./parts/consent";
import { header } from "./parts/header";
import { log } from "./parts/log";
import { question, type Question } from "./parts/question";
import { spoken } from "./parts/spoken";
import { status } from "./parts/status";
import { ended } from "./parts/ended";
import "./parts/step-card";
import style from "./styles/chat.css";
import type { Message, Site } from "./types";

export class ChatPanel extends LitElement {
  static override styles = unsafeCSS(style);

  readonly talk: Conversation;
  menuOpen = false;
  folded = false;
  asking: Question | null = null;
  notice = "";
  private readonly warned = new Set<string>();
  private moved = false;
  private troubled = false;

  constructor(
    readonly site: Site,
    locale: string,
  ) {
    super();
    this.talk = new Conversation(site, locale);
    this.talk.addEventListener("change", () => this.redraw());
    this.talk.addEventListener("arrive", (event) => this.hear((event as CustomEvent<Message[]>).detail));
    paint(this, site.brand.colour);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    addEventListener("online", () => this.talk.unreachable && this.talk.retry());
    addEventListener("message", ({ source, data }) => {
      if (source === parent && data?.unknot === "open") void this.focusStage();
    });
    this.talk.resume();
    this.tellHost("ready");
  }

  override render(): TemplateResult {
    const { stage } = this.talk;
    return html`
      ${header(this)}
      <main>
        ${regions} ${pinned(this)}
        ${stage === "consent" ? consent(this) : stage === "talking" ? this.conversation() : ended(this)}
      </main>
      ${question(this)}
    `;
  }

  private conversation(): TemplateResult {
    const { draft } = this.talk;
    return html`
      ${log(this)} ${status(this)}
      <unknot-composer
        .draft=${draft}
        @say=${({ detail }: CustomEvent<string>) => this.say(detail)}
        @draft=${({ detail }: CustomEvent<string>) => this.talk.keepDraft(detail)}
      ></unknot-composer>
    `;
  }

  agree(): void {
    this.talk.agree(this.renderRoot.querySelector<HTMLInputElement>("#code")?.value.trim());
    this.tellHost("agreed");
    void this.focusStage();
  }

  say(text: string): void {
    this.notice = "";
    this.moved = true;
    this.talk.say(text);
  }

  choose(ids: string[], titles: string[]): void {
    this.notice = "";
    this.moved = true;
    this.talk.choose(ids, titles);
    void this.focusStage();
  }

  /** After an end: a new talk, with consent asked again. */
  restart(): void {
    this.talk.stage = "consent";
    this.show({ notice: "" });
    void this.focusStage();
  }

  /** Does what the person confirmed, or says that it could not be done. */
  async confirm(question: Question): Promise<void> {
    this.show({ asking: null, notice: "" });
    this.warned.clear();
    const deed = question === "remove" ? this.talk.remove() : this.talk.startAgain();
    await deed.then(
      () => {
        if (question === "remove") this.tellHost("removed");
        return this.focusStage();
      },
      () => this.show({ notice: words.notRemoved }),
    );
  }

  /** Changes what is open on the screen, and draws it. */
  show(change: Partial<Pick<ChatPanel, "menuOpen" | "folded" | "asking" | "notice">>): void {
    Object.assign(this, change);
    this.requestUpdate();
  }

  close(): void {
    this.show({ menuOpen: false });
    this.tellHost("close");
  }

  /** For somebody who is watched: the talk is gone from the screen at once, and the page behind it as well. */
  leave(): void {
    this.talk.leave();
    this.remove();
    this.tellHost("leave");
    if (parent === window) location.replace(this.site.leave_to);
  }

  /** Puts the focus where the person goes on: the text box, or on touch the last thing said. */
  async focusStage(): Promise<void> {
    await this.updateComplete;
    const touch = matchMedia("(pointer: coarse)").matches;
    const box = touch ? null : this.renderRoot.querySelector("textarea");
    const code = this.talk.trouble ? this.renderRoot.querySelector<HTMLElement>("#code") : null;
    const target = box ?? code ?? this.renderRoot.querySelector<HTMLElement>(".welcome h2, #log");
    target?.focus({ preventScroll: true });
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (dialog && !dialog.open) dialog.showModal();
    if (this.moved) requestAnimationFrame(() => this.bringUp());
    this.moved = false;
  }

  /** Brings the newest exchange to the top, once everything in it has its size. */
  private bringUp(): void {
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    this.renderRoot.querySelector(".latest")?.scrollIntoView({ block: "start", behavior });
  }

  private redraw(): void {
    const { unreachable, trouble } = this.talk;
    const troubled = unreachable || trouble !== "";
    this.moved ||= troubled && !this.troubled;
    this.requestUpdate();
    if (troubled && !this.troubled && this.talk.stage === "consent") void this.focusStage();
    this.troubled = troubled;
  }

  private escape(): void {
    if (this.menuOpen) this.show({ menuOpen: false });
    else if (!this.asking) this.close();
  }

  private hear(messages: Message[]): void {
    for (const message of messages) {
      const danger = isSafety(message.card) && !this.warned.has(JSON.stringify(message.card));
      if (danger) this.warned.add(JSON.stringify(message.card));
      announce(this.renderRoot, spoken(message), danger ? "assertive" : "polite");
    }
    this.moved = true;
    this.show({ folded: !messages.some(({ card }) => isSafety(card)) });
  }

  private tellHost(news: "ready" | "agreed" | "removed" | "close" | "leave"): void {
    if (parent !== window) parent.postMessage({ unknot: news, to: this.site.leave_to }, "*");
  }
}

customElements.define("unknot-chat", ChatPanel);

