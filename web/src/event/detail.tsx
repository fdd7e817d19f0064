// A row of the matrix, opened: the words behind it, how its standing came about, and what a person may decide.
import { useState } from "preact/hooks";
import { useApi } from "../api";
import { Decisions, PositionActions } from "../review/actions";
import type { EvidenceRow, HistoryStep, Page, PropositionPage } from "../types";
import { Legend } from "../ui/marked";
import { Said, StatusChip } from "../ui/parts";
import { PositionCard } from "../ui/position";
import { day } from "../words";
import { Axes } from "./axes";
import { inOrder } from "./cells";

interface Props { row: PropositionPage; rows: PropositionPage[]; party: string | null; evidence: EvidenceRow[]; writable: boolean }

export function RowDetail({ row, rows, party, evidence, writable }: Props) {
  const stands = inOrder(row.stands).filter((p) => !party || p.party.id === party);
  const shown = evidence.filter((e) => stands.some((p) => e.positions.includes(p.id)));
  return (
    <div class="rowdetail">
      <Legend />
      <div class="positions">
        {stands.map((p) => (
          <PositionCard key={p.id} position={p}>
            {writable ? <PositionActions position={p} others={row.stands} /> : null}
          </PositionCard>
        ))}
      </div>
      {shown.length ? <p class="faint">They point to: {shown.map((e, i) => [i ? ", " : "", e.kind, " (“", <Said>{e.words.words}</Said>, "”)"])}</p> : null}
      {party ? null : <Axes row={row} />}
      {party ? null : <History row={row} />}
      {writable && !party ? <Decisions row={row} rows={rows} /> : null}
    </div>
  );
}

function History({ row }: { row: PropositionPage }) {
  const [open, setOpen] = useState(false);
  const of = useApi<Page<HistoryStep>>(open ? `/propositions/${row.id}/history` : null, row);
  return (
    <details onToggle={(e) => setOpen((e.target as HTMLDetailsElement).open)}>
      <summary>How its standing came about</summary>
      {of.data ? (
        <ol class="history">
          {of.data.items.map((step) => (
            <li><time>{day(step.day)}</time> <StatusChip status={step.status} contested={step.contested} unverifiable={step.unverifiable} plain /> <span><Said>{step.what || step.reason}</Said></span></li>
          ))}
        </ol>
      ) : open ? <p class="faint">Reading …</p> : null}
    </details>
  );
}
