import { useState } from "preact/hooks";
import type { Proposition, Status } from "../types";
import { Dialog } from "../ui/dialog";
import { Said, StatusChip } from "../ui/parts";
import { decide } from "../ui/toast";
import { STATUS, STATUSES } from "../words";
import { maker } from "./maker";

export function OverrideForm({ row, close }: { row: Proposition; close: () => void }) {
  const [status, setStatus] = useState<Status>(row.standing.status);
  const [reason, setReason] = useState("");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { action: "override", target: row.id, status, reason: reason.trim(), maker: maker() };
    if (reason.trim() && (await decide(`Set to ${status}: ${row.text}`, "/reviews", body))) close();
  };
  return (
    <Dialog title="Override the standing" close={close}>
      <form onSubmit={(e) => void submit(e)} class="form">
        <p class="claim">“<Said>{row.text}</Said>”</p>
        <p>From the positions: <StatusChip status={row.standing.override?.computed ?? row.standing.status} plain />. {row.standing.reason}</p>
        <label>Shown as <select value={status} onChange={(e) => setStatus((e.target as HTMLSelectElement).value as Status)}>{STATUSES.map((s) => <option value={s}>{s}</option>)}</select></label>
        <p class="faint">{STATUS[status].means}</p>
        <label>Why (kept, and shown beside it) <textarea value={reason} onInput={(e) => setReason((e.target as HTMLTextAreaElement).value)} required rows={3} maxLength={2000} /></label>
        <p class="actions"><button type="submit" class="main">Set it</button></p>
      </form>
    </Dialog>
  );
}
