// Two that are one: rows of an event, or events.
import { useState } from "preact/hooks";
import { url, useApi } from "../api";
import type { EventRow, Page, PropositionPage } from "../types";
import { Dialog } from "../ui/dialog";
import { Said } from "../ui/parts";
import { decide } from "../ui/toast";
import { when } from "../words";
import { AskMaker } from "./askmaker";
import { maker } from "./maker";

interface Choice { id: string; label: string }

function Chooser({ title, what, choices, submit, close }: { title: string; what: string; choices: Choice[]; submit: (id: string, reason: string) => Promise<boolean>; close: () => void }) {
  const [id, setId] = useState("");
  const [reason, setReason] = useState("");
  const keep = async (event: SubmitEvent) => {
    event.preventDefault();
    if (id && reason.trim() && (await submit(id, reason.trim()))) close();
  };
  return (
    <Dialog title={title} close={close}>
      <form class="form" onSubmit={(e) => void keep(e)}>
        <p class="claim">“<Said>{what}</Said>”</p>
        {choices.length ? (
          <fieldset class="choices">
            <legend>is the same as</legend>
            {choices.map((c) => <label><input type="radio" name="other" value={c.id} checked={id === c.id} onChange={() => setId(c.id)} /> <Said>{c.label}</Said></label>)}
          </fieldset>
        ) : <p class="faint">There is no other to merge it with.</p>}
        <label>Why <input value={reason} onInput={(e) => setReason((e.target as HTMLInputElement).value)} required maxLength={2000} /></label>
        <p class="faint">Nothing is lost by it: undoing restores both as they were.</p>
        <p class="actions"><button type="submit" class="main" disabled={!id}>Merge</button></p>
      </form>
    </Dialog>
  );
}

export function MergeRows({ row, rows, close }: { row: PropositionPage; rows: PropositionPage[]; close: () => void }) {
  const choices = rows.filter((r) => r.id !== row.id).map((r) => ({ id: r.id, label: r.text }));
  const submit = (id: string, reason: string) =>
    decide(`Merged: ${row.text}`, "/judgements", { story: row.story, relation: "same proposition", left: row.id, right: id, verdict: "positive", maker: maker(), reason });
  return <Chooser title="Merge two rows" what={row.text} choices={choices} submit={submit} close={close} />;
}

export function MergeEvents({ event, close }: { event: EventRow; close: () => void }) {
  const [named, setNamed] = useState(maker() !== "");
  const others = useApi<Page<EventRow>>(url("/events", { story: event.story, limit: 200 }));
  if (!named) return <AskMaker done={() => setNamed(true)} close={close} />;
  const choices = (others.data?.items ?? []).filter((e) => e.id !== event.id).map((e) => ({ id: e.id, label: `${e.label} (${when(e.time)}, ${e.place?.name ?? "place not known"})` }));
  const submit = (id: string, reason: string) =>
    decide(`Merged: ${event.label}`, "/judgements", { story: event.story, relation: "same event", left: event.id, right: id, verdict: "positive", maker: maker(), reason });
  return <Chooser title="Merge two events" what={event.label} choices={choices} submit={submit} close={close} />;
}
