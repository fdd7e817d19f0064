// The claim matrix: parties in columns by side, propositions in rows, stances in the cells, standing and reason at the end.
import { Fragment } from "preact";
import { useEffect } from "preact/hooks";
import { go, withQuery } from "../router";
import type { Column, EventPage, Position, PropositionPage } from "../types";
import { Said, StanceSign, StatusChip, toReview } from "../ui/parts";
import { ASPECT, ASPECTS, bounds, day, origins, plural, STANCE, STANCES } from "../words";
import { cell, sides, told } from "./cells";
import { RowDetail } from "./detail";

interface Props { event: EventPage; rows: PropositionPage[]; query: URLSearchParams; writable: boolean }

export function Matrix({ event, rows, query, writable }: Props) {
  const used = new Set(rows.flatMap((row) => row.stands.map((p) => p.party.id)));
  const columns = event.columns.filter((column) => used.has(column.id));
  const groups = sides(columns);
  const [open, party] = [query.get("row"), query.get("party")];
  // a link to a row leads to it; opening another one by hand leaves the page where it is
  useEffect(() => {
    if (open) document.getElementById(open)?.scrollIntoView({ block: "start" });
  }, []);
  const span = columns.length + 2;
  const toggle = (row: string, who: string | null) =>
    go(withQuery(open === row && party === who ? { row: null, party: null } : { row, party: who }), { replace: true });
  return (
    <section class="matrix" aria-label="Claim matrix">
      <h2>Who stands where</h2>
      <p class="faint hint key">
        {STANCES.filter((stance) => rows.some((row) => row.stands.some((p) => p.stance === stance))).map((stance) => <StanceSign stance={stance} short />)}
        <span>Open a sign for the exact words.</span>
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Claim matrix, scrolls sideways">
        <table class={columns.length > 7 ? "many" : ""}>
          <caption class="hidden">Propositions in rows, parties in columns grouped by side, their stances in the cells, the standing at the end</caption>
          <thead>
            <tr class="sides">
              <td class="what" />
              {groups.map((group) => (
                <th scope="colgroup" colSpan={group.columns.length} title={group.name} class={`${group.id ? "" : "faint"}${group.columns.length === 1 ? " alone" : ""}`}>
                  <div><Said>{group.name}</Said></div>
                </th>
              ))}
              <td class="end" />
            </tr>
            <tr>
              <th scope="col" class="what">What is said</th>
              {groups.map((group) => group.columns.map((column, i) => <th scope="col" class={`who${i ? "" : " edge"}`}><div><Said>{column.name}</Said></div></th>))}
              <th scope="col" class="end">Where it stands</th>
            </tr>
          </thead>
          {ASPECTS.map((aspect) => {
            const those = rows.filter((row) => row.aspect === aspect);
            if (!those.length) return null;
            return (
              <tbody key={aspect}>
                <tr class="aspect"><th scope="rowgroup" colSpan={span}>{ASPECT[aspect]}</th></tr>
                {those.map((row) => (
                  <Fragment key={row.id}>
                    <Row row={row} groups={groups.map((g) => g.columns)} open={open === row.id ? (party ?? "") : null} toggle={toggle} rows={rows} />
                    {open === row.id ? (
                      <tr class="detail"><td colSpan={span}><RowDetail row={row} rows={rows} party={party} evidence={event.evidence} writable={writable} /></td></tr>
                    ) : null}
                  </Fragment>
                ))}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

interface RowProps { row: PropositionPage; rows: PropositionPage[]; groups: Column[][]; open: string | null; toggle: (row: string, party: string | null) => void }

function Row({ row, rows, groups, open, toggle }: RowProps) {
  const s = row.standing;
  const against = row.rivals.map((id) => rows.find((r) => r.id === id)).filter((r) => r !== undefined);
  return (
    <tr id={row.id} class={open !== null ? "open" : ""}>
      <th scope="row" class="what">
        <button type="button" class="plain claim" aria-expanded={open === ""} onClick={() => toggle(row.id, null)}><Said>{row.text}</Said></button>
        {against.length ? <p class="rivalnote"><a href="#rivals" title={against.map((r) => r.text).join("; ")}>excludes {plural(against.length, "rival account")}</a></p> : null}
      </th>
      {groups.map((columns) => columns.map((column, i) => (
        <Cell key={column.id} edge={!i} stands={cell(row, column.id)} column={column} on={open === column.id} act={() => toggle(row.id, column.id)} />
      )))}
      <td class="end">
        <StatusChip status={s.override?.status ?? s.status} contested={s.contested} unverifiable={s.unverifiable} unreviewed={toReview(row.review)} />
        <p class="counted">{plural(row.reports, "report")} · <b>{origins(s.origins)}</b> independent</p>
        {s.override ? <p class="override">set by <Said>{s.override.by}</Said> (the count gives: {s.override.computed}): <Said>{s.override.reason}</Said></p> : null}
        <p class="reason" title={s.reason}>{s.reason}</p>
        {s.alternatives.map((a) => <p class="reason">If {a.condition}: {a.status}.</p>)}
      </td>
    </tr>
  );
}

function Cell({ stands, column, on, act, edge }: { stands: Position[]; column: Column; on: boolean; act: () => void; edge: boolean }) {
  const what = told(stands);
  if (!what) return <td class={edge ? "none edge" : "none"} />;
  const { now, before } = what;
  const figure = now.figure ?? stands.find((p) => p.figure)?.figure;
  const say = `${column.name} ${STANCE[now.stance].does}${before ? `, having said otherwise on ${day(before.day)}` : ""}`;
  return (
    <td class={edge ? "cell edge" : "cell"}>
      <button type="button" class={`stance t-${now.stance}`} aria-expanded={on} title={say} onClick={act}>
        <span class="hidden">{say}{figure ? `, ${bounds(figure)}` : ""}: open the words</span>
        <span class="narrow" aria-hidden="true"><Said>{column.name}</Said> </span>
        <span class="signs" aria-hidden="true">
          {before ? <span class={`sign was t-${before.stance}`}>{STANCE[before.stance].sign}</span> : null}
          {before ? <span class="turned">→</span> : null}
          <span class="sign">{STANCE[now.stance].sign}</span>
        </span>
        <span class="brief" aria-hidden="true">{STANCE[now.stance].short}</span>
        {figure ? <span class="amount" aria-hidden="true">{bounds(figure)}</span> : null}
        {stands.length > 1 ? <span class="times" aria-hidden="true">×{stands.length}</span> : null}
      </button>
    </td>
  );
}
