/** A small, safe Markdown: paragraphs, lists, **bold** and links. It builds nodes, never markup. */

import { html, type TemplateResult } from "lit";

const SAFE_LINK = /^(https?:\/\/|mailto:|tel:|sms:)/i;
const INLINE = /\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;

/** The address if a person may safely follow it, else null. No script, data or relative addresses. */
export function safeHref(href: string): string | null {
  const trimmed = href.trim();
  return SAFE_LINK.test(trimmed) ? trimmed : null;
}

/** A link that opens beside the chat, or its plain label when the address is not safe. */
export function link(label: string, href: string): TemplateResult {
  const safe = safeHref(href);
  if (!safe) return html`<span>${label}</span>`;
  return /^http/i.test(safe)
    ? html`<a href=${safe} target="_blank" rel="noopener noreferrer nofollow">${label}</a>`
    : html`<a href=${safe}>${label}</a>`;
}

/** One line with its bold words and links. */
export function inline(text: string): unknown[] {
  const parts: unknown[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, label, href] = match;
    parts.push(text.slice(from, match.index));
    parts.push(bold ? html`<strong>${inline(bold)}</strong>` : link(label ?? "", href ?? ""));
    from = match.index + whole.length;
  }
  return [...parts, text.slice(from)];
}

function list(lines: string[], marker: RegExp): TemplateResult {
  const items = lines.map((line) => html`<li>${inline(line.replace(marker, ""))}</li>`);
  return marker === NUMBER ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
}

function kindOf(line: string): RegExp | null {
  return BULLET.test(line) ? BULLET : NUMBER.test(line) ? NUMBER : null;
}

function paragraph(lines: string[]): TemplateResult {
  return html`<p>${lines.map((line, index) => [index ? html`<br />` : "", inline(line)])}</p>`;
}

/** A text of several paragraphs and lists. */
export function markdown(text: string): TemplateResult[] {
  const blocks: { kind: RegExp | null; lines: string[] }[] = [];
  let open = false;
  for (const line of text.split(/\r?\n/)) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (!line.trim()) open = false;
    else if (open && last && last.kind === kind) last.lines.push(line);
    else open = blocks.push({ kind, lines: [line] }) > 0;
  }
  return blocks.map(({ kind, lines }) => (kind ? list(lines, kind) : paragraph(lines)));
}

/** The same text for the ear: no marks, only words. */
export function plain(text: string): string {
  return text.replace(INLINE, (_whole, bold?: string, label?: string) => bold ?? label ?? "");
}
