/** The HTTP side of the conversation. Every failure is a `Refusal` or an `Unreachable`, nothing else. */

import type { Answer, Message } from "./types";

const PATIENCE_MS = 20_000;

/** The gateway could not be reached, or did not answer in time. */
export class Unreachable extends Error {}

/** The gateway answered, and said no. `detail` is fit to show to a person. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly retryAfterSeconds: number,
  ) {
    super(detail);
  }
}

export interface Session {
  token: string;
  expires_at: string;
}

export interface Turn {
  seq: number;
  replies: Message[];
  tier: string | null;
}

async function refusal(response: Response): Promise<Refusal> {
  const problem: { detail?: unknown } = await response.json().catch(() => ({}));
  const detail = typeof problem.detail === "string" ? problem.detail : "";
  return new Refusal(response.status, detail, Number(response.headers.get("Retry-After")) || 0);
}

async function call(method: string, path: string, token?: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (token) headers["Authorization"] = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const request: RequestInit = { method, headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) };
  if (body) request.body = JSON.stringify(body);
  const response = await fetch(`/api/v1/${path}`, request).catch((cause) => {
    throw new Unreachable(String(cause));
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

async function json<T>(response: Response): Promise<T> {
  return response.json().catch((cause) => {
    throw new Unreachable(String(cause));
  }) as Promise<T>;
}

/** Opens a conversation. Only ever called after the person agreed. A wrong return code is a `Refusal`, 422. */
export async function openSession(site: string, locale: string, consent: string, code: string): Promise<Session> {
  const body = { site, locale, consent_version: consent, return_code: code || undefined };
  return json(await call("POST", "sessions", undefined, body));
}

/** Sends one answer. The same id again gets the same answer, so it is safe to repeat. */
export async function postMessage(token: string, id: string, answer: Answer): Promise<Turn> {
  return json(await call("POST", "messages", token, { id, ...answer }));
}

/** Everything said after `seq`, by both sides, in order. */
export async function history(token: string, seq: number): Promise<Message[]> {
  return (await json<{ messages: Message[] }>(await call("GET", `messages?after=${seq}`, token))).messages;
}

/** A file about this conversation: all that is held, a note, the plan, a private code. */
export async function fetchFile(token: string, path: string, method: string): Promise<Blob> {
  return (await call(method, path, token)).blob();
}

/** Erases the conversation everywhere. */
export async function erase(token: string): Promise<void> {
  await call("DELETE", "session", token);
}

/** Likewise, from a page that is just being left: nobody waits for the answer. */
export function eraseOnLeaving(token: string): void {
  const headers = { Authorization: `Bearer ${token}` };
  void fetch("/api/v1/session", { method: "DELETE", headers, keepalive: true }).catch(() => {});
}
