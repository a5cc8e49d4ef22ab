/** A message for the ear: its text, what its card says, and how it can be answered, in one go. */

import { words } from "../locales/en";
import { plain } from "../markdown";
import type { Card, Message } from "../types";

export function spoken({ text, card, choices }: Message): string {
  const titles = choices.map(({ title }) => title).join(", ");
  const beside = card && card.kind !== "step" ? cardWords(card) : stepWords(card);
  return [plain(text), beside, titles ? words.options(titles) : ""].filter(Boolean).join(" ");
}

/** What a step's card adds to its text, which already says the number, the title and what to do. */
function stepWords(card: Card | null): string {
  return [card?.where, card?.each_side ? words.eachSide : "", card?.seconds ? words.seconds(card.seconds) : ""]
    .filter(Boolean)
    .map((part) => sentence(String(part)))
    .join(" ");
}

function cardWords(card: Card): string {
  const items = card.items?.map((item) => item.title ?? `${item.label}: ${item.value}`) ?? [];
  const contacts = card.contacts?.map(({ label }) => label) ?? [];
  const sections = card.sections?.map(({ title }) => title) ?? [];
  const parts = [card.title, ...(card.lines ?? []), ...items, ...sections, ...contacts];
  return parts.filter(Boolean).map(String).map(sentence).join(" ");
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? plain(text) : `${plain(text)}.`;
}
