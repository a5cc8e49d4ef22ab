/** What the tab remembers after consent: kept for this tab only, and in vain where storage is blocked. */

import type { Outgoing } from "./types";

export interface Remembered {
  token: string;
  consent: string;
  queue: Outgoing[];
  draft: string;
}

export class Memory {
  private readonly key: string;

  constructor(site: string) {
    this.key = `unknot:${site}`;
  }

  recall(): Remembered | null {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "null") as Remembered | null;
    } catch {
      return null;
    }
  }

  keep(remembered: Remembered): void {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(remembered));
    } catch {
      // Storage is blocked or full: the talk goes on, it only will not survive a reload.
    }
  }

  forget(): void {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Blocked storage holds nothing to forget.
    }
  }
}
