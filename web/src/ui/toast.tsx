// What a decision changed, said once and aloud, with the way back.
import { useEffect, useState } from "preact/hooks";
import { post, Problem } from "../api";
import type { Decided, Status } from "../types";
import { Said, StatusChip } from "./parts";

interface Note { key: number; what: string; decided: Decided | null; undo: string | null; bad?: boolean }

let note: Note | null = null;
let key = 0;
const watchers = new Set<() => void>();
const show = (next: Note | null) => {
  note = next;
  watchers.forEach((watcher) => watcher());
};

/** The path that takes the last decision back, where there is one. */
let last: { path: string; what: string } | null = null;

export const tell = (what: string, bad = false) => show({ key: ++key, what, decided: null, undo: null, bad });

/** Keeps a decision and says what it changed. Gives whether it was kept. */
export async function decide(what: string, path: string, body: unknown): Promise<boolean> {
  try {
    const decided = await post(path, body);
    const undo = decided.review ? `/reviews/${decided.review.id}/undo`
      : decided.judgement ? `/judgements/${decided.judgement.id}/undo` : null;
    last = undo ? { path: undo, what } : null;
    show({ key: ++key, what, decided, undo });
    return true;
  } catch (error) {
    tell(error instanceof Problem ? error.message : String(error), true);
    return false;
  }
}

export async function undoLast(): Promise<void> {
  if (!last) return tell("There is nothing of yours to undo here. Earlier decisions: Review, Decisions.");
  const { path, what } = last;
  await undo(path, what);
}

export async function undo(path: string, what: string): Promise<void> {
  try {
    const decided = await post(path);
    last = null;
    show({ key: ++key, what: `Undone: ${what}`, decided, undo: null });
  } catch (error) {
    tell(error instanceof Problem ? error.message : String(error), true);
  }
}

const Before = ({ status }: { status: Status | null }) =>
  status ? <StatusChip status={status} plain /> : <span class="faint">not there</span>;

export function Toast() {
  const [, set] = useState(0);
  useEffect(() => {
    const watcher = () => set((n) => n + 1);
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }, []);
  const changes = note?.decided?.changed ?? [];
  return (
    <div class="toast" role="status" aria-live="polite">
      {note ? (
        <div key={note.key} class={note.bad ? "note bad" : "note"}>
          <p><Said>{note.what}</Said></p>
          {changes.slice(0, 4).map((c) => (
            <p class="change"><Said class="claim">{c.text}</Said><span><Before status={c.before} /> → <Before status={c.after} /></span></p>
          ))}
          {changes.length > 4 ? <p class="faint">and {changes.length - 4} more rows</p> : null}
          {note.decided && !changes.length ? <p class="faint">No standing is another for it.</p> : null}
          <p class="actions">
            {note.undo ? <button type="button" onClick={() => void undoLast()}>Undo <kbd>u</kbd></button> : null}
            <button type="button" onClick={() => show(null)}>Close</button>
          </p>
        </div>
      ) : null}
    </div>
  );
}
