/**
 * The launcher: one button on the clinic's page, and the chat in a frame on our own origin.
 * The frame is only fetched when the person shows interest in the button.
 */

import { launcher as words } from "./locales/en";
import style from "./styles/launcher.css";

const OPEN_KEY = "unknot:open";
const PATIENCE_MS = 15_000;

class Launcher {
  private readonly button = document.createElement("button");
  private readonly frame = document.createElement("iframe");
  private readonly note = document.createElement("p");
  private readonly origin: string;
  private ready = false;
  private wanted = false;
  private agreed = remembered() !== null;

  constructor(
    { src }: HTMLScriptElement,
    private readonly options: DOMStringMap,
  ) {
    this.origin = new URL(src).origin;
    this.button.append(drawing(), words.open);
    this.frame.title = words.frame;
    this.frame.allow = "clipboard-write";
    this.note.setAttribute("role", "alert");
    this.listen();
    this.show(remembered() === "true");
    this.mount();
  }

  private mount(): void {
    const host = document.createElement("div");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    root.append(this.button, this.frame, this.note);
    host.className = this.options.position ?? "";
    document.body.append(host);
  }

  private listen(): void {
    for (const intent of ["pointerenter", "focus", "touchstart"]) {
      this.button.addEventListener(intent, () => this.load(), { passive: true, once: true });
    }
    this.button.onclick = () => {
      this.wanted = true;
      this.show(true);
      if (this.ready) this.focus();
    };
    addEventListener("message", ({ source, data }) => {
      if (source && source === this.frame.contentWindow) this.hear(data?.unknot, data?.to);
    });
  }

  private hear(news: unknown, to: unknown): void {
    if (news === "ready") this.greet();
    else if (news === "agreed") this.agree(true);
    else if (news === "removed") this.agree(false);
    else if (news === "close") this.close();
    else if (news === "leave") this.leave(`${to}`);
  }

  private agree(agreed: boolean): void {
    this.agreed = agreed;
    remember(agreed || null);
  }

  private load(): void {
    if (this.frame.src) return;
    this.frame.src = `${this.origin}/panel?site=${encodeURIComponent(this.options.site ?? "")}`;
    setTimeout(() => this.ready || this.giveUp(), PATIENCE_MS);
  }

  /** An empty frame must not cover the page, on a phone all of it: the button comes back and tries anew. */
  private giveUp(): void {
    console.error(words.blocked, this.frame.src);
    if (!this.frame.hidden) this.note.textContent = words.unreachable;
    this.frame.removeAttribute("src");
    this.show(false);
  }

  private show(open: boolean): void {
    this.button.hidden = open;
    this.frame.hidden = !open;
    if (this.agreed) remember(open);
    if (open) this.load();
  }

  private greet(): void {
    this.ready = true;
    this.note.textContent = "";
    if (this.wanted) this.focus();
  }

  private focus(): void {
    this.frame.focus();
    this.frame.contentWindow?.postMessage({ unknot: "open" }, this.origin);
  }

  /** Out of the page at once; "back" does not lead here again. */
  private leave(to: string): void {
    this.frame.hidden = true;
    this.agree(false);
    if (/^https?:/.test(to)) location.replace(to);
  }

  private close(): void {
    this.show(false);
    this.button.focus();
  }
}

function drawing(): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M2 16c5 0 6-9 11-9 3 0 4 2 4 4s-2 4-4 4c-4 0-5-8-8-8M14.5 15c2 1.500 4 1 7.500 1");
  svg.append(path);
  return svg;
}

/** Whether the chat stands open, for the next page. Only ever written after consent. */
function remember(open: boolean | null): void {
  try {
    if (open === null) sessionStorage.removeItem(OPEN_KEY);
    else sessionStorage.setItem(OPEN_KEY, `${open}`);
  } catch {
    // Blocked storage: the next page starts closed.
  }
}

function remembered(): string | null {
  try {
    return sessionStorage.getItem(OPEN_KEY);
  } catch {
    return null;
  }
}

const script = document.currentScript as HTMLScriptElement;
const launch = (): Launcher => new Launcher(script, script.dataset);
if (document.body) launch();
else addEventListener("DOMContentLoaded", launch);
