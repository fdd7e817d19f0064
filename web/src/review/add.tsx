// Adding a position that the machine missed.
import { useState } from "preact/hooks";
import { url, useApi } from "../api";
import type { Aspect, Page, Proposition, Stance } from "../types";
import { Dialog } from "../ui/dialog";
import { decide } from "../ui/toast";
import { ASPECT, ASPECTS, STANCE, STANCES } from "../words";
import { maker } from "./maker";
import { PartyField } from "./partyfield";
import { WordsField, type Picked } from "./wordsfield";

interface Props { story: string; report: string; text: string; from: number; close: () => void }

export function Add({ story, report, text, from, close }: Props) {
  const [picked, setPicked] = useState<Picked>({ source: null, cue: null, content: null });
  const [party, setParty] = useState({ id: "", name: "" });
  const [stance, setStance] = useState<Stance>("asserts");
  const [aspect, setAspect] = useState<Aspect | "">("");
  const [proposition, setProposition] = useState("");
  const rows = useApi<Page<Proposition>>(url("/propositions", { story, limit: 200 }));
  const ready = picked.content !== null && party.name.trim() !== "";
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body: Record<string, unknown> = { action: "add", target: report, maker: maker(), content: picked.content, party: party.id || party.name.trim(), stance };
    if (picked.source) body["source"] = picked.source;
    if (picked.cue) body["cue"] = picked.cue;
    if (aspect) body["aspect"] = aspect;
    if (proposition) body["proposition"] = proposition;
    if (await decide(`Added: ${party.name} ${STANCE[stance].does}`, "/reviews", body)) close();
  };
  return (
    <Dialog title="Add a position that was missed" close={close}>
      <form class="form" onSubmit={(e) => void submit(e)}>
        <WordsField text={text} from={from} picked={picked} pick={setPicked} />
        <div class="pair">
          <PartyField story={story} value={party} set={setParty} />
          <label>Stance <select value={stance} onChange={(e) => setStance((e.target as HTMLSelectElement).value as Stance)}>{STANCES.map((s) => <option value={s}>{STANCE[s].does}</option>)}</select></label>
          <label>On which row
            <select value={proposition} onChange={(e) => setProposition((e.target as HTMLSelectElement).value)}>
              <option value="">one of its own, or as the weaving finds</option>
              {(rows.data?.items ?? []).map((row) => <option value={row.id}>{row.text}</option>)}
            </select>
          </label>
          {proposition ? null : (
            <label>It tells <select value={aspect} onChange={(e) => setAspect((e.target as HTMLSelectElement).value as Aspect | "")}><option value="">as the words say</option>{ASPECTS.map((a) => <option value={a}>{ASPECT[a]}</option>)}</select></label>
          )}
        </div>
        <p class="actions"><button type="submit" class="main" disabled={!ready}>Add it</button></p>
      </form>
    </Dialog>
  );
}
