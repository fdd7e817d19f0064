// Words of a report with their marks. Three marks, told apart by shape as well as colour: who (dotted line below),
// how (waves below), what (ground and solid line).
import type { Extract, Position } from "../types";
import { CodePoints, runs, type Mark, type Role, type Run } from "../text";

export const ROLES: [Role, string][] = [["source", "who says it"], ["cue", "how it is said"], ["content", "what is said"]];

export function marksOf(position: Position): Mark[] {
  return ROLES.flatMap(([role]) => {
    const words = position[role];
    return words ? [{ start: words.start, end: words.end, role, position: position.id }] : [];
  });
}

export function classOf(run: Run, chosen: string | null): string {
  const on = chosen === null ? run.marks : run.marks.filter((mark) => mark.position === chosen);
  const names = new Set(on.map((mark) => `m-${mark.role}`));
  if (chosen !== null && run.marks.length > on.length) names.add("m-other");
  return [...names].join(" ");
}

/** The sentence around a position, its words marked. An extract that was cut says so. */
export function ExtractMarked({ position }: { position: Position }) {
  const extract: Extract = position.extract;
  const text = new CodePoints(extract.text);
  const marks = marksOf(position).map((m) => ({ ...m, start: m.start - extract.start, end: m.end - extract.start }));
  return (
    <blockquote class="words" dir="auto">
      {runs(text, marks).map((run) => (run.marks.length ? <mark class={classOf(run, null)}>{run.text}</mark> : <span>{run.text}</span>))}
      {extract.cut ? <span class="faint" title="Longer than an extract may be">{" […]"}</span> : null}
    </blockquote>
  );
}

export const Legend = () => (
  <p class="legend faint" aria-hidden="true">
    {ROLES.map(([role, what]) => <span><mark class={`m-${role}`}>{what}</mark></span>)}
  </p>
);
