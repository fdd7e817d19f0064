// What the claim matrix holds: computed here from the event's page, so that the components only draw.
import type { Column, Position, PropositionPage, Stance } from "../types";

/** A party's stances on a proposition in the order in which they were said; what has no day comes first. */
export function inOrder(stands: Position[]): Position[] {
  return [...stands].sort((a, b) => (a.day ?? "").localeCompare(b.day ?? "") || a.report.id.localeCompare(b.report.id) || a.content.start - b.content.start);
}

export const cell = (row: PropositionPage, party: string) => inOrder(row.stands.filter((p) => p.party.id === party));

const SIDE: Record<Stance, number> = { asserts: 1, confirms: 1, denies: -1, retracts: -1, unverified: 0, declines: 0 };

/** Whether a party's stance turned between two of its positions: from saying so to denying it, or back. */
export const turned = (before: Stance, after: Stance) => SIDE[before] * SIDE[after] < 0;

/** The stances to show in a cell: the latest, and before it the one from which the party turned. */
export function told(stands: Position[]): { now: Position; before: Position | null } | null {
  const now = stands[stands.length - 1];
  if (!now) return null;
  const before = [...stands].reverse().find((p) => turned(p.stance, now.stance)) ?? null;
  // to assert again doesn't undo having confirmed, so the stronger of two on the same side is shown
  const strong = stands.find((p) => p.stance === "confirms" && SIDE[now.stance] > 0);
  return { now: strong ?? now, before };
}

export interface Side { id: string | null; name: string; columns: Column[] }

/** Columns under their sides, sides in the order in which the API gives them; who says most comes first. */
export function sides(columns: Column[]): Side[] {
  const out: Side[] = [];
  for (const column of columns) {
    const last = out[out.length - 1];
    if (last && last.id === column.side) last.columns.push(column);
    else out.push({ id: column.side, name: column.side_name ?? column.side ?? "side not known", columns: [column] });
  }
  for (const side of out) side.columns.sort((a, b) => b.positions - a.positions);
  return out;
}

export interface Turn { before: Position; after: Position }

/** Every reversal of a party on a proposition. */
export function turns(rows: PropositionPage[], columns: Column[]): Turn[] {
  return rows.flatMap((row) =>
    columns.flatMap((column) => {
      const stands = cell(row, column.id).filter((p) => SIDE[p.stance] !== 0);
      return stands.flatMap((after, i) => (i && turned(stands[i - 1]!.stance, after.stance) ? [{ before: stands[i - 1]!, after }] : []));
    }),
  );
}

/** Groups of propositions that exclude each other. */
export function rivals(rows: PropositionPage[]): PropositionPage[][] {
  const seen = new Set<string>();
  const out: PropositionPage[][] = [];
  for (const row of rows) {
    if (seen.has(row.id) || !row.rivals.length) continue;
    const group: PropositionPage[] = [];
    const open = [row.id];
    while (open.length) {
      const id = open.pop()!;
      const one = rows.find((r) => r.id === id);
      if (!one || seen.has(id)) continue;
      seen.add(id);
      group.push(one);
      open.push(...one.rivals);
    }
    if (group.length > 1) out.push(group);
  }
  return out;
}
