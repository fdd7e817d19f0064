// The API counts Unicode code points, JavaScript counts UTF-16 units: everything that cuts a text goes through here.

/** A text whose stretches are asked for in code points. */
export class CodePoints {
  private readonly units: Uint32Array;

  constructor(readonly text: string) {
    const units: number[] = [];
    for (let unit = 0; unit < text.length; unit += 1) {
      units.push(unit);
      const code = text.codePointAt(unit)!;
      if (code > 0xffff) unit += 1;
    }
    units.push(text.length);
    this.units = Uint32Array.from(units);
  }

  get length(): number {
    return this.units.length - 1;
  }

  /** The words from `start` to `end`, code points, end exclusive. */
  slice(start: number, end: number): string {
    const last = this.units.length - 1;
    return this.text.slice(this.units[Math.min(Math.max(start, 0), last)]!, this.units[Math.min(Math.max(end, 0), last)]!);
  }
}

/** Code points before a UTF-16 offset, as a text field's selection gives it. */
export function pointsBefore(text: string, unit: number): number {
  let points = 0;
  for (let at = 0; at < unit; points += 1) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return points;
}

export type Role = "source" | "cue" | "content";
export interface Mark { start: number; end: number; role: Role; position: string }
export interface Run { start: number; end: number; text: string; marks: Mark[] }

/** The stretch from `start` to `end` cut where any mark begins or ends; each run with the marks that lie on it. */
export function runs(text: CodePoints, marks: Mark[], start = 0, end = text.length): Run[] {
  const inside = marks.filter((m) => m.start < end && m.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const opening = [...inside].sort((a, b) => a.start - b.start);
  const out: Run[] = [];
  let open: Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const [from, to] = [sorted[i]!, sorted[i + 1]!];
    open = open.filter((mark) => mark.end > from);
    while (next < opening.length && opening[next]!.start <= from) {
      if (opening[next]!.end > from) open.push(opening[next]!);
      next += 1;
    }
    out.push({ start: from, end: to, text: text.slice(from, to), marks: [...open] });
  }
  return out;
}

/** A snippet of the search: the found words stand between U+E000 and U+E001. */
export function found(snippet: string): { text: string; hit: boolean }[] {
  const parts: { text: string; hit: boolean }[] = [];
  for (const [i, piece] of snippet.split("\ue000").entries()) {
    const [hit, rest] = i ? piece.split("\ue001", 2) : ["", piece];
    if (hit) parts.push({ text: hit, hit: true });
    if (rest) parts.push({ text: rest, hit: false });
  }
  return parts;
}
