// One report: its words with the positions marked, each tied to its row.
import { useEffect, useMemo, useState } from "preact/hooks";
import { PositionActions, useMaker } from "../review/actions";
import { Add } from "../review/add";
import { useApi } from "../api";
import { go, withQuery, type Where } from "../router";
import { CodePoints, runs } from "../text";
import type { About, Page, Position, ReportPage, Sentence } from "../types";
import { useKeys } from "../ui/keys";
import { classOf, ExtractMarked, Legend, marksOf } from "../ui/marked";
import { Party, ReviewMark, Said, Shown, StanceSign, Title } from "../ui/parts";
import { PositionCard, reportTitle } from "../ui/position";
import { undoLast } from "../ui/toast";
import { day, number, plural } from "../words";
import { Copies } from "./copies";

export function Report({ where, about, id }: { where: Where; about: About | null; id: string }) {
  const of = useApi<ReportPage>(`/reports/${encodeURIComponent(id)}`);
  return (
    <main id="main" class="reportpage">
      <Shown of={of}>{(report) => <Opened report={report} query={where.query} writable={about?.writable ?? false} />}</Shown>
    </main>
  );
}

const inText = (stands: Position[]) => [...stands].sort((a, b) => a.content.start - b.content.start || a.content.end - b.content.end);

function Opened({ report, query, writable }: { report: ReportPage; query: URLSearchParams; writable: boolean }) {
  const stands = useMemo(() => inText(report.stands), [report]);
  const mark = query.get("mark");
  const chosen = stands.find((p) => p.id === mark) ?? null;
  const choose = (id: string | null) => go(withQuery({ mark: id, at: null }), { replace: true });
  const [adding, setAdding] = useState(false);
  const { ask, dialog } = useMaker();
  const step = (by: number) => {
    const at = stands.findIndex((p) => p.id === mark);
    const next = stands[at < 0 ? (by > 0 ? 0 : stands.length - 1) : Math.min(Math.max(at + by, 0), stands.length - 1)];
    if (next) choose(next.id);
  };
  useKeys({ j: () => step(1), k: () => step(-1), n: () => writable && ask(() => setAdding(true)), u: () => void undoLast(), Escape: () => choose(null) });
  useEffect(() => {
    document.querySelector(`[data-run~="${CSS.escape(mark ?? "-")}"]`)?.scrollIntoView({ block: "center" });
  }, [mark, report]);
  return (
    <>
      <header class="intro">
        <p class="where">
          <time>{day(report.published)}</time>
          <Said>{report.publisher ?? "publisher not known"}</Said>
          {report.url ? <a href={report.url} rel="noreferrer noopener" target="_blank">at its address</a> : null}
          {report.carries ? <span>carries an article of <Said>{report.carries}</Said></span> : null}
        </p>
        <Title tab={reportTitle(report)}><Said>{reportTitle(report)}</Said></Title>
        <p class="faint">{plural(report.positions, "position")} read from {number(report.characters)} characters; nothing read from {plural(report.unread, "sentence")}.</p>
      </header>
      <div class="reader">
        <section aria-label="The report’s words" class="text">
          <Legend />
          {report.text !== null ? <Whole text={report.text} stands={stands} chosen={mark} choose={choose} /> : <Extracts report={report} stands={stands} chosen={mark} choose={choose} />}
          <Copies report={report} query={query} />
        </section>
        <aside aria-label="Positions in it">
          {chosen ? (
            <div class="chosenone">
              <p class="exact">Exactly these words: <q class="claim" id="exact"><Said>{chosen.content.words}</Said></q></p>
              <PositionCard position={chosen} context>
                {writable ? <PositionActions position={chosen} others={[]} /> : null}
              </PositionCard>
            </div>
          ) : null}
          <h2>Positions in it</h2>
          {stands.length ? (
            <ol class="index">
              {stands.map((p) => (
                <li>
                  <button type="button" class="plain" aria-pressed={p.id === mark} onClick={() => choose(p.id === mark ? null : p.id)}>
                    <Party party={p.party} /> <StanceSign stance={p.stance} short />: <span class="claim">“<Said>{p.content.words}</Said>”</span>
                  </button>
                  <p class="faint"><ReviewMark review={p.review} /> <a href={`/events/${p.event}?row=${p.proposition}`}>its row</a></p>
                </li>
              ))}
            </ol>
          ) : <p class="faint">No position was read from it.</p>}
          {writable ? <p class="noprint"><button type="button" onClick={() => ask(() => setAdding(true))}>Add a position that was missed … <kbd>n</kbd></button></p> : null}
        </aside>
      </div>
      {adding ? <AddHere report={report} close={() => setAdding(false)} /> : null}
      {dialog}
    </>
  );
}

interface TextProps { stands: Position[]; chosen: string | null; choose: (id: string) => void }

/** The whole text in runs; a click on marked words chooses their position, and again the next that lies there. */
function Whole({ text, stands, chosen, choose }: TextProps & { text: string }) {
  const points = useMemo(() => new CodePoints(text), [text]);
  const pieces = useMemo(() => runs(points, stands.flatMap(marksOf)), [points, stands]);
  const next = (ids: string[]) => choose(ids[(ids.indexOf(chosen ?? "") + 1) % ids.length]!);
  return (
    <div class="words whole" dir="auto">
      {pieces.map((run) => {
        if (!run.marks.length) return <span>{run.text}</span>;
        const ids = [...new Set(run.marks.map((m) => m.position))];
        return <mark class={classOf(run, chosen && ids.includes(chosen) ? chosen : null)} data-run={ids.join(" ")} data-on={chosen !== null && ids.includes(chosen)} onClick={() => next(ids)}>{run.text}</mark>;
      })}
    </div>
  );
}

/** Where the report may not be shown whole: the sentences around its positions. */
function Extracts({ report, stands, chosen, choose }: TextProps & { report: ReportPage }) {
  return (
    <>
      <p class="faint note">
        Shown in extracts of at most 280 characters, as the report’s licence isn’t yours to decide.
        {report.url ? <> The whole is <a href={report.url} rel="noreferrer noopener" target="_blank">at its address</a>.</> : " The operator may allow the whole: twosource serve --full-text."}
      </p>
      <ol class="extracts">
        {stands.map((p) => (
          <li data-run={p.id} data-on={p.id === chosen} onClick={() => choose(p.id)}>
            <ExtractMarked position={p} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Adding from the whole text, or from one of the sentences from which nothing was read. */
function AddHere({ report, close }: { report: ReportPage; close: () => void }) {
  const sentences = useApi<Page<Sentence>>(report.text === null ? `/reports/${report.id}/unread?limit=200` : null);
  if (report.text !== null) return <Add story={report.story} report={report.id} text={report.text} from={0} close={close} />;
  const first = sentences.data?.items[0];
  if (!first) return null;
  // sentences that follow each other are one text; the first that doesn't ends it
  return <Add story={report.story} report={report.id} text={first.words.words} from={first.words.start} close={close} />;
}
