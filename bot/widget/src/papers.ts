/**
 * The buttons under a note or a plan: copy it, save it, open it as a page to print.
 * A file of its own, fetched when the first such card is drawn. It fetches with the token in a header and
 * hands the result on as a blob, so that no address ever holds the token.
 */

import { papers as words } from "./locales/en";

type Deed = () => Promise<void>;

class Papers extends HTMLElement {
  declare kind: string;
  declare formats: string[];
  declare take: (path: string) => Promise<Blob>;
  private readonly status = document.createElement("p");
  private address = "";

  connectedCallback(): void {
    const group = document.createElement("div");
    group.className = "answers";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words.group);
    for (const [format, label, deed] of this.offers()) {
      if (this.formats.includes(format)) group.append(this.button(label, deed));
    }
    this.status.className = "hint";
    this.status.setAttribute("role", "status");
    this.replaceChildren(group, this.status);
  }

  disconnectedCallback(): void {
    URL.revokeObjectURL(this.address);
  }

  private offers(): [string, string, Deed][] {
    return [
      ["page", words.page, () => this.open()],
      ["text", words.copy, () => this.copy()],
      ["text", words.text, () => this.save("text", "note.txt")],
      ["fhir", words.fhir, () => this.save("fhir", "note.fhir.json")],
    ];
  }

  private button(label: string, deed: Deed): HTMLButtonElement {
    const button = document.createElement("button");
    button.append(label);
    button.onclick = () => {
      this.status.textContent = "";
      deed().catch(({ detail }: { detail?: string }) => this.status.append(detail || words.failed));
    };
    return button;
  }

  private fetch(format: string): Promise<Blob> {
    return this.take(`${this.kind}?format=${format}`);
  }

  private async copy(): Promise<void> {
    const text = await (await this.fetch("text")).text();
    const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
    this.status.append(done ? words.copied : words.notCopied);
  }

  private async save(format: string, name: string): Promise<void> {
    this.link(await this.fetch(format), { download: name }).click();
    this.status.append(words.saved);
  }

  /** A new tab that the browser holds back can still be opened by the link that stays. */
  private async open(): Promise<void> {
    const link = this.link(await this.fetch("page"), { target: "_blank", rel: "noopener" });
    link.append(words.openPage);
    this.status.append(words.opened, " ", link);
    link.click();
  }

  private link(blob: Blob, how: Partial<HTMLAnchorElement>): HTMLAnchorElement {
    URL.revokeObjectURL(this.address);
    this.address = URL.createObjectURL(blob);
    return Object.assign(document.createElement("a"), { href: this.address }, how);
  }
}

customElements.define("unknot-papers", Papers);
