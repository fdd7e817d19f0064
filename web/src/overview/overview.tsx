// Stories and events in time and on the map.
import { useEffect, useState } from "preact/hooks";
import { url, useApi, useList } from "../api";
import { lazy } from "../lazy";
import { go, withQuery, type Where } from "../router";
import type { About, EventRow, Facets, Page, StoryRow } from "../types";
import { Counts, More, Said, Shown, StatusChip, Title, toReview } from "../ui/parts";
import { capital, number, PRECISION, plural, TYPE, when } from "../words";
import { chosen } from "./filters";
import { Histogram } from "./histogram";
import { ChosenOnes, Menus } from "./menus";

const MapView = lazy(() => import("./map").then((m) => m.MapView));

const SORTS: [string, string][] = [
  ["time", "oldest first"], ["-time", "latest first"], ["-reports", "most reports"], ["-origins", "most origins"], ["-positions", "most positions"],
];

function EventCard({ event }: { event: EventRow }) {
  const { headline, place } = event;
  return (
    <li class="event">
      <a href={`/events/${event.id}`} class="card">
        <p class="where">
          <time>{when(event.time)}</time>
          <span title={place ? PRECISION[place.precision] : undefined}>{place ? <Said>{place.name}</Said> : "place not known"}</span>
          {event.type ? <span class="kind">{TYPE[event.type] ?? event.type}</span> : null}
        </p>
        <h3>{event.label.toLowerCase() === "event" ? <span class="faint">An event without a name</span> : <Said>{capital(event.label)}</Said>}</h3>
        {headline ? (
          <p class="headline">
            <StatusChip status={headline.status} contested={headline.contested} unverifiable={headline.unverifiable} unreviewed={toReview(event.review)} />
            <span class="claim">“<Said>{headline.text}</Said>”</span>
          </p>
        ) : null}
        <p class="foot">
          <Counts reports={event.reports} origins={event.origins} />
          <span class="faint">{plural(event.propositions, "thing")} said</span>
        </p>
      </a>
    </li>
  );
}

function Stories({ stories, query }: { stories: Page<StoryRow>; query: URLSearchParams }) {
  if (stories.items.length < 2) return null;
  const on = query.getAll("story");
  return (
    <ul class="stories" aria-label="Stories">
      {stories.items.map((s) => (
        <li>
          <button type="button" aria-pressed={on.includes(s.story)} onClick={() => go(withQuery({ story: on.includes(s.story) ? on.filter((x) => x !== s.story) : [...on, s.story] }))}>
            <Said>{s.story}</Said> <span class="faint">{plural(s.events, "event")}, {plural(s.reports, "report")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function Overview({ where, about }: { where: Where; about: About | null }) {
  const query = where.query;
  const sort = query.get("sort") ?? "time";
  const stories = useApi<Page<StoryRow>>(url("/stories", { limit: 200 }));
  const events = useList<EventRow>(url("/events", { ...chosen(query), sort, limit: 30 }));
  const facets = useApi<Facets>(url("/facets", chosen(query)));
  const total = facets.data?.total;
  // the map's code is large: it comes once the list is there
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!events.data || late) return;
    performance.mark("twosource-interactive");
    const timer = setTimeout(() => setLate(true), 30);
    return () => clearTimeout(timer);
  }, [events.data, late]);
  const one = stories.data?.items.length === 1 ? stories.data.items[0] : null;
  return (
    <main id="main" class="overview">
      <header class="intro">
        <Title tab="Overview">{one ? <Said>{capital(one.story)}</Said> : "All stories"}</Title>
        <p class="faint">
          {about ? `${plural(about.events, "event")} that ${plural(about.reports, "report")} tell of. Each row says who says it, and on how many independent origins it rests.` : " "}
        </p>
      </header>
      {stories.data ? <Stories stories={stories.data} query={query} /> : null}
      <Histogram chosen={chosen(query, ["from", "to"])} from={query.get("from")} to={query.get("to")} />
      <Menus facets={facets.data} query={query} />
      <ChosenOnes query={query} facets={facets.data} />
      <div class="halves">
        <section aria-label="Events" class="list">
          <p class="bar">
            <span role="status">{total === undefined ? "" : plural(total, "event")}</span>
            <label>
              Sorted by{" "}
              <select value={sort} onChange={(e) => go(withQuery({ sort: (e.target as HTMLSelectElement).value }), { replace: true })}>
                {SORTS.map(([value, name]) => <option value={value}>{name}</option>)}
              </select>
            </label>
          </p>
          <Shown of={events}>
            {(items) => items.length ? (
              <>
                <ol class="events">{items.map((event) => <EventCard key={event.id} event={event} />)}</ol>
                <More more={events.more} shown={items.length} total={total} />
              </>
            ) : <Nothing about={about} />}
          </Shown>
        </section>
        <section aria-label="Map" class="atlas">
          {late ? <MapView chosen={chosen(query, ["bbox"])} section={query.get("bbox")} tiles={about?.tiles ?? null} /> : <div class="map" />}
        </section>
      </div>
    </main>
  );
}

function Nothing({ about }: { about: About | null }) {
  if (about && !about.events)
    return <p class="empty">The ledger is empty. <code>twosource read REPORTS --db FILE</code> fills it; this page shows {number(0)} events until then.</p>;
  return <p class="empty">No event fits all that is chosen. Take something out above.</p>;
}
