// Events over time. Drag over the bars to choose a stretch; the two handles do the same from the keyboard.
import { useRef, useState } from "preact/hooks";
import { url, useApi } from "../api";
import { go, withQuery } from "../router";
import type { Bin, HistogramData, Status } from "../types";
import { day, number, plural, STATUS, STATUSES } from "../words";
import { edges, toDay, toIso } from "./days";
import type { Chosen } from "./filters";

const HEIGHT = 72;

/** Bars from the bottom up, by the standing of each event's headline. */
function Bar({ bin, x, width, top }: { bin: Bin; x: number; width: number; top: number }) {
  let y = HEIGHT;
  const told = STATUSES.filter((s) => bin.standings[s]);
  const rest = bin.events - told.reduce((sum, s) => sum + bin.standings[s]!, 0);
  const parts: [string, number][] = told.map((s: Status) => [`f-${STATUS[s].key}`, bin.standings[s]!]);
  if (rest > 0) parts.push(["f-none", rest]);
  const scale = (HEIGHT - 4) / top;
  return (
    <g>
      <title>{`${day(bin.start)}${bin.end === bin.start ? "" : ` – ${day(bin.end)}`}: ${plural(bin.events, "event")}`}</title>
      {parts.map(([name, n]) => {
        const height = Math.max(n * scale, 0.6);
        y -= height;
        return <rect class={name} x={x} y={y} width={width} height={height} />;
      })}
    </g>
  );
}

export function Histogram({ chosen, from, to }: { chosen: Chosen; from: string | null; to: string | null }) {
  const of = useApi<HistogramData>(url("/histogram", chosen));
  if (!of.data) return <div class="histogram waiting" aria-busy="true" />;
  if (!of.data.items.length) return <p class="histogram faint">No event with a known day is chosen.</p>;
  return <Bars data={of.data} from={from} to={to} />;
}

function Bars({ data, from, to }: { data: HistogramData; from: string | null; to: string | null }) {
  const first = toDay(data.items[0]!.start);
  const cuts = edges(first, toDay(data.items[data.items.length - 1]!.end), data.unit);
  const last = cuts.length - 1;
  const end = cuts[last]!;
  const at = (iso: string | null, after: number, none: number) => {
    if (!iso) return none;
    const found = cuts.findIndex((cut) => cut >= toDay(iso) + after);
    return found < 0 ? last : found;
  };
  const given: [number, number] = [at(from, 0, 0), at(to, 1, last)];
  // the address says what is chosen; only while a drag lasts does the hand
  const [held, setRange] = useState<[number, number] | null>(null);
  // while other data comes in, what is held may lie beyond its edges
  const range: [number, number] = held ? [Math.min(held[0], last - 1), Math.min(held[1], last)] : given;
  const [a, b] = range;
  const [drag, setDrag] = useState<number | null>(null);
  const frame = useRef<SVGSVGElement>(null);
  const top = Math.max(...data.items.map((bin) => bin.events));
  const x = (cut: number) => ((cut - first) / (end - first)) * 1000;

  const keep = ([a, b]: [number, number]) =>
    go(withQuery({ from: a === 0 ? null : toIso(cuts[a]!), to: b === last ? null : toIso(cuts[b]! - 1) }), { replace: true });
  const cutUnder = (event: PointerEvent, round: (n: number) => number) => {
    const box = frame.current!.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    const target = first + share * (end - first);
    let low = 0;
    while (low < last && cuts[low + 1]! <= target) low += 1;
    const part = (target - cuts[low]!) / ((cuts[Math.min(low + 1, last)] ?? end) - cuts[low]! || 1);
    return Math.min(Math.max(low + round(part), 0), last);
  };
  const down = (event: PointerEvent) => {
    if (event.button) return;
    frame.current!.setPointerCapture(event.pointerId);
    const start = cutUnder(event, Math.floor);
    setDrag(start);
    setRange([start, Math.min(start + 1, last)]);
  };
  const move = (event: PointerEvent) => {
    if (drag === null) return;
    const there = cutUnder(event, (part) => (part > 0.5 ? 1 : 0));
    setRange(there > drag ? [drag, there] : [there, Math.min(drag + 1, last)]);
  };
  const up = () => {
    if (drag === null) return;
    setDrag(null);
    setRange(null);
    const [a, b] = range[0] === range[1] ? [range[0], Math.min(range[0] + 1, last)] : range;
    keep([a, b]);
  };
  const key = (handle: 0 | 1) => (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -1e6, End: 1e6 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next: [number, number] = [...range];
    next[handle] = handle ? Math.min(Math.max(range[1] + step, range[0] + 1), last) : Math.min(Math.max(range[0] + step, 0), range[1] - 1);
    keep(next);
  };
  const whole = a === 0 && b === last;
  const told = whole ? "all time" : `${day(toIso(cuts[a]!))} – ${day(toIso(cuts[b]! - 1))}`;
  const ticks = [...new Set([0, 0.25, 0.5, 0.75, 1].map((p) => Math.min(Math.round(p * last), last)))];
  return (
    <section class="histogram" aria-label="Events over time">
      <div class="axis">
        <svg ref={frame} viewBox={`0 0 1000 ${HEIGHT}`} preserveAspectRatio="none" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} role="img" aria-label={`${plural(data.total, "event")} by ${data.unit}; chosen: ${told}`}>
          <rect class="ground" width="1000" height={HEIGHT} />
          {data.items.map((bin) => {
            const [left, right] = [x(toDay(bin.start)), x(toDay(bin.end) + 1)];
            return <Bar bin={bin} x={left} width={Math.max(right - left - 1000 / last / 8, 0.8)} top={top} />;
          })}
          <rect class="veil" width={x(cuts[a]!)} height={HEIGHT} />
          <rect class="veil" x={x(cuts[b]!)} width={1000 - x(cuts[b]!)} height={HEIGHT} />
        </svg>
        {([0, 1] as const).map((handle) => (
          <div class="handle" role="slider" tabIndex={0} aria-label={handle ? "Until" : "From"} aria-valuemin={0} aria-valuemax={last} aria-valuenow={range[handle]} aria-valuetext={day(toIso(handle ? cuts[b]! - 1 : cuts[a]!))} style={{ left: `${x(cuts[range[handle]]!) / 10}%` }} onKeyDown={key(handle)} />
        ))}
      </div>
      <div class="ticks" aria-hidden="true">
        {ticks.map((i) => <span style={{ left: `${x(cuts[i]!) / 10}%` }} class={i === last ? "end" : i ? "" : "start"}>{day(toIso(i === last ? cuts[i]! - 1 : cuts[i]!), data.unit === "month" || data.unit === "year" ? "month" : "long")}</span>)}
      </div>
      <p class="told">
        <span>{told}</span>
        {data.undated ? <span class="faint"> · {number(data.undated)} without a known day, not drawn</span> : null}
        {whole ? null : <button type="button" onClick={() => keep([0, last])}>All time</button>}
      </p>
    </section>
  );
}
