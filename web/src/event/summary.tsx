// The answer in four boxes: who claims it, who denies it, on how many independent origins, since when.
import type { EventPage, PropositionPage } from "../types";
import { Parties, Party, Said, StatusChip, toReview } from "../ui/parts";
import { day, origins, plural } from "../words";
import { inOrder } from "./cells";

export function Summary({ event, rows }: { event: EventPage; rows: PropositionPage[] }) {
  const row = rows.find((r) => r.id === event.headline?.id) ?? rows[0];
  if (!row) return null;
  const s = row.standing;
  const unknown = s.origins.at_least === 0 && s.origins.at_most === null;
  const first = inOrder(row.stands).find((p) => p.day && (p.stance === "asserts" || p.stance === "confirms"));
  return (
    <section class="summary" aria-label="In short">
      <p class="lead">
        <StatusChip status={s.override?.status ?? s.status} contested={s.contested} unverifiable={s.unverifiable} unreviewed={toReview(row.review)} />
        <span class="claim">“<Said>{row.text}</Said>”</span>
      </p>
      <dl>
        <div>
          <dt>Who says so</dt>
          <dd>
            <Parties parties={s.asserted_by} none={s.confirmed_by.length ? "" : "nobody with a voice of their own"} />
            {s.confirmed_by.length ? <p class="t-confirms">confirmed by <Parties parties={s.confirmed_by} /></p> : null}
          </dd>
        </div>
        <div><dt>Who denies it</dt><dd><Parties parties={s.denied_by} none="nobody in these reports" /></dd></div>
        {s.unverified_by.length ? <div><dt>Who can’t verify it</dt><dd><Parties parties={s.unverified_by} /></dd></div> : null}
        <div>
          <dt>Independent origins of this one claim</dt>
          <dd>
            <b class="big">{unknown ? "none known" : origins(s.origins)}</b>{" "}
            <span class="faint">{unknown ? `${plural(row.reports, "report")} carry it, and nobody says how they know` : `in ${plural(row.reports, "report")}`}</span>
          </dd>
        </div>
        <div>
          <dt>Since</dt>
          <dd>{first ? <><b>{day(first.day)}</b> <span class="faint">first said by <Party party={first.party} /></span></> : <span class="faint">nobody’s day is known</span>}</dd>
        </div>
      </dl>
      <p class="reason">{s.reason}</p>
    </section>
  );
}
