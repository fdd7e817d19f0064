// Every state of the page is a link: the path says which view, the query how it is set.
import { useEffect, useState } from "preact/hooks";

const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
addEventListener("popstate", tell);

export interface Where { path: string; query: URLSearchParams }

const here = (): Where => ({ path: location.pathname, query: new URLSearchParams(location.search) });

export function useWhere(): Where {
  const [where, set] = useState(here);
  useEffect(() => {
    const listener = () => set(here());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return where;
}

/** Goes to a state of the page; `replace` where going back shouldn't stop there (typing, dragging). */
export function go(href: string, { replace = false } = {}): void {
  if (href === location.pathname + location.search) return;
  history[replace ? "replaceState" : "pushState"](null, "", href);
  tell();
}

/** The present address with some of its parameters set, or taken out where the value is null or empty. */
export function withQuery(changes: Record<string, string | string[] | null>, path = location.pathname): string {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of value === null ? [] : [value].flat()) if (one) query.append(name, one);
  }
  const text = query.toString();
  return path + (text ? `?${text}` : "");
}

/** Clicks on links inside the page change its state; with a modifier key they stay the browser's. */
export function catchLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute("download")) return;
  if (link.pathname.startsWith("/api/") || (link.hash && link.pathname === location.pathname)) return;
  event.preventDefault();
  const keep = link.dataset["keep"] !== undefined;
  go(link.pathname + link.search);
  if (!keep) scrollTo(0, 0);
}
