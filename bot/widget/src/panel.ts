/** The panel page: reads the site the gateway embedded and puts the chat on the page. */

import { ChatPanel } from "./chat-panel";
import type { Site } from "./types";

function start(): void {
  const embedded = document.getElementById("site")?.textContent;
  if (!embedded) throw new Error("unknot: the page embeds no site");
  document.body.append(new ChatPanel(JSON.parse(embedded) as Site, "en"));
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
