// Where a day stands on an axis. What is said comes in bursts with years between: where there are few days, each gets
// the same room, and a long gap is marked; else the axis is true to time.
import { toDay, toIso } from "../overview/days";

const FEW = 16;

export interface Scale { x: (iso: string) => number; ticks: { x: number; iso: string }[]; gaps: number[] }

export function scale(days: string[], left: number, right: number): Scale {
  const numbers = [...new Set(days.map(toDay))].sort((a, b) => a - b);
  const n = numbers.length;
  if (n > FEW) {
    const [first, last] = [numbers[0]!, numbers[n - 1]!];
    const at = (day: number) => left + ((day - first) / (last - first)) * (right - left);
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => Math.round(first + part * (last - first)));
    return { x: (iso) => at(toDay(iso)), ticks: ticks.map((day) => ({ x: at(day), iso: toIso(day) })), gaps: [] };
  }
  const room = (right - left) / Math.max(n, 1);
  const at = (i: number) => left + room * (i + 0.5);
  const place = new Map(numbers.map((day, i) => [day, at(i)]));
  const gaps = numbers.flatMap((day, i) => (i && day - numbers[i - 1]! > 30 ? [left + room * i] : []));
  return { x: (iso) => place.get(toDay(iso)) ?? left, ticks: numbers.map((day, i) => ({ x: at(i), iso: toIso(day) })), gaps };
}
