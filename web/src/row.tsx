// A link to a proposition by its id alone leads to its row in its event.
import { useEffect } from "preact/hooks";
import { useApi } from "./api";
import { go } from "./router";
import type { Proposition } from "./types";
import { Shown, Title } from "./ui/parts";

export function Row({ id }: { id: string }) {
  const of = useApi<Proposition>(`/propositions/${encodeURIComponent(id)}`);
  useEffect(() => {
    if (of.data) go(`/events/${of.data.event}?row=${of.data.id}`, { replace: true });
  }, [of.data]);
  return <main id="main"><Title tab="Row">A row of the ledger</Title><Shown of={of}>{() => <p class="faint">…</p>}</Shown></main>;
}
