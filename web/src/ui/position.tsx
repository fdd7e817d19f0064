// One position, opened: the words, where they stand, and what a person may decide on it.
import type { ComponentChildren } from "preact";
import type { Position, ReportName } from "../types";
import { BASIS, day, STANCE } from "../words";
import { ExtractMarked } from "./marked";
import { FigureSaid, Party, ReviewMark, Said, StanceSign } from "./parts";

export const reportTitle = (report: ReportName) => report.title ?? report.document;

export function ReportLink({ report, mark }: { report: ReportName; mark?: string }) {
  return (
    <a href={`/reports/${report.id}${mark ? `?mark=${mark}` : ""}`}>
      <Said class="publisher">{report.publisher ?? "publisher not known"}</Said>, <Said>{reportTitle(report)}</Said>
    </a>
  );
}

export function PositionCard({ position: p, children, context }: { position: Position; children?: ComponentChildren; context?: boolean }) {
  return (
    <article class="position" data-id={p.id}>
      <header>
        <span><Party party={p.party} /> <StanceSign stance={p.stance} />{p.certainty === "hedged" ? <span class="faint"> with a hedge</span> : null}</span>
        <ReviewMark review={p.review} />
      </header>
      <ExtractMarked position={p} />
      <footer>
        <p>
          {p.day ? <time>{day(p.day)}</time> : <span class="faint">day not known</span>} · <ReportLink report={p.report} mark={p.id} />
        </p>
        <p class="faint">
          {p.via.length ? <>carried by <Said>{p.via.join(", ")}</Said> · </> : null}
          {BASIS[p.basis] ?? p.basis}
          {p.figure ? <> · <FigureSaid figure={p.figure} /></> : null}
          {p.added_by ? <> · added by <Said>{p.added_by}</Said></> : null}
          {context ? <> · <a href={`/events/${p.event}?row=${p.proposition}`}>its row in the ledger</a></> : null}
        </p>
      </footer>
      {children}
    </article>
  );
}

/** One line of who says what: for lists. */
export const Brief = ({ position: p }: { position: Position }) => (
  <span><Party party={p.party} /> {STANCE[p.stance].does}: <span class="claim">“<Said>{p.content.words}</Said>”</span></span>
);
