/**
 * The state of one talk: what was said, what waits to be sent, and what went wrong.
 * Fires `change` when anything to draw has changed, and `arrive` with new messages of the guide.
 */

import {
  erase,
  eraseOnLeaving,
  fetchFile,
  history,
  openSession,
  postMessage,
  Refusal,
  Unreachable,
} from "./gateway";
import { newId } from "./ids";
import { words } from "./locales/en";
import { Memory } from "./memory";
import type { Answer, Message, Outgoing, Site } from "./types";

export type Stage = "consent" | "talking" | "ended" | "removed";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
const SESSION_OVER = [401, 403, 404, 410];

export class Conversation extends EventTarget {
  stage: Stage = "consent";
  messages: Message[] = [];
  queue: Outgoing[] = [];
  draft = "";
  returnCode = "";
  trouble = "";
  unreachable = false;
  busy = false;
  private token = "";
  private talk = 0;
  private behind = true;
  private resumed = false;
  private retryMs = FIRST_RETRY_MS;
  private timer = 0;
  private readonly memory: Memory;

  constructor(
    private readonly site: Site,
    private readonly locale: string,
  ) {
    super();
    this.memory = new Memory(site.id);
  }

  /** Takes up the talk this tab had before, if its consent text still stands. */
  resume(): void {
    const kept = this.memory.recall();
    if (!kept || kept.consent !== this.site.consent.version) return;
    this.token = kept.token;
    this.queue = kept.queue.map((outgoing) => ({ ...outgoing, state: "waiting" }));
    this.draft = kept.draft;
    this.stage = "talking";
    this.resumed = true;
    void this.advance();
  }

  /** The person agreed: only now is a session opened and anything stored. `code` is of an earlier visit. */
  agree(code = ""): void {
    this.returnCode = code;
    this.stage = "talking";
    void this.advance();
  }

  say(text: string): void {
    this.draft = "";
    this.enqueue({ text }, text);
  }

  choose(ids: string[], titles: string[]): void {
    this.enqueue({ choices: ids }, titles.join(", "));
  }

  retry(): void {
    for (const outgoing of this.queue) outgoing.state = "waiting";
    void this.advance();
  }

  keepDraft(draft: string): void {
    this.draft = draft;
    this.persist();
  }

  /** Erases this talk and opens a new one. Throws when the gateway cannot confirm the erasure. */
  async startAgain(): Promise<void> {
    await this.forget();
    this.agree();
  }

  /** Erases this talk here and on the server. Throws when the gateway cannot confirm it. */
  async remove(): Promise<void> {
    await this.forget();
    this.stage = "removed";
    this.changed();
  }

  /** Lets go of this talk at once, without waiting for anything. */
  leave(): void {
    if (this.token) eraseOnLeaving(this.token);
    this.memory.forget();
    clearTimeout(this.timer);
    this.talk += 1;
  }

  /** A file the gateway makes of this talk: `export`, `note?format=text`; "POST" to `memory` makes a code. */
  async file(path: string, method = "GET"): Promise<Blob> {
    return fetchFile(this.token, path, method);
  }

  private async forget(): Promise<void> {
    if (this.token) await erase(this.token).catch(unlessOver);
    this.memory.forget();
    clearTimeout(this.timer);
    this.talk += 1;
    Object.assign(this, { token: "", messages: [], queue: [], draft: "", trouble: "", returnCode: "" });
    Object.assign(this, { behind: true, resumed: false, busy: false, unreachable: false });
  }

  private enqueue(answer: Answer, text: string): void {
    this.queue.push({ id: newId(), text, answer, state: "waiting" });
    this.persist();
    void this.advance();
  }

  /** Does whatever is next: open, catch up, send. One at a time, in order, until done or stopped. */
  private async advance(): Promise<void> {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.busy = true;
    if (!this.queue.some(({ state }) => state === "failed")) this.trouble = "";
    this.changed();
    const talk = this.talk;
    try {
      if (!this.token) await this.open();
      if (this.behind) await this.catchUp();
      for (let next = this.next; next && talk === this.talk; next = this.next) await this.send(next);
      this.unreachable = false;
      this.retryMs = FIRST_RETRY_MS;
    } catch (error) {
      if (talk === this.talk) this.stumble(error);
    }
    if (talk !== this.talk) return;
    this.busy = false;
    this.persist();
    this.changed();
  }

  private async open(): Promise<void> {
    const { id, consent } = this.site;
    this.token = (await openSession(id, this.locale, consent.version, this.returnCode)).token;
    this.returnCode = "";
    this.persist();
  }

  private async catchUp(): Promise<void> {
    const quiet = this.resumed;
    const fresh = this.merge(await history(this.token, this.lastSeq));
    this.behind = this.resumed = false;
    this.arrived(quiet ? fresh.slice(-1) : fresh);
  }

  private async send(outgoing: Outgoing): Promise<void> {
    const token = this.token;
    outgoing.state = "sending";
    this.changed();
    const { seq, replies } = await postMessage(token, outgoing.id, outgoing.answer);
    if (token !== this.token) return;
    if (seq > this.lastSeq + 1) await this.catchUp();
    this.unreachable = false;
    this.arrived(this.merge([said(outgoing, seq), ...replies.map(byGuide)]));
  }

  /** What to send now. One that failed waits for "try again" and holds up nothing said after it. */
  private get next(): Outgoing | undefined {
    return this.queue.find(({ state }) => state === "waiting");
  }

  private get lastSeq(): number {
    return this.messages.at(-1)?.seq ?? 0;
  }

  /** Adds what is new, in order, once. Returns what the guide said anew. */
  private merge(messages: Message[]): Message[] {
    const known = new Set(this.messages.map(({ seq }) => seq));
    const unanswered = new Set(this.queue.map(({ id }) => id));
    const fresh = messages
      .filter(({ id, state }) => state !== "accepted" || !unanswered.has(id))
      .filter(({ seq }) => !known.has(seq) && known.add(seq));
    this.messages = [...this.messages, ...fresh].sort((one, other) => one.seq - other.seq);
    const acknowledged = new Set(this.messages.map(({ id }) => id));
    this.queue = this.queue.filter(({ id }) => !acknowledged.has(id));
    this.persist();
    return fresh.filter(({ author }) => author === "bot");
  }

  private stumble(error: unknown): void {
    const head = this.queue.find(({ state }) => state === "sending");
    if (head) head.state = "waiting";
    if (error instanceof Unreachable) return this.wait();
    if (!(error instanceof Refusal)) throw error;
    this.trouble = error.detail || words.interrupted;
    if (error.status === 429) this.later(error.retryAfterSeconds * 1000 || this.retryMs);
    else if (!this.token && this.returnCode) this.stage = "consent";
    else if (SESSION_OVER.includes(error.status)) this.end();
    else if (head && error.status >= 500) head.state = "failed";
    else if (head) this.giveBack(head);
    if (this.next && this.stage === "talking" && error.status !== 429) this.later(0);
  }

  private wait(): void {
    this.unreachable = true;
    this.later(this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }

  private later(delayMs: number): void {
    this.timer = window.setTimeout(() => void this.advance(), delayMs);
  }

  private end(): void {
    this.stage = "ended";
    for (const outgoing of this.queue) this.giveBack(outgoing);
    this.memory.forget();
    this.token = "";
  }

  /** A message the gateway will never take goes back to the text box, so that nothing typed is lost. */
  private giveBack(outgoing: Outgoing): void {
    this.queue = this.queue.filter((other) => other !== outgoing);
    if ("text" in outgoing.answer) this.draft = `${this.draft} ${outgoing.text}`.trim();
    this.behind = true;
  }

  private persist(): void {
    const { token, queue, draft } = this;
    if (token) this.memory.keep({ token, queue, draft, consent: this.site.consent.version });
  }

  private arrived(messages: Message[]): void {
    this.changed();
    if (messages.length) this.dispatchEvent(new CustomEvent<Message[]>("arrive", { detail: messages }));
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function said({ id, text }: Outgoing, seq: number): Message {
  return { id, seq, author: "person", text, choices: [], multiple: false, expects: null, card: null };
}

function byGuide(message: Message): Message {
  return { ...message, author: "bot" };
}

function unlessOver(error: unknown): void {
  if (!(error instanceof Refusal && SESSION_OVER.includes(error.status))) throw error;
}
