/** Which of the offered choices corrects which line of a summary. */

import type { Card, Choice } from "../types";

/** The choice that names the label: "Change the pain score" corrects "Pain". */
export function changeFor(label: string, choices: Choice[]): Choice | undefined {
  const wanted = ` ${label.trim().toLowerCase()} `;
  return label ? choices.find(({ title }) => ` ${title.toLowerCase()} `.includes(wanted)) : undefined;
}

/** The choices left once each summary line has taken its own. */
export function withoutChanges(card: Card | null, choices: Choice[]): Choice[] {
  if (card?.kind !== "summary") return choices;
  const taken = (card.items ?? []).map(({ label = "" }) => changeFor(label, choices));
  return choices.filter((choice) => !taken.includes(choice));
}
