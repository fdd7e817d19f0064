// Propositions that exclude each other, side by side.
import type { PropositionPage } from "../types";
import { Parties, Said, StatusChip, toReview } from "../ui/parts";
import { origins, plural } from "../words";
import { rivals } from "./cells";

export function Rivals({ rows }: { rows: PropositionPage[] }) {
  const groups = rivals(rows);
  if (!groups.length) return null;
  return (
    <section class="rivals" id="rivals">
      <h2>Rival accounts</h2>
      <p class="faint hint">These exclude each other. To say one isn’t counted as a denial of the other.</p>
      {groups.map((group) => (
        <div class="group">
          {group.map((row) => {
            const s = row.standing;
            return (
              <article>
                <p class="claim"><a href={`#${row.id}`}>“<Said>{row.text}</Said>”</a></p>
                <StatusChip status={s.override?.status ?? s.status} contested={s.contested} unverifiable={s.unverifiable} unreviewed={toReview(row.review)} />
                <dl>
                  <dt>Say so</dt><dd><Parties parties={[...s.asserted_by, ...s.confirmed_by]} /></dd>
                  <dt>Deny it</dt><dd><Parties parties={s.denied_by} /></dd>
                  <dt>Origins</dt><dd><b>{origins(s.origins)}</b> <span class="faint">in {plural(row.reports, "report")}</span></dd>
                </dl>
              </article>
            );
          })}
        </div>
      ))}
    </section>
  );
}
