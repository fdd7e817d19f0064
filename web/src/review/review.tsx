// Where people look over what the machine read: a queue of what it is unsure of, what it read nothing from, and what was
// decided. Everything can be done from the keyboard; the letters are on the buttons.
import { useEffect, useState } from "preact/hooks";
import { url, useApi, useList } from "../api";
import { go, withQuery, type Where } from "../router";
import type { About, Page, PropositionPage, QueueItem, Sentence, StoryRow } from "../types";
import { useKeys } from "../ui/keys";
import { Legend } from "../ui/marked";
import { More, Party, Said, Shown, StatusChip, Title, toReview } from "../ui/parts";
import { PositionCard } from "../ui/position";
import { decide, undoLast } from "../ui/toast";
import { plural, STANCE } from "../words";
import { accept, reject, split, useMaker } from "./actions";
import { Add } from "./add";
import { Correct } from "./correct";
import { DecisionList } from "./decisions";
import { MergeRows } from "./merge";
import { maker } from "./maker";
import { OverrideForm } from "./override";

const TABS: [string, string, string][] = [
  ["", "/review", "Unsure"], ["unread", "/review/unread", "Nothing read"], ["decisions", "/review/decisions", "Decisions"],
];

export function Review({ where, about, id: tab }: { where: Where; about: About | null; id: string }) {
  const story = where.query.get("story");
  const stories = useApi<Page<StoryRow>>(url("/stories", { limit: 200 }));
  const totals = stories.data?.items.filter((s) => !story || s.story === story) ?? [];
  const left = totals.reduce((n, s) => n + s.review.unreviewed, 0);
  const done = totals.reduce((n, s) => n + s.review.reviewed, 0);
  return (
    <main id="main" class="reviewpage">
      <header class="intro">
        <Title tab="Review">Review</Title>
        <p class="faint">{stories.data ? `${plural(left, "position")} that nobody has looked at yet, ${done} looked at. Each decision is kept with its maker, shows at once, and can be undone.` : " "}</p>
      </header>
      <nav class="tabs" aria-label="Review">
        {TABS.map(([name, href, label]) => <a href={url(href, { story })} aria-current={tab === name ? "page" : undefined}>{label}</a>)}
        {(stories.data?.items.length ?? 0) > 1 ? (
          <label class="menu">Story{" "}
            <select value={story ?? ""} onChange={(e) => go(withQuery({ story: (e.target as HTMLSelectElement).value }))}>
              <option value="">all</option>
              {stories.data!.items.map((s) => <option value={s.story}>{s.story}</option>)}
            </select>
          </label>
        ) : null}
      </nav>
      {about && !about.writable ? <p class="failed">This server takes no decisions: it serves the ledger to be read.</p> : null}
      {tab === "unread" ? <Unread story={story} /> : tab === "decisions" ? <DecisionList story={story} /> : <Queue story={story} query={where.query} />}
    </main>
  );
}

function useCursor(n: number): { at: number; keys: Record<string, () => void>; set: (at: number) => void } {
  const [cursor, set] = useState(0);
  const at = Math.min(cursor, Math.max(n - 1, 0));
  useEffect(() => {
    document.querySelector('[data-on="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return { at, set, keys: { j: () => set(Math.min(at + 1, n - 1)), k: () => set(Math.max(at - 1, 0)) } };
}

type Open = "correct" | "merge" | "override" | "add" | null;

function Queue({ story, query }: { story: string | null; query: URLSearchParams }) {
  const of = useList<QueueItem>(url("/queue", { story, kind: query.get("kind"), limit: 50 }));
  const items = of.data ?? [];
  const { at, keys, set } = useCursor(items.length);
  const item = items[at] ?? null;
  const position = item?.position ?? null;
  const judgement = item?.judgement ?? null;
  const row = useApi<PropositionPage>(position ? `/propositions/${position.proposition}` : null, of.data);
  const event = useApi<{ matrix: PropositionPage[] }>(position ? `/events/${position.event}` : null, of.data);
  const [open, setOpen] = useState<Open>(null);
  const { ask, dialog } = useMaker();
  const other = row.data?.stands.find((p) => p.id !== position?.id) ?? null;
  const judge = (verdict: "positive" | "negative") =>
    judgement && ask(() => void decide(verdict === "positive" ? "The same" : "Not the same", "/judgements", {
      story: judgement.story, relation: judgement.relation, left: judgement.left, right: judgement.right, verdict, maker: maker(),
      reason: "looked at by a person",
    }));
  useKeys({
    ...keys,
    a: () => position && ask(() => void accept(position)),
    x: () => position && ask(() => void reject(position)),
    c: () => position && ask(() => setOpen("correct")),
    n: () => position && ask(() => setOpen("add")),
    s: () => position && other && ask(() => void split(position, other)),
    m: () => row.data && ask(() => setOpen("merge")),
    o: () => row.data && ask(() => setOpen("override")),
    y: () => judge("positive"),
    d: () => judge("negative"),
    u: () => void undoLast(),
    Enter: () => position && go(`/reports/${position.report.id}?mark=${position.id}`),
  });
  const close = () => setOpen(null);
  return (
    <Shown of={of}>
      {() => items.length ? (
        <div class="desk">
          <ol class="queue" aria-label="What the machine is unsure of, the least sure first">
            {items.map((one, i) => (
              <li data-on={i === at}>
                <button type="button" class="plain" aria-current={i === at ? "true" : undefined} onClick={() => set(i)}>
                  <span class="score" title={one.why}>{one.score.toFixed(2)}</span>
                  {one.position ? <span><Party party={one.position.party} /> {STANCE[one.position.stance].short} <span class="claim">“<Said>{one.position.content.words}</Said>”</span></span> : null}
                  {one.judgement ? <span>{one.judgement.relation}? <span class="claim"><Said>{one.judgement.left_label}</Said></span></span> : null}
                </button>
              </li>
            ))}
            <li><More more={of.more} shown={items.length} /></li>
          </ol>
          <div class="focus" aria-live="polite">
            <p class="faint">{item?.why}</p>
            {position ? (
              <>
                {row.data ? (
                  <p class="rowline">
                    <StatusChip status={row.data.standing.override?.status ?? row.data.standing.status} contested={row.data.standing.contested} unverifiable={row.data.standing.unverifiable} unreviewed={toReview(row.data.review)} />{" "}
                    <a href={`/events/${position.event}?row=${position.proposition}`} class="claim">“<Said>{row.data.text}</Said>”</a>
                  </p>
                ) : <p class="rowline faint">…</p>}
                <Legend />
                <PositionCard position={position} />
                <p class="actions keyed">
                  <Key k="a" say="Accept" act={() => ask(() => void accept(position))} main />
                  <Key k="x" say="Reject" act={() => ask(() => void reject(position))} />
                  <Key k="c" say="Correct" act={() => ask(() => setOpen("correct"))} />
                  <Key k="n" say="Add a missed one" act={() => ask(() => setOpen("add"))} />
                  {other ? <Key k="s" say="Split off" act={() => ask(() => void split(position, other))} /> : null}
                  <Key k="m" say="Merge rows" act={() => ask(() => setOpen("merge"))} />
                  <Key k="o" say="Override" act={() => ask(() => setOpen("override"))} />
                  <Key k="u" say="Undo" act={() => void undoLast()} />
                </p>
              </>
            ) : null}
            {judgement ? (
              <>
                <div class="two"><blockquote><Said>{judgement.left_label}</Said></blockquote><blockquote><Said>{judgement.right_label}</Said></blockquote></div>
                <p class="faint">{judgement.relation}? <Said>{judgement.reason}</Said></p>
                <p class="actions keyed"><Key k="y" say="The same" act={() => judge("positive")} main /><Key k="d" say="Different" act={() => judge("negative")} /><Key k="u" say="Undo" act={() => void undoLast()} /></p>
              </>
            ) : null}
            <p class="faint"><kbd>j</kbd> <kbd>k</kbd> go through the queue, <kbd>?</kbd> lists all keys.</p>
          </div>
          {open === "correct" && position ? <Correct position={position} close={close} /> : null}
          {open === "add" && position ? <Add story={position.story} report={position.report.id} text={position.extract.text} from={position.extract.start} close={close} /> : null}
          {open === "merge" && row.data ? <MergeRows row={row.data} rows={event.data?.matrix ?? []} close={close} /> : null}
          {open === "override" && row.data ? <OverrideForm row={row.data} close={close} /> : null}
          {dialog}
        </div>
      ) : <p class="empty">The machine is unsure of nothing that nobody has decided. What it read nothing from: <a href="/review/unread">Nothing read</a>.</p>}
    </Shown>
  );
}

function Key({ k, say, act, main }: { k: string; say: string; act: () => void; main?: boolean }) {
  return <button type="button" class={main ? "main" : ""} onClick={act}>{say} <kbd>{k}</kbd></button>;
}

function Unread({ story }: { story: string | null }) {
  const of = useList<Sentence>(url("/unread", { story, limit: 100 }));
  const items = of.data ?? [];
  const { at, keys, set } = useCursor(items.length);
  const [adding, setAdding] = useState<Sentence | null>(null);
  const { ask, dialog } = useMaker();
  const add = () => items[at] && ask(() => setAdding(items[at]!));
  useKeys({ ...keys, n: add, u: () => void undoLast(), Enter: () => items[at] && go(`/reports/${items[at]!.report}?at=${items[at]!.words.start}`) });
  return (
    <Shown of={of}>
      {() => (
        <>
          <p class="faint">Sentences from which no position was read. Most hold none; <kbd>n</kbd> adds one that was missed, <kbd>j</kbd> <kbd>k</kbd> go on and back.</p>
          <ol class="unread">
            {items.map((sentence, i) => (
              <li data-on={i === at} onClick={() => set(i)}>
                <blockquote class="words" dir="auto">{sentence.words.words}</blockquote>
                <p class="actions">
                  <button type="button" onFocus={() => set(i)} onClick={() => ask(() => setAdding(sentence))}>Add a position …</button>
                  <a href={`/reports/${sentence.report}?at=${sentence.words.start}`}>the report</a>
                </p>
              </li>
            ))}
          </ol>
          <More more={of.more} shown={items.length} />
          {adding ? <Add story={adding.story} report={adding.report} text={adding.words.words} from={adding.words.start} close={() => setAdding(null)} /> : null}
          {dialog}
        </>
      )}
    </Shown>
  );
}
