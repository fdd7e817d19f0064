// What is a copy of what: the shared words of both, side by side, with what differs inside them shown.
import { url, useApi } from "../api";
import { go, withQuery } from "../router";
import type { CopyPair, Page, ReportPage, Stretch } from "../types";
import { Said } from "../ui/parts";
import { ReportLink } from "../ui/position";
import { plural } from "../words";
import { differing } from "./differing";

export function Copies({ report, query }: { report: ReportPage; query: URLSearchParams }) {
  const any = report.copy_of.length + report.copies.length > 0;
  const of = useApi<Page<CopyPair>>(any ? url(`/reports/${report.id}/copies`) : null);
  if (!any) return null;
  const pairs = of.data?.items ?? [];
  const open = query.get("copy");
  return (
    <section class="copies" id="copies">
      <h2>Copies</h2>
      <p class="faint hint">Words that come from another report add no independent origin.</p>
      <ul>
        {pairs.map((pair) => (
          <li>
            <p>
              {pair.relation === "copy of" ? "This takes" : "Its words make up"} <b>{Math.round(pair.share * 100)} %</b> {pair.relation === "copy of" ? "of its words from" : "of"} <ReportLink report={pair.other} />{" "}
              <button type="button" aria-expanded={open === pair.other.id} onClick={() => go(withQuery({ copy: open === pair.other.id ? null : pair.other.id }), { replace: true })}>Side by side</button>
            </p>
            {open === pair.other.id ? <SideBySide pair={pair} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function SideBySide({ pair }: { pair: CopyPair }) {
  return (
    <div class="beside">
      <p class="faint">This report</p>
      <p class="faint"><Said>{pair.other.publisher ?? pair.other.document}</Said></p>
      {pair.stretches.map((stretch) => <Both stretch={stretch} />)}
      <p class="faint all">{plural(pair.stretches.length, "shared stretch", "shared stretches")}; words that differ are set apart.</p>
    </div>
  );
}

function Both({ stretch }: { stretch: Stretch }) {
  const { left, right } = differing(stretch.words, stretch.other_words);
  const words = (parts: { text: string; same: boolean }[]) => (
    <blockquote class="words" dir="auto">
      {parts.map((part) => (part.same ? <mark class="shared">{part.text}</mark> : <del class="differs">{part.text}</del>))}
      {stretch.cut ? <span class="faint">{" […]"}</span> : null}
    </blockquote>
  );
  return <>{words(left)}{words(right)}</>;
}
