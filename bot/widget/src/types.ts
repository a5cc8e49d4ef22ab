/** What the gateway sends and the page embeds. Shapes follow section 4 of the design. */

export interface Link {
  label: string;
  href: string;
}

export interface HelpLine {
  name: string;
  phone: string | null;
  text: string | null;
  url: string | null;
}

export interface Site {
  id: string;
  brand: { name: string; colour: string; greeting: string };
  consent: { version: string; text: string };
  contacts: Link[];
  emergency: { numbers: string[]; lines: HelpLine[] };
  leave_to: string;
}

export interface Choice {
  id: string;
  title: string;
}

export interface ChartPoint {
  at: string;
  pain: number | null;
  stress: number | null;
}

export interface Chart {
  points: ChartPoint[];
}

export interface Card {
  kind: string;
  title?: string;
  lines?: string[];
  contacts?: Link[];
  items?: CardItem[];
  minutes?: number;
  sections?: { title: string; lines: string[] }[];
  reasons?: string[];
  left_out?: string[];
  formats?: string[];
  number?: number;
  of?: number;
  part?: string;
  do?: string;
  where?: string | null;
  seconds?: number | null;
  strokes?: number | null;
  pressure?: number | string | null;
  each_side?: boolean;
  feel?: string | null;
  chart?: Chart;
  action?: string;
  picture?: { src: string; alt: string };
}

export interface CardItem {
  label?: string;
  value?: string;
  title?: string;
  organisation?: string;
  year?: number | null;
  url?: string | null;
}

/** One line of the conversation, by the guide or by the person. */
export interface Message {
  id: string;
  seq: number;
  author: "bot" | "person";
  state?: "accepted" | "answered";
  text: string;
  choices: Choice[];
  multiple: boolean;
  expects: string | null;
  card: Card | null;
}

export type Answer = { text: string } | { choices: string[] };

/** Something the person said that the gateway has not acknowledged yet. */
export interface Outgoing {
  id: string;
  text: string;
  answer: Answer;
  state: "waiting" | "sending" | "failed";
}
