// What the API answers with: docs/api.md. Offsets count Unicode code points; what isn't known is null.

export type Stance = "asserts" | "confirms" | "denies" | "unverified" | "retracts" | "declines";
export type Status =
  | "retracted" | "corroborated" | "confirmed across sides" | "disputed" | "claimed" | "denied" | "unverified";
export type Aspect = "occurrence" | "responsibility" | "means" | "toll" | "outcome" | "other";
export type Review = "unreviewed" | "accepted" | "corrected" | "added";

export interface Page<T> { items: T[]; next: string | null }
export interface About {
  name: string; version: string; generation: string; full_text: boolean; writable: boolean; tiles: string | null;
  stories: number; events: number; reports: number;
}
export interface PlaceShape {
  name: string; lat: number; lon: number; precision: number; radius_km: number; country: string | null;
  admin1: string | null; kind: string;
}
export interface TimeShape { start: string; end: string; precision: number }
export interface PartyName { id: string; name: string; kind: string }
export interface Origins { at_least: number; at_most: number | null }
export interface ReviewCount { unreviewed: number; reviewed: number }
export interface StoryRow {
  story: string; reports: number; events: number; propositions: number; positions: number; first: string | null;
  last: string | null; standings: Record<string, number>; review: ReviewCount;
}
export interface Headline {
  id: string; text: string; aspect: Aspect; status: Status; contested: boolean; unverifiable: boolean;
}
export interface EventRow {
  id: string; story: string; label: string; type: string | null; mode: string | null; place: PlaceShape | null;
  time: TimeShape | null; actors: PartyName[]; targets: PartyName[]; headline: Headline | null;
  standings: Record<string, number>; propositions: number; positions: number; reports: number; origins: Origins;
  review: ReviewCount;
}
export interface Words { start: number; end: number; words: string; cut: boolean }
export interface Extract { start: number; end: number; text: string; cut: boolean }
export interface Figure { low: number | null; high: number | null; unit: string; words: string; approximate: boolean }
export interface ReportName {
  id: string; document: string; title: string | null; publisher: string | null; published: string | null;
  url: string | null;
}
export interface EvidenceRow {
  id: string; kind: string; report: string; words: Words; first_published_by: string | null;
  authenticated_by: string | null; positions: string[];
}
export interface Position {
  id: string; story: string; event: string; proposition: string; aspect: Aspect; report: ReportName; party: PartyName;
  side: string | null; stance: Stance; certainty: "certain" | "hedged"; basis: string; day: string | null;
  figure: Figure | null; via: string[]; content: Words; source: Words | null; cue: Words | null; extract: Extract;
  confidence: number; review: Review; evidence: string[]; added_by: string | null;
}
export interface Override { id: string; status: Status; computed: Status; by: string; reason: string; at: string }
export interface Standing {
  status: Status; contested: boolean; unverifiable: boolean; origins: Origins; asserted_by: PartyName[];
  confirmed_by: PartyName[]; denied_by: PartyName[]; unverified_by: PartyName[]; reason: string; because: string[];
  alternatives: { condition: string; status: Status }[]; override: Override | null;
}
export interface Proposition {
  id: string; story: string; event: string; aspect: Aspect; text: string; rivals: string[]; standing: Standing;
  positions: number; reports: number; review: ReviewCount;
}
export interface Axes {
  chains: { origin: string; parties: PartyName[]; positions: string[]; access: boolean; folded: string[] }[];
  admissions: { party: PartyName; why: string; positions: string[] }[];
  findings: { party: PartyName; positions: string[] }[];
  denials: { party: PartyName; stake: string; accused: boolean; positions: string[] }[];
  relays: { position: string; of: string; distorts: string | null }[];
  reversals: { party: PartyName; before: Stance; after: Stance; since: string | null; on: string | null; because: string[] }[];
}
export interface PropositionPage extends Proposition { stands: Position[]; axes?: Axes | null }
export interface Column extends PartyName { side: string | null; side_name: string | null; positions: number }
export interface EventPage extends EventRow {
  matrix: PropositionPage[]; columns: Column[]; evidence: EvidenceRow[]; sources: ReportName[];
}
export interface ReportRow extends ReportName {
  story: string; version: string; language: string | null; retrieved: string | null; carries: string | null;
  characters: number; positions: number; full_text: boolean; copy_of: string[]; copies: string[];
}
export interface ReportPage extends ReportRow { text: string | null; stands: Position[]; unread: number }
export interface Sentence { report: string; story: string; words: Words }
export interface Stretch {
  start: number; end: number; other_start: number; other_end: number; words: string; other_words: string; cut: boolean;
}
export interface CopyPair { relation: "copy of" | "copied by"; other: ReportName; share: number; stretches: Stretch[] }
export interface Bin { start: string; end: string; events: number; standings: Record<string, number> }
export type Unit = "day" | "week" | "month" | "year";
export interface HistogramData { unit: Unit; items: Bin[]; undated: number; total: number }
export interface Facet { value: string; label: string; events: number }
export interface Facets {
  types: Facet[]; standings: Facet[]; parties: Facet[]; places: Facet[]; stories: Facet[]; total: number;
}
export interface Cell {
  lat: number; lon: number; events: number; standings: Record<string, number>; event: string | null;
  label: string | null; precision: number | null; radius_km: number | null;
}
export interface MapCells { items: Cell[]; degrees: number; placeless: number; total: number }
export interface Hit {
  kind: "report" | "party" | "proposition"; id: string; story: string | null; title: string; snippet: string;
}
export interface HistoryStep extends Omit<Standing, "alternatives" | "override"> {
  day: string | null; before: Status | null; what: string;
}
export interface AsOf { proposition: string; as_of: string; standing: HistoryStep | null }
export interface Judgement {
  id: string; story: string; relation: string; left: string; right: string; verdict: string; score: number;
  maker: string; by_person: boolean; reason: string; made_at: string | null; undone_at: string | null;
  left_label: string; right_label: string;
}
export interface QueueItem {
  kind: "position" | "judgement"; why: string; score: number; story: string; position: Position | null;
  judgement: Judgement | null;
}
export interface ReviewRow {
  id: string; story: string; action: string; target: string; position: string | null; change: string; maker: string;
  reason: string; made_at: string; undone_at: string | null;
}
export interface Changed { proposition: string; text: string; before: Status | null; after: Status | null }
export interface Decided { review: ReviewRow | null; judgement: Judgement | null; changed: Changed[] }
export interface ExportForm { format: string; media_type: string; extension: string; label: string }
export interface Span { start: number; end: number }
