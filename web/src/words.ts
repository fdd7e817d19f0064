// The words on the screen. They say what parties say and what the ledger counts, never what is so.
import type { Aspect, Figure, Origins, Stance, Status, TimeShape } from "./types";

export const STATUSES: Status[] = [
  "corroborated", "confirmed across sides", "disputed", "claimed", "denied", "unverified", "retracted",
];

export const STATUS: Record<Status, { sign: string; means: string; key: string }> = {
  corroborated: { sign: "◉", key: "corroborated", means: "At least two independent origins without a stake say so from what they saw or examined." },
  "confirmed across sides": { sign: "⇄", key: "across", means: "Parties of opposed sides say so, and at least one of them expressly confirms or admits it." },
  disputed: { sign: "≠", key: "disputed", means: "Some assert it, others deny it." },
  claimed: { sign: "○", key: "claimed", means: "It is asserted, and nothing stronger holds." },
  denied: { sign: "⊘", key: "denied", means: "It is denied, and nobody with a voice of their own in the reports asserts it." },
  unverified: { sign: "?", key: "unverified", means: "It is only ever reported as unclear or impossible to verify." },
  retracted: { sign: "↩", key: "retracted", means: "Everyone who asserted it has taken it back." },
};

export const STANCES: Stance[] = ["asserts", "confirms", "denies", "unverified", "retracts", "declines"];

export const STANCE: Record<Stance, { sign: string; does: string; short: string }> = {
  asserts: { sign: "+", does: "says so", short: "says so" },
  confirms: { sign: "✓", does: "confirms it", short: "confirms" },
  denies: { sign: "✕", does: "denies it", short: "denies" },
  unverified: { sign: "?", does: "says that it can’t be verified", short: "can’t verify" },
  retracts: { sign: "↩", does: "takes back having said so", short: "took it back" },
  declines: { sign: "–", does: "won’t say", short: "won’t say" },
};

export const ASPECT: Record<Aspect, string> = {
  occurrence: "What is said to have happened",
  responsibility: "Who is said to have done it",
  means: "With what, as said",
  toll: "How many, as said",
  outcome: "What is said to have come of it",
  other: "What else is said",
};
export const ASPECTS = Object.keys(ASPECT) as Aspect[];

export const BASIS: Record<string, string> = {
  did: "says that it did it itself",
  saw: "says that it saw it",
  examined: "says that it examined it",
  "was told": "was told",
  unknown: "how it knows isn’t said",
};

export const PRECISION: Record<number, string> = {
  1: "exact place", 2: "near this place", 3: "somewhere in this district", 4: "somewhere in this province",
  5: "a larger or vague area", 6: "somewhere in this country", 7: "at sea or in the air",
};

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat("en-GB");

export const number = (n: number) => NUMBER.format(n);
export const plural = (n: number, one: string, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

/** An ISO day or time as a day; what can't be read as one is shown as it came. */
export function day(iso: string | null, style: "long" | "short" | "month" = "long"): string {
  if (!iso) return "date not known";
  const time = Date.parse(iso.length > 10 ? iso : `${iso}T00:00:00Z`);
  if (Number.isNaN(time)) return iso;
  return (style === "long" ? DAY : style === "short" ? SHORT : MONTH).format(time);
}

export function when(time: TimeShape | null): string {
  if (!time) return "time not known";
  if (time.start === time.end) return day(time.start);
  return `${day(time.start)} – ${day(time.end)}`;
}

export function origins({ at_least, at_most }: Origins): string {
  if (at_most === null) return `${at_least} or more`;
  return at_least === at_most ? `${at_least}` : `${at_least}–${at_most}`;
}

export function figure(f: Figure): string {
  const about = f.approximate ? "about " : "";
  const span =
    f.low !== null && f.high !== null ? (f.low === f.high ? number(f.low) : `${number(f.low)}–${number(f.high)}`)
    : f.low !== null ? `at least ${number(f.low)}`
    : f.high !== null ? `at most ${number(f.high)}`
    : `“${f.words}”`;
  return `${about}${span} ${f.unit}`;
}

/** A figure in the room of a cell: 4, 3–5, ≥3, ≤5, or its words. */
export function bounds(f: Figure): string {
  const about = f.approximate ? "~" : "";
  if (f.low !== null && f.high !== null) return about + (f.low === f.high ? number(f.low) : `${number(f.low)}–${number(f.high)}`);
  if (f.low !== null) return `${about}≥${number(f.low)}`;
  return f.high !== null ? `${about}≤${number(f.high)}` : f.words;
}

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** PLOVER's types in everyday words. */
export const TYPE: Record<string, string> = {
  AGREE: "agreement", CONSULT: "consultation", SUPPORT: "support", CONCEDE: "concession", COOPERATE: "cooperation",
  AID: "aid", RETREAT: "retreat", REQUEST: "request", ACCUSE: "accusation", REJECT: "rejection", THREATEN: "threat",
  PROTEST: "protest", SANCTION: "sanction", MOBILIZE: "mobilisation", COERCE: "coercion", ASSAULT: "assault",
  none: "no type",
};
