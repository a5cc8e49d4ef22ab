/** Ways to reach people: the numbers of the site, ready to call. They need no server. */

import { html, type TemplateResult } from "lit";
import { phone as handset } from "../icons";
import { words } from "../locales/en";
import { link, safeHref } from "../markdown";
import type { HelpLine, Link, Site } from "../types";

export function callable(number: string): string {
  return `tel:${number.replace(/[^\d+*#]/g, "")}`;
}

/** Emergency numbers inside a sentence: "999 or 112". */
export function numbers(all: string[]): TemplateResult[] {
  return all.map((number, index) => html`${index ? ` ${words.emergencyOr} ` : ""}<a href=${callable(number)}>${number}</a>`);
}

/** Large links to call or write, one a row. */
export function contacts(links: Link[]): TemplateResult | string {
  if (!links.length) return "";
  return html`<ul class="contacts">${links.map(contact)}</ul>`;
}

function contact({ label, href }: Link): TemplateResult {
  const calls = /^tel:/i.test(safeHref(href) ?? "");
  return html`<li class=${calls ? "call" : ""}>${calls ? handset : ""}${link(label, href)}</li>`;
}

/** The lines of the site as links: each by phone, text message and web, as far as it has them. */
export function siteLinks({ emergency }: Site): Link[] {
  const urgent = emergency.numbers.map((number) => ({ label: `${words.call} ${number}`, href: callable(number) }));
  return [...urgent, ...emergency.lines.flatMap(lineLinks)];
}

function lineLinks({ name, phone, text, url }: HelpLine): Link[] {
  const links: Link[] = [];
  if (phone) links.push({ label: `${name}: ${phone}`, href: callable(phone) });
  if (text) links.push({ label: `${name}: ${words.textLine(text)}`, href: textable(text) });
  if (url && !phone && !text) links.push({ label: words.webLine(name), href: url });
  return links;
}

/** "85258" and "SHOUT to 85258" open a text message; anything else stays words. */
function textable(text: string): string {
  const number = /\+?\d{3,}/.exec(text)?.[0];
  return number ? `sms:${number}` : "";
}
