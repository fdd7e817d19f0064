// What parties point to, by name. A video that ten show is one.
import type { EventPage, PropositionPage } from "../types";
import { Said } from "../ui/parts";
import { Brief, ReportLink } from "../ui/position";
import { capital } from "../words";

export function Evidence({ event, rows }: { event: EventPage; rows: PropositionPage[] }) {
  const stands = rows.flatMap((row) => row.stands);
  const all = event.evidence.filter((e) => !e.positions.length || stands.some((p) => e.positions.includes(p.id)));
  if (!all.length) return null;
  return (
    <section class="evidence">
      <h2>What they point to</h2>
      <ul>
        {all.map((e) => {
          const report = event.sources.find((r) => r.id === e.report);
          return (
            <li>
              <p><b>{capital(e.kind)}</b> <span class="claim">“<Said>{e.words.words}</Said>”</span></p>
              <p class="faint">
                {e.first_published_by ? <>first published by <Said>{e.first_published_by}</Said></> : "who published it first isn’t said"}
                {e.authenticated_by ? <>; authenticated by <Said>{e.authenticated_by}</Said></> : "; nobody is said to have authenticated it"}
                {report ? <>; named in <ReportLink report={report} /></> : null}
              </p>
              {stands.filter((p) => e.positions.includes(p.id)).map((p) => <p class="faint">→ <Brief position={p} /></p>)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
