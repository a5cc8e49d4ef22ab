/** The bar at the top: whose chat this is, the menu, and the way out. */

import { html, type TemplateResult } from "lit";
import type { ChatPanel } from "../chat-panel";
import { cross, door, knot, more } from "../icons";
import { words } from "../locales/en";
import { link } from "../markdown";
import { forgetCode } from "./code";

export function header(panel: ChatPanel): TemplateResult {
  const toggle = (): void => panel.show({ menuOpen: !panel.menuOpen });
  return html`
    <header>
      <span class="mark">${knot}</span>
      <div class="whose">
        <h1>${panel.site.brand.name}</h1>
        <span>${words.subtitle}</span>
      </div>
      <button
        class="tool"
        id="more"
        aria-expanded=${panel.menuOpen}
        aria-controls="menu"
        ?hidden=${panel.talk.stage !== "talking"}
        @click=${toggle}
      >
        ${more}<span class="unseen">${words.more}</span>
      </button>
      <button class="tool" id="leave" title=${words.leave} @click=${() => panel.leave()}>
        ${door}<span class="unseen">${words.leave}</span>
      </button>
      <button class="tool" id="close" @click=${() => panel.close()}>
        ${cross}<span class="unseen">${words.close}</span>
      </button>
    </header>
    <nav id="menu" aria-label=${words.more} ?hidden=${!panel.menuOpen}>
      <button @click=${() => panel.show({ menuOpen: false, asking: "startAgain" })}>${words.startAgain}</button>
      <button @click=${() => void download(panel)}>${words.download}</button>
      <button @click=${() => void forgetCode(panel)}>${words.forget}</button>
      <button @click=${() => panel.show({ menuOpen: false, asking: "remove" })}>${words.remove}</button>
      ${panel.site.contacts.map(({ label, href }) => link(label, href))}
    </nav>
  `;
}

async function download(panel: ChatPanel): Promise<void> {
  try {
    const address = URL.createObjectURL(await panel.talk.file("export"));
    const anchor = Object.assign(document.createElement("a"), { href: address, download: "unknot.json" });
    anchor.click();
    URL.revokeObjectURL(address);
    panel.show({ menuOpen: false });
  } catch {
    panel.show({ menuOpen: false, notice: words.notDownloaded });
  }
}
