/**
 * The launcher: one button on the clinic's page, and the chat in a frame on our own origin.
 * The frame is only fetched when the person shows interest in the button.
 */

import { launcher as words } from "./locales/en";
import style from "./styles/launcher.css";

const OPEN_KEY = "unknot:open";
const PATIENCE_MS = 15_000;

function launch({ src, dataset }: HTMLScriptElement): void {
  const { origin } = new URL(src);
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const button = document.createElement("button");
  const frame = document.createElement("iframe");
  const note = document.createElement("p");
  let wanted = false;
  let ready = false;
  let agreed = false;

  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  host.className = dataset.position === "start" ? "start" : "";
  frame.title = words.frame;
  frame.hidden = true;
  note.setAttribute("role", "alert");
  button.append(drawing(), words.open);
  root.append(button, frame, note);

  const load = (): void => {
    if (frame.src) return;
    frame.src = `${origin}/panel?site=${encodeURIComponent(dataset.site ?? "")}`;
    setTimeout(() => (note.textContent = ready ? "" : words.unreachable), PATIENCE_MS);
  };
  const toggle = (show: boolean): void => {
    button.hidden = show;
    frame.hidden = !show;
    if (agreed) remember(show);
    if (show) load();
  };
  const focus = (): void => {
    frame.focus();
    frame.contentWindow?.postMessage({ unknot: "open" }, origin);
  };
  const heard: Record<string, () => void> = {
    ready() {
      ready = true;
      note.textContent = "";
      if (wanted) focus();
    },
    agreed() {
      agreed = true;
      remember(true);
    },
    removed() {
      agreed = false;
      remember(null);
    },
    close() {
      toggle(false);
      button.focus();
    },
  };

  for (const intent of ["pointerenter", "focus", "touchstart"]) {
    button.addEventListener(intent, load, { passive: true, once: true });
  }
  button.onclick = () => {
    wanted = true;
    toggle(true);
    if (ready) focus();
  };
  addEventListener("message", ({ source, data }) => {
    if (source && source === frame.contentWindow) heard[data?.unknot]?.();
  });
  agreed = remembered() !== null;
  toggle(remembered() === "true");
  document.body.append(host);
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
if (document.body) launch(script);
else addEventListener("DOMContentLoaded", () => launch(script));
