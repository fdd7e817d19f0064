// Correcting a position: who, which stance, which words. Only what is changed is sent.
import { useState } from "preact/hooks";
import type { Position, Span, Stance } from "../types";
import { Dialog } from "../ui/dialog";
import { decide } from "../ui/toast";
import { BASIS, STANCE, STANCES } from "../words";
import { maker } from "./maker";
import { PartyField } from "./partyfield";
import { WordsField, type Picked } from "./wordsfield";

export function Correct({ position: p, close }: { position: Position; close: () => void }) {
  const [stance, setStance] = useState<Stance>(p.stance);
  const [certainty, setCertainty] = useState(p.certainty);
  const [basis, setBasis] = useState(p.basis);
  const [party, setParty] = useState({ id: p.party.id, name: p.party.name });
  const [reason, setReason] = useState("");
  const span = (role: "content" | "source" | "cue"): Span | null => {
    const words = p[role];
    return words ? { start: words.start, end: words.end } : null;
  };
  const [picked, setPicked] = useState<Picked>({ content: span("content"), source: span("source"), cue: span("cue") });
  const changes: Record<string, unknown> = {};
  if (stance !== p.stance) changes["stance"] = stance;
  if (certainty !== p.certainty) changes["certainty"] = certainty;
  if (basis !== p.basis) changes["basis"] = basis;
  if (party.id !== p.party.id && party.name !== p.party.name) changes["party"] = party.id || party.name;
  for (const role of ["content", "source", "cue"] as const) {
    const [now, before] = [picked[role], span(role)];
    if (now && (now.start !== before?.start || now.end !== before?.end)) changes[role] = now;
  }
  const any = Object.keys(changes).length > 0;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { action: "correct", target: p.id, maker: maker(), reason: reason.trim(), ...changes };
    if (any && (await decide(`Corrected: ${p.party.name}, “${[...p.content.words].slice(0, 60).join("")}”`, "/reviews", body))) close();
  };
  return (
    <Dialog title="Correct this position" close={close}>
      <form class="form" onSubmit={(e) => void submit(e)}>
        <WordsField text={p.extract.text} from={p.extract.start} picked={picked} pick={setPicked} />
        <div class="pair">
          <PartyField story={p.story} value={party} set={setParty} />
          <label>Stance <select value={stance} onChange={(e) => setStance((e.target as HTMLSelectElement).value as Stance)}>{STANCES.map((s) => <option value={s}>{STANCE[s].does}</option>)}</select></label>
          <label>Certainty <select value={certainty} onChange={(e) => setCertainty((e.target as HTMLSelectElement).value as "certain" | "hedged")}><option value="certain">certain</option><option value="hedged">hedged</option></select></label>
          <label>How it knows <select value={basis} onChange={(e) => setBasis((e.target as HTMLSelectElement).value)}>{Object.entries(BASIS).map(([value, name]) => <option value={value}>{name}</option>)}</select></label>
        </div>
        <label>Why <input value={reason} onInput={(e) => setReason((e.target as HTMLInputElement).value)} maxLength={2000} /></label>
        <p class="actions"><button type="submit" class="main" disabled={!any}>Keep the correction</button></p>
      </form>
    </Dialog>
  );
}
