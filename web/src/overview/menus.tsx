// The menus to filter by, and what is chosen, each with a way to take it out.
import { go, withQuery } from "../router";
import type { Facet, Facets } from "../types";
import { STATUS, TYPE } from "../words";
import { LISTS, nothing, SINGLES } from "./filters";
import { Said } from "../ui/parts";

const NAMES: Record<string, string> = { story: "Story", standing: "Standing", place: "Place", party: "Party", type: "Kind of event", aspect: "Aspect", review: "Review", q: "Words", bbox: "Map’s section", from: "From", to: "Until" };

function Menu({ name, items, query }: { name: string; items: Facet[]; query: URLSearchParams }) {
  const on = query.getAll(name);
  const add = (event: Event) => {
    const select = event.target as HTMLSelectElement;
    go(withQuery({ [name]: [...on, select.value] }));
    select.value = "";
  };
  const left = items.filter((item) => !on.includes(item.value));
  return (
    <label class="menu">
      <span>{NAMES[name]}</span>
      <select onChange={add} disabled={!left.length}>
        <option value="">{left.length ? "any" : "–"}</option>
        {left.map((item) => (
          <option value={item.value}>{`${name === "type" ? (TYPE[item.value] ?? item.label) : item.label} (${item.events})`}</option>
        ))}
      </select>
    </label>
  );
}

export function Menus({ facets, query }: { facets: Facets | null; query: URLSearchParams }) {
  const review = query.get("review");
  const words = (event: SubmitEvent) => {
    event.preventDefault();
    go(withQuery({ q: String(new FormData(event.target as HTMLFormElement).get("words") ?? "").trim() }));
  };
  return (
    <div class="menus">
      {(facets?.stories.length ?? 0) > 1 || query.getAll("story").length ? <Menu name="story" items={facets?.stories ?? []} query={query} /> : null}
      <Menu name="standing" items={facets?.standings ?? []} query={query} />
      <Menu name="party" items={facets?.parties ?? []} query={query} />
      <Menu name="place" items={facets?.places ?? []} query={query} />
      <Menu name="type" items={facets?.types ?? []} query={query} />
      <label class="menu">
        <span>Review</span>
        <select value={review ?? ""} onChange={(event) => go(withQuery({ review: (event.target as HTMLSelectElement).value }))}>
          <option value="">any</option>
          <option value="unreviewed">somebody has yet to look</option>
          <option value="reviewed">all looked at</option>
        </select>
      </label>
      <form onSubmit={words} class="menu">
        <label for="words">Words</label>
        <input id="words" name="words" type="search" defaultValue={query.get("q") ?? ""} key={query.get("q")} />
      </form>
    </div>
  );
}

/** What is chosen, as buttons that take it out again. */
export function ChosenOnes({ query, facets }: { query: URLSearchParams; facets: Facets | null }) {
  const label = (name: string, value: string) => {
    const lists: Record<string, Facet[] | undefined> = { party: facets?.parties, place: facets?.places, story: facets?.stories };
    if (name === "type") return TYPE[value] ?? value;
    if (name === "standing") return value in STATUS ? value : value;
    if (name === "bbox") return "as the map shows";
    return lists[name]?.find((facet) => facet.value === value)?.label ?? value;
  };
  const all = [...LISTS, ...SINGLES].flatMap((name) => query.getAll(name).map((value) => ({ name, value })));
  if (!all.length) return null;
  return (
    <p class="chosen">
      {all.map(({ name, value }) => (
        <button type="button" onClick={() => go(withQuery({ [name]: query.getAll(name).filter((v) => v !== value) }))} aria-label={`Take out: ${NAMES[name]} ${label(name, value)}`}>
          <span class="faint">{NAMES[name]}</span> <Said>{label(name, value)}</Said> <span aria-hidden="true">✕</span>
        </button>
      ))}
      <button type="button" class="quiet" onClick={() => go(withQuery(nothing))}>Clear all</button>
    </p>
  );
}
