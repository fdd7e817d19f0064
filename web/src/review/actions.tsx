// What a person may decide on a position and on a row: each is kept with the maker's name, and can be undone.
import { useState } from "preact/hooks";
import type { Position, PropositionPage } from "../types";
import { decide } from "../ui/toast";
import { AskMaker } from "./askmaker";
import { Correct } from "./correct";
import { MergeRows } from "./merge";
import { maker } from "./maker";
import { OverrideForm } from "./override";

export type Ask = (act: () => void) => void;

/** Runs what needs a maker's name once there is one. */
export function useMaker(): { ask: Ask; dialog: preact.JSX.Element | null } {
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const ask: Ask = (act) => (maker() ? act() : setWaiting(() => act));
  const dialog = waiting ? <AskMaker done={() => { setWaiting(null); waiting(); }} close={() => setWaiting(null)} /> : null;
  return { ask, dialog };
}

const who = (p: Position) => `${p.party.name}, “${[...p.content.words].slice(0, 60).join("")}”`;

export const accept = (p: Position) => decide(`Accepted: ${who(p)}`, "/reviews", { action: "accept", target: p.id, maker: maker() });
export const reject = (p: Position) => decide(`Rejected: ${who(p)}`, "/reviews", { action: "reject", target: p.id, maker: maker() });

/** Says that a position isn't on what the others of its row are on. */
export function split(p: Position, other: Position) {
  return decide(`Split off: ${who(p)}`, "/judgements", {
    story: p.story, relation: "same proposition", left: p.id, right: other.id, verdict: "negative", maker: maker(),
    reason: "split by a person: on something else",
  });
}

export function PositionActions({ position: p, others }: { position: Position; others: Position[] }) {
  const [correcting, setCorrecting] = useState(false);
  const { ask, dialog } = useMaker();
  const other = others.find((o) => o.id !== p.id);
  return (
    <p class="actions noprint">
      {p.review === "unreviewed" ? <button type="button" onClick={() => ask(() => void accept(p))}>Accept</button> : null}
      <button type="button" onClick={() => ask(() => setCorrecting(true))}>Correct …</button>
      <button type="button" onClick={() => ask(() => void reject(p))}>Reject</button>
      {other ? <button type="button" title="It is on something else than the other positions of this row" onClick={() => ask(() => void split(p, other))}>Split off</button> : null}
      {correcting ? <Correct position={p} close={() => setCorrecting(false)} /> : null}
      {dialog}
    </p>
  );
}

export function Decisions({ row, rows }: { row: PropositionPage; rows: PropositionPage[] }) {
  const [open, setOpen] = useState<"merge" | "override" | null>(null);
  const { ask, dialog } = useMaker();
  return (
    <p class="actions noprint">
      <button type="button" onClick={() => ask(() => setOpen("merge"))}>Merge with another row …</button>
      <button type="button" onClick={() => ask(() => setOpen("override"))}>Override the standing …</button>
      {open === "merge" ? <MergeRows row={row} rows={rows} close={() => setOpen(null)} /> : null}
      {open === "override" ? <OverrideForm row={row} close={() => setOpen(null)} /> : null}
      {dialog}
    </p>
  );
}
