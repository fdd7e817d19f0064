// What stays apart under a status: who admits what against interest, who examined it, who denies it with what at stake,
// and which positions come down to one origin.
import { useApi } from "../api";
import type { Axes as AxesData, PropositionPage } from "../types";
import { Party, Said } from "../ui/parts";
import { plural, STANCE, day } from "../words";

const STAKE: Record<string, string> = { own: "with a stake of its own in it", none: "with no stake in it", unknown: "what it has at stake isn’t known", side: "its side has a stake in it" };

export function Axes({ row }: { row: PropositionPage }) {
  const of = useApi<PropositionPage>(row.axes ? null : `/propositions/${row.id}`, row);
  const axes = row.axes ?? of.data?.axes;
  return axes ? <Shown axes={axes} /> : null;
}

function Shown({ axes }: { axes: AxesData }) {
  return (
    <dl class="axes">
      {axes.admissions.length ? <><dt>Against interest</dt><dd>{axes.admissions.map((a) => <p><Party party={a.party} />: <Said>{a.why}</Said></p>)}</dd></> : null}
      {axes.findings.length ? <><dt>Says it examined it</dt><dd>{axes.findings.map((f) => <p><Party party={f.party} /></p>)}</dd></> : null}
      {axes.denials.length ? <><dt>Denials</dt><dd>{axes.denials.map((d) => <p><Party party={d.party} />, {d.accused ? "who is accused of it, " : ""}{STAKE[d.stake] ?? d.stake}</p>)}</dd></> : null}
      {axes.reversals.length ? <><dt>Turns</dt><dd>{axes.reversals.map((r) => <p><Party party={r.party} /> {STANCE[r.after].does} since {day(r.on)}; before, it {STANCE[r.before].does}</p>)}</dd></> : null}
      {axes.chains.length ? (
        <>
          <dt>Origins</dt>
          <dd>
            {axes.chains.map((c) => (
              <p>
                <b><Said>{c.origin}</Said></b>: {plural(c.positions.length, "position")}{c.access ? ", and says how it knows" : ", how it knows isn’t said"}
                {c.folded.map((why) => <span class="faint">; <Said>{why}</Said></span>)}
              </p>
            ))}
          </dd>
        </>
      ) : null}
    </dl>
  );
}
