// The overview's filters are the address: these read them and hand them to the API.

export const LISTS = ["story", "place", "party", "type", "standing", "aspect"] as const;
export const SINGLES = ["from", "to", "review", "q", "bbox"] as const;
export type Filter = (typeof LISTS)[number] | (typeof SINGLES)[number];

export type Chosen = Record<string, string | string[] | null>;

/** The filters that the address holds, `without` some of them. */
export function chosen(query: URLSearchParams, without: Filter[] = []): Chosen {
  const out: Chosen = {};
  for (const name of LISTS) if (!without.includes(name)) out[name] = query.getAll(name);
  for (const name of SINGLES) if (!without.includes(name)) out[name] = query.get(name);
  return out;
}

export const nothing: Record<string, null> = Object.fromEntries([...LISTS, ...SINGLES].map((name) => [name, null]));
