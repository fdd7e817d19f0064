import { url, useApi } from "../api";
import type { Page, PartyName } from "../types";

export interface Chosen { id: string; name: string }

/** A party by name: one of the story's, or a new name. */
export function PartyField({ story, value, set }: { story: string; value: Chosen; set: (party: Chosen) => void }) {
  const parties = useApi<Page<PartyName>>(url("/parties", { story, limit: 200 }));
  const items = parties.data?.items ?? [];
  const input = (event: Event) => {
    const name = (event.target as HTMLInputElement).value;
    set({ id: items.find((party) => party.name === name)?.id ?? "", name });
  };
  return (
    <label>
      Party
      <input list="parties" value={value.name} onInput={input} required maxLength={300} autocomplete="off" />
      <datalist id="parties">{items.map((party) => <option value={party.name} />)}</datalist>
    </label>
  );
}
