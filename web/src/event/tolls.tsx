// Tolls as said: low to high by party over time. An open bound is an arrow; where low and high are one, a point.
import type { Figure, Position, PropositionPage } from "../types";
import { Said, StanceSign } from "../ui/parts";
import { ReportLink } from "../ui/position";
import { day, figure, number, plural } from "../words";
import { scale } from "./scale";

interface Told { p: Position; f: Figure }
const W = 560, H = 170, LEFT = 46, RIGHT = 12, TOP = 12, BOTTOM = 26;
export const SHAPES = ["circle", "square", "diamond", "triangle", "cross", "ring"] as const;

export function Tolls({ rows }: { rows: PropositionPage[] }) {
  const told: Told[] = rows.flatMap((row) => row.stands.flatMap((p) => (p.figure ? [{ p, f: p.figure }] : [])));
  const units = [...new Set(told.map(({ f }) => f.unit))].sort();
  if (!units.length) return null;
  return (
    <section class="tolls">
      <h2>How many, as said</h2>
      <p class="faint hint">A bar runs from the least to the most that a party says; an arrow is a bound that it leaves open.</p>
      <div class="plots">{units.map((unit) => <Plot key={unit} unit={unit} told={told.filter(({ f }) => f.unit === unit)} />)}</div>
    </section>
  );
}

function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [1, 2, 5, 10].map((m) => m * power).find((top) => top >= most) ?? 10 * power;
}

function Plot({ unit, told }: { unit: string; told: Told[] }) {
  const parties = [...new Map(told.map(({ p }) => [p.party.id, p.party])).values()];
  const drawn = told.filter(({ p, f }) => p.day && (f.low !== null || f.high !== null));
  const axis = scale(drawn.map(({ p }) => p.day!), LEFT, W - RIGHT);
  const top = niceTop(Math.max(1, ...drawn.flatMap(({ f }) => [f.low ?? 0, f.high ?? 0])));
  const y = (n: number) => H - BOTTOM - (n / top) * (H - TOP - BOTTOM);
  const order = new Map<string, number>();
  const beside = ({ p }: Told): number => {
    // several on one day stand beside each other
    const n = order.get(p.day!) ?? 0;
    order.set(p.day!, n + 1);
    return (n % 2 ? 1 : -1) * Math.ceil(n / 2) * 11;
  };
  const ticks = [0, top / 2, top].filter((n) => Number.isInteger(n));
  return (
    <figure class="plot">
      <figcaption><b>{unit}</b></figcaption>
      {drawn.length ? (
        <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={`${unit}: figures by party over time, the same as in the table below`}>
          {ticks.map((n) => <g class="grid"><line x1={LEFT} x2={W - RIGHT} y1={y(n)} y2={y(n)} /><text x={LEFT - 8} y={y(n) + 4} text-anchor="end">{number(n)}</text></g>)}
          {axis.gaps.map((x) => <line class="gap" x1={x} x2={x} y1={TOP} y2={H - BOTTOM} />)}
          {axis.ticks.map(({ x, iso }) => <text class="axis" x={x} y={H - 6} text-anchor="middle">{day(iso, axis.ticks.length > 5 ? "month" : "long")}</text>)}
          {drawn.map((one) => <Range one={one} x={axis.x(one.p.day!) + beside(one)} y={y} top={top} n={parties.findIndex((q) => q.id === one.p.party.id)} />)}
        </svg>
      ) : null}
      <p class="parties">{parties.map((q, n) => <span><svg class="key" viewBox="-8 -8 16 16" aria-hidden="true"><Shape n={n} /></svg> <Said>{q.name}</Said></span>)}</p>
      <details>
      <summary>{plural(told.length, "figure")}, with their words</summary>
      <table class="small">
        <thead><tr><th scope="col">Party</th><th scope="col">says</th><th scope="col">least</th><th scope="col">most</th><th scope="col">on</th><th scope="col">in</th></tr></thead>
        <tbody>
          {[...told].sort((a, b) => (a.p.day ?? "").localeCompare(b.p.day ?? "")).map(({ p, f }) => (
            <tr>
              <th scope="row"><svg class="key" viewBox="-8 -8 16 16" aria-hidden="true"><Shape n={parties.findIndex((q) => q.id === p.party.id)} /></svg> <Said>{p.party.name}</Said></th>
              <td title={figure(f)}>{p.stance === "asserts" ? null : <StanceSign stance={p.stance} short />} “<Said>{f.words}</Said>”</td>
              <td class="n">{f.low === null ? "open" : number(f.low)}</td>
              <td class="n">{f.high === null ? "open" : number(f.high)}</td>
              <td>{day(p.day)}</td>
              <td><ReportLink report={p.report} mark={p.id} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      </details>
    </figure>
  );
}

function Range({ one: { p, f }, x, y, top, n }: { one: Told; x: number; y: (n: number) => number; top: number; n: number }) {
  const [low, high] = [f.low ?? 0, f.high ?? top];
  const exact = f.low !== null && f.low === f.high;
  const denied = p.stance === "denies" || p.stance === "retracts";
  return (
    <g class={`range c${n % 6}${denied ? " denied" : ""}`}>
      <title>{`${p.party.name}, ${day(p.day)}: ${figure(f)}`}</title>
      {exact ? null : <line x1={x} x2={x} y1={y(low)} y2={y(high)} class={f.low === null || f.high === null ? "open" : ""} />}
      {f.high === null ? <path class="arrow" d={`M${x - 4} ${y(top) + 6}L${x} ${y(top)}L${x + 4} ${y(top) + 6}`} /> : null}
      {f.low === null ? <path class="arrow" d={`M${x - 4} ${y(0) - 6}L${x} ${y(0)}L${x + 4} ${y(0) - 6}`} /> : null}
      {f.low !== null ? <g transform={`translate(${x} ${y(low)})`}><Shape n={n} /></g> : null}
      {f.high !== null && !exact ? <g transform={`translate(${x} ${y(high)})`}><Shape n={n} /></g> : null}
    </g>
  );
}

/** A party's sign in the plots: shape and colour. */
export function Shape({ n }: { n: number }) {
  const name = `shape c${n % 6}`;
  switch (SHAPES[n % 6]) {
    case "square": return <rect class={name} x="-4.5" y="-4.5" width="9" height="9" />;
    case "diamond": return <path class={name} d="M0-6 6 0 0 6-6 0Z" />;
    case "triangle": return <path class={name} d="M0-6 5.5 4.5H-5.5Z" />;
    case "cross": return <path class={`${name} line`} d="M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5" />;
    case "ring": return <circle class={`${name} line`} r="4.5" />;
    default: return <circle class={name} r="5" />;
  }
}
