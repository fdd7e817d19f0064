import { STANCE, STANCES, STATUS, STATUSES } from "./words";
import { Dialog } from "./ui/dialog";
import { StanceSign, StatusChip } from "./ui/parts";

export const SHORTCUTS: [string, [string, string][]][] = [
  ["Everywhere", [["/", "search"], ["g", "overview"], ["r", "review"], ["u", "undo your last decision"], ["?", "this help"], ["Esc", "close what is open"]]],
  ["Review", [["j  k", "next, previous"], ["a", "accept: it is read right"], ["x", "reject: it is no position"], ["c", "correct it"], ["n", "add a missed position to its report"], ["s", "split: it is on something else"], ["m", "merge: two rows that are one"], ["o", "override the standing, with a reason"], ["y", "the two are the same"], ["d", "the two are different"], ["Enter", "open the report at these words"]]],
  ["Report", [["j  k", "next, previous position"], ["n", "add a missed position"]]],
  ["Histogram", [["← →", "move the handle that has the focus"], ["PgUp PgDn", "ten steps"], ["Home End", "to the edge"]]],
  ["Map", [["arrows", "move"], ["+  −", "nearer, farther"]]],
];

export function Help({ close }: { close: () => void }) {
  return (
    <Dialog title="How to read this" close={close}>
      <div class="help">
        <p>
          Every row shows what parties say, with the words of the reports behind it. A row’s <b>standing</b> is counted from
          those words. It says where the parties stand, not what is true. <b>Reports</b> are texts; <b>independent origins</b>
          {" "}are those who vouch at the bottom of the chain: copies and carriers add none. “1–3” means at least one, at most three.
        </p>
        <h3>Standings</h3>
        <dl>{STATUSES.map((s) => [<dt><StatusChip status={s} plain /></dt>, <dd>{STATUS[s].means}</dd>])}</dl>
        <h3>Stances</h3>
        <dl>{STANCES.map((s) => [<dt><StanceSign stance={s} short /></dt>, <dd>The party {STANCE[s].does}.</dd>])}</dl>
        <h3>Shortcuts</h3>
        {SHORTCUTS.map(([where, keys]) => (
          <section>
            <h4>{where}</h4>
            <dl class="keys">{keys.map(([key, what]) => [<dt><kbd>{key}</kbd></dt>, <dd>{what}</dd>])}</dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
