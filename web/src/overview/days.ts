// Days as numbers (days since 1970), and the edges of the histogram's bins.
import type { Unit } from "../types";

export const toDay = (iso: string) => Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 864e5);
export const toIso = (day: number) => new Date(day * 864e5).toISOString().slice(0, 10);

/** The first day after the bin of this unit in which `day` lies. */
export function nextEdge(day: number, unit: Unit): number {
  const date = new Date(day * 864e5);
  if (unit === "day") return day + 1;
  if (unit === "week") return day + 7 - ((date.getUTCDay() + 6) % 7);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const next = new Date(0);
  if (unit === "month") next.setUTCFullYear(year, month + 1, 1);
  else next.setUTCFullYear(year + 1, 0, 1);
  return Math.floor(next.getTime() / 864e5);
}

/** Edges of all bins from the day `first` to the day after `last`: one more than there are bins; no more than 400. */
export function edges(first: number, last: number, unit: Unit): number[] {
  const out = [first];
  while (out[out.length - 1]! <= last && out.length < 400) out.push(nextEdge(out[out.length - 1]!, unit));
  return out;
}
