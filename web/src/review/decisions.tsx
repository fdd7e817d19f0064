// What people decided, the last first, each with its maker and time; those undone stay on record.
import { url, useList } from "../api";
import type { Judgement, ReviewRow } from "../types";
import { useKeys } from "../ui/keys";
import { More, Said, Shown } from "../ui/parts";
import { undo, undoLast } from "../ui/toast";

interface Row { id: string; what: string; path: string; maker: string; reason: string; at: string | null; undone: string | null }

const time = (iso: string | null) => (iso ? iso.slice(0, 16).replace("T", " ") : "");

export function DecisionList({ story }: { story: string | null }) {
  const reviews = useList<ReviewRow>(url("/reviews", { story, undone: "true", limit: 100 }));
  const judgements = useList<Judgement>(url("/judgements", { story, undone: "true", limit: 100 }));
  useKeys({ u: () => void undoLast() });
  return (
    <Shown of={reviews}>
      {(first) => (
        <Shown of={judgements}>
          {(second) => {
            const rows: Row[] = [
              ...first.map((r) => ({ id: r.id, what: `${r.action}: ${r.change || r.target}`, path: `/reviews/${r.id}`, maker: r.maker, reason: r.reason, at: r.made_at, undone: r.undone_at })),
              ...second.map((j) => ({ id: j.id, what: `${j.verdict === "positive" ? "merge" : "split"} (${j.relation}): ${j.left_label} | ${j.right_label}`, path: `/judgements/${j.id}`, maker: j.maker, reason: j.reason, at: j.made_at, undone: j.undone_at })),
            ].sort((a, b) => (b.at ?? "").localeCompare(a.at ?? ""));
            if (!rows.length) return <p class="empty">Nobody has decided anything yet.</p>;
            return (
              <>
                <ol class="decisions">
                  {rows.map((row) => (
                    <li class={row.undone ? "gone" : ""}>
                      <p><Said>{row.what}</Said></p>
                      <p class="faint"><Said>{row.maker}</Said>, <time>{time(row.at)}</time>{row.reason ? <>: <Said>{row.reason}</Said></> : null}{row.undone ? `; undone ${time(row.undone)}` : ""}</p>
                      <button type="button" onClick={() => void undo(`${row.path}/${row.undone ? "redo" : "undo"}`, row.what)}>{row.undone ? "Redo" : "Undo"}</button>
                    </li>
                  ))}
                </ol>
                <More more={reviews.more ?? judgements.more} shown={rows.length} />
              </>
            );
          }}
        </Shown>
      )}
    </Shown>
  );
}
