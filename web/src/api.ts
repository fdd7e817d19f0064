// Everything the page knows comes from the API, through here.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Decided } from "./types";

const BASE = "/api/v1";
const TOKEN = "twosource.token";

export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, detail: string) {
    super(detail);
  }
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, "No answer", `The server doesn’t answer: ${error}`);

function headers(extra: Record<string, string> = {}): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...extra, Authorization: `Bearer ${token}` } : extra;
}

export const setToken = (token: string) => {
  sessionStorage.setItem(TOKEN, token);
  changed();
};

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => null)) as { title?: string; detail?: string } | null;
  const title = body?.title ?? `${response.status}`;
  throw new Problem(response.status, title, body?.detail ?? response.statusText);
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answer<T>(await fetch(BASE + path, { headers: headers(), signal: signal ?? null }));
}

/** Keeps a decision; every view is read anew afterwards. */
export async function post(path: string, body?: unknown): Promise<Decided> {
  const response = await fetch(BASE + path, {
    method: "POST",
    headers: headers({ "Content-Type": "application/json" }),
    body: body === undefined ? null : JSON.stringify(body),
  });
  const decided = await answer<Decided>(response);
  changed();
  return decided;
}

/** A file of the API, saved under its name; by fetch, since a link can't carry a token. */
export async function download(path: string, name: string): Promise<void> {
  const response = await fetch(BASE + path, { headers: headers() });
  if (!response.ok) await answer(response);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

let generation = 0;
const watchers = new Set<() => void>();

/** Tells every view that the ledger is another now. */
export function changed(): void {
  generation += 1;
  watchers.forEach((watcher) => watcher());
}

export function useGeneration(): number {
  const [seen, set] = useState(generation);
  useEffect(() => {
    const watcher = () => set(generation);
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }, []);
  return seen;
}

export interface Loaded<T> { data: T | null; error: Problem | null; loading: boolean }

/**
 * What the API answers at `path`, read anew when the ledger changes; the old answer stays until the new one is there.
 * With `after`, it is read anew when that is another: for rows that another answer names, and that may be gone with it.
 */
export function useApi<T>(path: string | null, after?: unknown): Loaded<T> {
  const generation = useGeneration();
  const at = after === undefined ? generation : after;
  const [state, set] = useState<Loaded<T> & { path: string | null }>({ data: null, error: null, loading: true, path });
  useEffect(() => {
    if (path === null) return;
    const control = new AbortController();
    set((old) => ({ ...old, loading: true }));
    get<T>(path, control.signal).then(
      (data) => set({ data, error: null, loading: false, path }),
      (error: unknown) => {
        if (control.signal.aborted) return;
        set({ data: null, error: asProblem(error), loading: false, path });
      },
    );
    return () => control.abort();
  }, [path, at]);
  return path === null ? { data: null, error: null, loading: false } : state;
}

export interface Listed<T> extends Loaded<T[]> { more: (() => void) | null; after: number }

/** A list of the API, stretch by stretch: `more` reads the next one. */
export function useList<T>(path: string | null): Listed<T> {
  const first = useApi<{ items: T[]; next: string | null }>(path);
  const [rest, setRest] = useState<{ of: unknown; items: T[]; next: string | null } | null>(null);
  const [failed, setFailed] = useState<Problem | null>(null);
  const busy = useRef(false);
  const own = rest && rest.of === first.data ? rest : null;
  const next = own ? own.next : (first.data?.next ?? null);
  const items = useMemo(() => (first.data ? [...first.data.items, ...(own?.items ?? [])] : null), [first.data, own]);
  const more = async () => {
    if (busy.current || !next || path === null) return;
    busy.current = true;
    try {
      const joint = path.includes("?") ? "&" : "?";
      const page = await get<{ items: T[]; next: string | null }>(`${path}${joint}cursor=${encodeURIComponent(next)}`);
      setFailed(null);
      setRest({ of: first.data, items: [...(own?.items ?? []), ...page.items], next: page.next });
    } catch (error) {
      setFailed(asProblem(error));
    } finally {
      busy.current = false;
    }
  };
  return { ...first, error: first.error ?? failed, data: items, more: next ? () => void more() : null, after: items?.length ?? 0 };
}

/** A path with its parameters; null, undefined and empty ones are left out, lists are repeated. */
export function url(path: string, query: Record<string, string | number | string[] | null | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of value === null || value === undefined ? [] : [value].flat())
      if (one !== "") search.append(name, String(one));
  const text = search.toString();
  return path + (text ? `?${text}` : "");
}
