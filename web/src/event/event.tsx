// One event: who stands where on each thing that is said of it.
import { useEffect, useState } from "preact/hooks";
import { asProblem, get, Problem, url, useApi } from "../api";
import { go, withQuery, type Where } from "../router";
import type { About, AsOf, EventPage, HistoryStep, PropositionPage } from "../types";
import { Counts, Failed, Party, Said, Shown, Title } from "../ui/parts";
import { ReportLink } from "../ui/position";
import { capital, day, PRECISION, plural, TYPE, when } from "../words";
import { Evidence } from "./evidence";
import { Matrix } from "./matrix";
import { Rivals } from "./rivals";
import { Summary } from "./summary";
import { Timeline } from "./timeline";
import { Tolls } from "./tolls";
import { MergeEvents } from "../review/merge";

/** The rows as they stood at the end of a day: what was said later is taken out. */
function useAsOf(event: EventPage | null, asOf: string | null): PropositionPage[] | Problem | null {
  const [state, set] = useState<{ key: string; standings: Map<string, HistoryStep | null> | Problem } | null>(null);
  const key = event && asOf ? `${event.id} ${asOf}` : null;
  useEffect(() => {
    if (!event || !asOf || !key) return;
    let live = true;
    const path = (row: PropositionPage) => url(`/propositions/${row.id}/standing`, { as_of: asOf });
    Promise.all(event.matrix.map((row) => get<AsOf>(path(row)))).then(
      (answers) => live && set({ key, standings: new Map(event.matrix.map((row, i) => [row.id, answers[i]?.standing ?? null])) }),
      (error: unknown) => live && set({ key, standings: asProblem(error) }),
    );
    return () => void (live = false);
  }, [event, key]);
  if (!event) return null;
  if (!asOf) return event.matrix;
  if (state?.key !== key) return null;
  const { standings } = state;
  if (standings instanceof Problem) return standings;
  return event.matrix.flatMap((row) => {
    const step = standings.get(row.id);
    if (!step) return [];
    const stands = row.stands.filter((p) => p.report.published !== null && p.report.published.slice(0, 10) <= asOf);
    const reports = new Set(stands.map((p) => p.report.id)).size;
    return [{ ...row, reports, stands, standing: { ...step, alternatives: [], override: null } }];
  });
}

function AsOfBar({ event, asOf }: { event: EventPage; asOf: string | null }) {
  const days = [...new Set(event.sources.flatMap((report) => (report.published ? [report.published.slice(0, 10)] : [])))].sort();
  if (!days.length) return null;
  const set = (value: string | null) => go(withQuery({ as_of: value }), { replace: true });
  const at = asOf ? days.filter((d) => d <= asOf).length - 1 : days.length - 1;
  const step = (by: number) => set(days[Math.min(Math.max(at + by, 0), days.length - 1)]!);
  return (
    <div class="asof noprint">
      <label>
        As of <input type="date" value={asOf ?? ""} min={days[0]} onChange={(e) => set((e.target as HTMLInputElement).value || null)} />
      </label>
      <span class="steps">
        <button type="button" onClick={() => step(-1)} disabled={at <= 0} aria-label="The day before on which something was published">‹</button>
        <button type="button" onClick={() => step(1)} disabled={asOf === null || at >= days.length - 1} aria-label="The next day on which something was published">›</button>
      </span>
      {asOf ? (
        <><span class="past">as it stood at the end of {day(asOf)}, by the reports published until then</span> <button type="button" onClick={() => set(null)}>Today</button></>
      ) : (
        <span class="faint">all that has been published, on {plural(days.length, "day")}</span>
      )}
    </div>
  );
}

export function Event({ where, about, id }: { where: Where; about: About | null; id: string }) {
  const of = useApi<EventPage>(`/events/${encodeURIComponent(id)}`);
  const asOf = where.query.get("as_of");
  const rows = useAsOf(of.data, asOf);
  const [merging, setMerging] = useState(false);
  return (
    <main id="main" class="eventpage">
      <Shown of={of}>
        {(event) => (
          <>
            <header class="intro">
              <p class="where">
                <time>{when(event.time)}</time>
                <span title={event.place ? PRECISION[event.place.precision] : undefined}>
                  {event.place ? <><Said>{event.place.name}</Said>{event.place.admin1 && event.place.admin1 !== event.place.name ? <>, <Said>{event.place.admin1}</Said></> : null} <span class="faint">({PRECISION[event.place.precision]})</span></> : "place not known"}
                </span>
                {event.type ? <span class="kind">{TYPE[event.type] ?? event.type}</span> : null}
                <a href={url("/", { story: event.story })} class="faint">story: <Said>{event.story}</Said></a>
              </p>
              <Title tab={capital(event.label)}><Said>{capital(event.label)}</Said></Title>
              <p class="foot">
                <Counts reports={event.reports} origins={event.origins} of="All claims together:" />
                {event.actors.length ? <span class="faint">said to have done it: {event.actors.map((a, i) => [i ? ", " : "", <Party party={a} />])}</span> : null}
              </p>
            </header>
            <AsOfBar event={event} asOf={asOf} />
            {rows === null ? <p class="faint waiting" role="status">Working out how it stood …</p>
            : rows instanceof Problem ? <Failed error={rows} />
            : !rows.length ? <p class="empty">No report had said anything of this by the end of {day(asOf)}.</p> : (
              <>
                <Summary event={event} rows={rows} />
                <Matrix event={event} rows={rows} query={where.query} writable={about?.writable ?? false} />
                <Rivals rows={rows} />
                <Tolls rows={rows} />
                <Timeline event={event} rows={rows} />
                <Evidence event={event} rows={rows} />
              </>
            )}
            <section class="sources">
              <h2>Reports that tell of it</h2>
              <ul>{event.sources.map((report) => <li><time class="faint">{day(report.published)}</time> <ReportLink report={report} /></li>)}</ul>
            </section>
            {about?.writable ? <p class="noprint"><button type="button" onClick={() => setMerging(true)}>This is the same event as another …</button></p> : null}
            {merging ? <MergeEvents event={event} close={() => setMerging(false)} /> : null}
          </>
        )}
      </Shown>
    </main>
  );
}
