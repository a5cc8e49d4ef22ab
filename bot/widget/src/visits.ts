/**
 * What belongs to coming back: the chart over the visits, and the button that makes a private code.
 * A file of its own, fetched when the first such card is drawn.
 */

import { visits as words } from "./locales/en";
import style from "./styles/chart.css";
import type { ChartPoint } from "./types";

type Series = "pain" | "stress";
type Numbers = Record<string, string | number>;

const WIDTH = 300;
const HEIGHT = 120;
const EDGE = { left: 24, right: 8, top: 8, bottom: 8 };
const HIGHEST = 10;
const MARK = 4;

/** Pain and stress as two lines. The card says the same in words, so this is for the eye alone. */
class Chart extends HTMLElement {
  declare points: ChartPoint[];

  connectedCallback(): void {
    if (this.shadowRoot) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const picture = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
    picture.append(...[0, HIGHEST / 2, HIGHEST].flatMap(rule), this.line("stress"), this.line("pain"));
    root.append(picture, this.key());
    this.setAttribute("aria-hidden", "true");
  }

  private line(name: Series): SVGElement {
    const spots = this.points.flatMap((point, index) => {
      const score = point[name];
      return score === null ? [] : [{ x: across(index, this.points.length), y: up(score) }];
    });
    const group = shape("g", { class: name });
    group.append(shape("polyline", { points: spots.map(({ x, y }) => `${x},${y}`).join(" ") }));
    group.append(...spots.map(({ x, y }) => mark(name, x, y)));
    return group;
  }

  private key(): HTMLElement {
    const key = document.createElement("p");
    const parts = [["", day(this.points[0])], ["pain", words.pain], ["stress", words.stress], ["", day(this.points.at(-1))]];
    key.append(...parts.map(([name, text]) => Object.assign(document.createElement("span"), { className: name, textContent: text })));
    return key;
  }
}

function shape(name: string, attributes: Numbers): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function rule(score: number): SVGElement[] {
  const y = up(score);
  const label = shape("text", { x: EDGE.left - 6, y: y + 4, "text-anchor": "end" });
  label.append(String(score));
  return [shape("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y, y2: y }), label];
}

/** A dot for pain and a square for stress, so that colour is not all that tells them apart. */
function mark(name: Series, x: number, y: number): SVGElement {
  return name === "pain"
    ? shape("circle", { cx: x, cy: y, r: MARK })
    : shape("rect", { x: x - MARK, y: y - MARK, width: 2 * MARK, height: 2 * MARK });
}

function across(index: number, of: number): number {
  const room = WIDTH - EDGE.left - EDGE.right - 2 * MARK;
  return EDGE.left + MARK + (room * index) / Math.max(1, of - 1);
}

function up(score: number): number {
  return EDGE.top + (HEIGHT - EDGE.top - EDGE.bottom) * (1 - score / HIGHEST);
}

function day(point?: ChartPoint): string {
  const options = { day: "numeric", month: "short" } as const;
  return point ? new Date(`${point.at}T12:00`).toLocaleDateString(undefined, options) : "";
}

/** Makes a private code when asked to. It is shown here and kept nowhere in the browser. */
class Code extends HTMLElement {
  declare take: (path: string, method: string) => Promise<Blob>;
  private readonly status = Object.assign(document.createElement("p"), { className: "hint" });

  connectedCallback(): void {
    if (this.firstChild) return;
    const button = Object.assign(document.createElement("button"), { className: "main", textContent: words.make });
    button.onclick = () => void this.show(button);
    this.status.setAttribute("role", "status");
    this.append(button, this.status);
  }

  private async show(button: HTMLButtonElement): Promise<void> {
    this.status.textContent = "";
    const made = await this.take("memory", "POST").catch(({ detail }: { detail?: string }) => {
      this.status.textContent = detail || words.failed;
    });
    if (!made) return;
    const { code }: { code: string } = JSON.parse(await made.text());
    const shown = Object.assign(document.createElement("strong"), { className: "code", textContent: code });
    button.remove();
    this.status.append(`${words.yours} `, shown, ` ${words.kept}`);
  }
}

customElements.define("unknot-chart", Chart);
customElements.define("unknot-code", Code);
