import { url, useList } from "../api";
import { go, withQuery, type Where } from "../router";
import type { ReportRow } from "../types";
import { More, Said, Shown, Title } from "../ui/parts";
import { reportTitle } from "../ui/position";
import { day, plural } from "../words";

export function Reports({ where }: { where: Where }) {
  const query = where.query;
  const of = useList<ReportRow>(url("/reports", { story: query.get("story"), q: query.get("q"), publisher: query.get("publisher"), event: query.get("event"), limit: 100 }));
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    go(withQuery({ q: String(new FormData(event.target as HTMLFormElement).get("q") ?? "").trim() }));
  };
  return (
    <main id="main" class="reportlist">
      <header class="intro"><Title tab="Reports">Reports</Title></header>
      <form class="menus" onSubmit={find}><label class="menu"><span>Words in them</span><input name="q" type="search" defaultValue={query.get("q") ?? ""} key={query.get("q")} /></label></form>
      <Shown of={of}>
        {(items) => items.length ? (
          <>
            <table class="small wide">
              <thead><tr><th scope="col">Published</th><th scope="col">Publisher</th><th scope="col">Report</th><th scope="col">Positions</th><th scope="col">Copies</th></tr></thead>
              <tbody>
                {items.map((r) => (
                  <tr key={r.id}>
                    <td>{day(r.published)}</td>
                    <td><Said>{r.publisher ?? "not known"}</Said></td>
                    <th scope="row"><a href={`/reports/${r.id}`}><Said>{reportTitle(r)}</Said></a></th>
                    <td class="n">{r.positions}</td>
                    <td>{r.copy_of.length ? <span class="copy">a copy</span> : null}{r.copies.length ? <span class="faint"> copied by {plural(r.copies.length, "report")}</span> : null}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <More more={of.more} shown={items.length} />
          </>
        ) : <p class="empty">No report fits.</p>}
      </Shown>
    </main>
  );
}
