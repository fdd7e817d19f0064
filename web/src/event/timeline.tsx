// What was said when. Lanes by party, so that a turn is seen at a glance; below, the same as a list by day.
import { go, withQuery } from "../router";
import type { EventPage, Position, PropositionPage } from "../types";
import { Party, Said, StanceSign } from "../ui/parts";
import { ReportLink } from "../ui/position";
import { day, plural, STANCE } from "../words";
import { inOrder, turns, type Turn } from "./cells";
import { scale } from "./scale";

const LANE = 22, LEFT = 190, WIDTH = 960, TOP = 24;

export function Timeline({ event, rows }: { event: EventPage; rows: PropositionPage[] }) {
  const stands = inOrder(rows.flatMap((row) => row.stands));
  if (!stands.length) return null;
  const all = turns(rows, event.columns);
  const text = new Map(rows.map((row) => [row.id, row.text]));
  const days = [...new Set(stands.map((p) => p.day?.slice(0, 10) ?? ""))];
  return (
    <section class="timeline">
      <h2>What was said when</h2>
      {all.length ? (
        <ul class="turns">
          {all.map(({ before, after }) => (
            <li>
              <b>A turn:</b> <Party party={after.party} /> {STANCE[after.stance].does} on {day(after.day)}, having said otherwise on {day(before.day)}:{" "}
              <span class="claim">“<Said>{text.get(after.proposition) ?? ""}</Said>”</span>
            </li>
          ))}
        </ul>
      ) : <p class="faint hint">No party turned from one stance to its opposite.</p>}
      <Lanes event={event} stands={stands} all={all} />
      <details>
        <summary>All of it, day by day ({plural(stands.length, "statement")})</summary>
        <ol class="days">
          {days.map((d) => (
            <li>
              <h3>{day(d || null)}</h3>
              <ul>
                {stands.filter((p) => (p.day?.slice(0, 10) ?? "") === d).map((p) => (
                  <li>
                    <Party party={p.party} /> <StanceSign stance={p.stance} />: <span class="claim">“<Said>{text.get(p.proposition) ?? ""}</Said>”</span>
                    {all.some((t) => t.after.id === p.id) ? <b class="turned"> (a turn)</b> : null} <span class="faint"><ReportLink report={p.report} mark={p.id} /></span>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function Lanes({ event, stands, all }: { event: EventPage; stands: Position[]; all: Turn[] }) {
  const dated = stands.filter((p) => p.day);
  if (!dated.length) return null;
  const parties = event.columns.filter((column) => dated.some((p) => p.party.id === column.id));
  const axis = scale(dated.map((p) => p.day!), LEFT, WIDTH);
  const height = TOP + parties.length * LANE + 8;
  const y = (party: string) => TOP + parties.findIndex((c) => c.id === party) * LANE + LANE / 2;
  // several of one party on one day stand beside each other
  const count = new Map<string, number>();
  const at = new Map(dated.map((p) => {
    const key = `${p.party.id} ${p.day!.slice(0, 10)}`;
    const n = count.get(key) ?? 0;
    count.set(key, n + 1);
    return [p.id, Math.min(axis.x(p.day!) - 12 + n * 13, WIDTH - 8)] as const;
  }));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Lanes by party, scroll sideways">
      <svg class="lanes" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label="Stances by party over time; the list below has the same">
        {axis.ticks.map(({ x, iso }) => <g class="grid"><line x1={x - 12} x2={x - 12} y1={TOP - 4} y2={height} /><text x={x - 12} y={TOP - 10} text-anchor="middle">{day(iso, axis.ticks.length > 9 ? "month" : "long")}</text></g>)}
        {axis.gaps.map((x) => <line class="gap" x1={x} x2={x} y1={TOP - 16} y2={height} />)}
        {parties.map((c) => <g class="lane"><line x1={LEFT} x2={WIDTH} y1={y(c.id)} y2={y(c.id)} /><text x={LEFT - 10} y={y(c.id) + 4} text-anchor="end"><title>{c.name}</title>{c.name.length > 27 ? `${[...c.name].slice(0, 26).join("")}…` : c.name}</text></g>)}
        {all.map(({ before, after }) => before.day && after.day ? <line class="turn" x1={at.get(before.id)} x2={at.get(after.id)} y1={y(before.party.id)} y2={y(after.party.id)} /> : null)}
        {dated.map((p) => (
          <g class={`said t-${p.stance}`} transform={`translate(${at.get(p.id)} ${y(p.party.id)})`} onClick={() => go(withQuery({ row: p.proposition, party: p.party.id }))}>
            <title>{`${day(p.day)}: ${p.party.name} ${STANCE[p.stance].does}: ${p.content.words}`}</title>
            <circle r="7.5" />
            <text y="4" text-anchor="middle">{STANCE[p.stance].sign}</text>
          </g>
        ))}
      </svg>
    </div>
  );
}
