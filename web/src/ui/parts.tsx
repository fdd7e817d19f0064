// Small parts that every view uses.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { setToken, type Loaded, type Problem } from "../api";
import type { Figure, Origins, PartyName, Review, ReviewCount, Stance, Status } from "../types";
import { figure, number, origins, plural, STANCE, STATUS } from "../words";

/** Words from reports and names: text only, and their direction stays their own. */
export const Said = ({ children, class: name }: { children: string; class?: string }) => (
  <bdi class={name} dir="auto">{children}</bdi>
);

export const Party = ({ party }: { party: PartyName }) => <Said class="party">{party.name}</Said>;

export function Parties({ parties, none = "nobody" }: { parties: PartyName[]; none?: string }) {
  if (!parties.length) return <span class="faint">{none}</span>;
  return <>{parties.map((party, i) => [i ? (i === parties.length - 1 ? " and " : ", ") : "", <Party party={party} />])}</>;
}

interface ChipProps { status: Status; contested?: boolean; unverifiable?: boolean; unreviewed?: boolean; plain?: boolean }

/** A status, never by colour alone; `unreviewed` stays on it until somebody has looked. */
export function StatusChip({ status, contested, unverifiable, unreviewed, plain }: ChipProps) {
  const { sign, key, means } = STATUS[status];
  return (
    <span class="status">
      <span class={`chip s-${key}`} title={plain ? undefined : means}>
        <span aria-hidden="true" class="sign">{sign}</span>
        {status}
      </span>
      {contested ? <span class="qualifier" title="It is corroborated or confirmed across sides, and somebody denies it all the same.">contested</span> : null}
      {unverifiable ? <span class="qualifier" title="Somebody says that it can’t be verified.">not verified</span> : null}
      {unreviewed ? <Unreviewed /> : null}
    </span>
  );
}

export const Unreviewed = () => (
  <span class="unreviewed" title="Read by the machine; nobody has looked at it yet.">unreviewed</span>
);

export const ReviewMark = ({ review }: { review: Review }) =>
  review === "unreviewed" ? <Unreviewed /> : <span class="reviewed">{review} by a person</span>;

export const toReview = (review: ReviewCount) => review.unreviewed > 0;

export function StanceSign({ stance, short }: { stance: Stance; short?: boolean }) {
  const { sign, does, short: brief } = STANCE[stance];
  return (
    <span class={`stance t-${stance}`}>
      <span aria-hidden="true" class="sign">{sign}</span>
      {short ? brief : does}
    </span>
  );
}

/** Reports beside independent origins: the second is the one that counts. `of` says what is counted where that isn't plain. */
export function Counts({ reports, origins: o, of }: { reports: number; origins: Origins; of?: string }) {
  return (
    <span class="counts">
      {of ? <span class="faint">{of}</span> : null}
      <span class="count"><b>{number(reports)}</b> {reports === 1 ? "report" : "reports"}</span>
      <span class="count origin" title="Independent origins: at least – at most. Copies and carriers add none.">
        <b>{origins(o)}</b> independent {o.at_most === 1 && o.at_least === 1 ? "origin" : "origins"}
      </span>
    </span>
  );
}

export const FigureSaid = ({ figure: f }: { figure: Figure }) => (
  <span class="figure" title={`In the report's words: “${f.words}”`}>{figure(f)}</span>
);

export function Failed({ error }: { error: Problem }) {
  if (error.status === 401) return <AskToken />;
  return (
    <div class="failed" role="alert">
      <strong>{error.title}</strong> <Said>{error.message}</Said>
    </div>
  );
}

function AskToken() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setToken(String(new FormData(event.target as HTMLFormElement).get("token") ?? ""));
  };
  return (
    <form class="failed" onSubmit={submit}>
      <label>This server asks for a token <input name="token" type="password" autocomplete="off" required /></label>
      <button type="submit">Go on</button>
    </form>
  );
}

/** What was loaded, or that it is being loaded, or why it can't be. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (of.error) return <Failed error={of.error} />;
  if (of.data === null) return <p class="faint waiting" role="status">Reading the ledger …</p>;
  return <>{children(of.data)}</>;
}

/** The view's name: takes the focus when the view opens, and names the tab. */
export function Title({ children, tab }: { children: ComponentChildren; tab: string }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tab} · Twosource`;
  }, [tab]);
  return <h1 ref={ref} tabIndex={-1}>{children}</h1>;
}

export function More({ more, shown, total }: { more: (() => void) | null; shown: number; total?: number | undefined }) {
  return (
    <p class="more">
      <span class="faint">{total !== undefined && total > shown ? `${number(shown)} of ${plural(total, "event")}` : null}</span>
      {more ? <button type="button" onClick={more}>Show more</button> : null}
    </p>
  );
}
