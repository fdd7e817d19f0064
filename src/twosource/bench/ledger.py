"""A ledger scored against a story's gold, by the five figures of LedgerBench's guidelines.

Positions are matched one to one on their content words; then their stance and party, the grouping into propositions
and events (B-cubed over matched positions), the events' places and times, the tolls' bounds, and for each contested
proposition the set of (party, stance) that the ledger shows. Pooled figures add up the counts of all stories.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from twosource.bench.figures import BenchError, Figures, Rates, b_cubed, best_first
from twosource.bench.ledger_rules import overlap, party_key, party_names, same_party, words_of

STANCES = ("asserts", "confirms", "denies", "unverified")
"""The stances that gold has; a ledger's `retracts` and `declines` are passed over."""
LEEWAY_DAYS = 3
"""How much wider than the gold's a time may be at each end."""
EARTH_KM = 6371.0
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one story or of several: `a + b` pools them."""

    counts: Counter[str] = field(default_factory=Counter)
    propositions: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()
    events: tuple[tuple[tuple[str, str], tuple[str, str]], ...] = ()
    standings: tuple[float, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        """The two pooled."""
        return Tally(
            self.counts + other.counts,
            self.propositions + other.propositions,
            self.events + other.events,
            self.standings + other.standings,
        )

    def figures(self) -> Figures:
        """The figures under the names that LedgerBench's scorer gives them; None where nothing was there to score."""
        n, n_gold, n_predicted = self.counts, self.counts["gold"], self.counts["predicted"]
        out: Figures = {
            name: Rates(n[key], n_predicted, n_gold).as_figure()
            for name, key in (("positions", "match"), ("stance", "stance"), ("party", "party"), ("strict", "strict"))
        }
        for stance in STANCES:
            rates = Rates(n[f"hit {stance}"], n[f"predicted {stance}"], n[f"gold {stance}"])
            out[f"= {stance}"] = rates.as_figure()
        out["propositions_b3"] = b_cubed(self.propositions)
        out["events_b3"] = b_cubed(self.events)
        for name in ("place", "time", "figure"):
            out[name] = n[name] / n[f"{name} asked"] if n[f"{name} asked"] else None
        out["standing"] = sum(self.standings) / len(self.standings) if self.standings else None
        return out | {"gold_positions": n_gold, "predicted_positions": n_predicted, "matched": n["match"]}


def compare(story: str, gold: Row, ledger: Row, reports: Mapping[str, str]) -> Tally:
    """Counts of one story: `gold` as in gold.json, `ledger` in the contract's form, `reports` the texts by id.

    Raises BenchError where the ledger breaks the contract or its texts aren't the reports'.
    """
    _hold_to_contract(story, ledger, reports)
    gold_rows: Sequence[Row] = gold["positions"]
    rows: list[Row] = [p for p in ledger["positions"] if p["stance"] in STANCES]
    pairs = _match(gold_rows, rows, reports)
    counts: Counter[str] = Counter({"gold": len(gold_rows), "predicted": len(rows), "match": len(pairs)})
    counts.update(f"gold {g['stance']}" for g in gold_rows)
    counts.update(f"predicted {p['stance']}" for p in rows)

    event_of = _events_by_proposition(ledger)
    gold_event_of = _events_by_proposition(gold)
    propositions, events = [], []
    for i, j in pairs:
        g, p = gold_rows[i], rows[j]
        gold_event, event = gold_event_of[g["proposition"]], event_of.get(p["proposition"])
        counts.update(_agreement(g, p))
        counts.update(_figure(g, p))
        counts.update(_place_and_time(gold_event or {}, event))
        propositions.append(((story, g["proposition"]), (story, p["proposition"])))
        # a position whose proposition has no event stands alone, as an event of its own
        events.append(((story, (gold_event or {})["id"]), (story, event["id"] if event else f"none{j}")))
    standings = _standings(gold, rows, pairs)
    return Tally(counts, tuple(propositions), tuple(events), tuple(standings))


def _hold_to_contract(story: str, ledger: Row, reports: Mapping[str, str]) -> None:
    for key in ("documents", "events", "propositions", "positions"):
        if not isinstance(ledger.get(key), list):
            raise BenchError(f"{story}: the ledger has no list {key!r}; give an export of --format ledger-json")
    texts = {d["id"]: d["text"] for d in ledger["documents"]}
    for document, text in texts.items():
        if text != reports.get(document):
            raise BenchError(f"{story}: document {document}: not in the story's reports.jsonl, or its text differs")
    known = {p["id"] for p in ledger["propositions"]}
    for p in ledger["positions"]:
        content, party = p.get("content"), p.get("party") or {}
        text = texts.get(p.get("document"))
        broken = (
            ("document", text is None),
            ("proposition", p.get("proposition") not in known),
            ("party", not party.get("id") or not party.get("name")),
            ("content", text is not None and not _inside(content, len(text))),
        )
        for what, is_broken in broken:
            if is_broken:
                raise BenchError(f"{story}: position {p.get('id')}: its {what} breaks the ledger contract")


def _inside(content: object, length: int) -> bool:
    return (
        isinstance(content, list)
        and len(content) == 2
        and all(isinstance(n, int) for n in content)
        and 0 <= content[0] < content[1] <= length
    )


def _match(gold: Sequence[Row], rows: Sequence[Row], reports: Mapping[str, str]) -> list[tuple[int, int]]:
    """Positions matched one to one by content; among equal overlaps a right stance or party wins."""
    by_document: dict[str, list[tuple[int, frozenset[int]]]] = defaultdict(list)
    for j, p in enumerate(rows):
        by_document[p["document"]].append((j, words_of(reports[p["document"]], p["content"])))
    scored = []
    for i, g in enumerate(gold):
        wanted = words_of(reports[g["document"]], g["content"])
        for j, found in by_document[g["document"]]:
            jaccard = overlap(wanted, found)
            if jaccard is not None:
                bonus = 0.2 * (rows[j]["stance"] == g["stance"]) + 0.2 * same_party(g["party"], rows[j]["party"])
                scored.append((jaccard + bonus, i, j))
    return best_first(scored)


def _events_by_proposition(rows: Row) -> dict[str, Row | None]:
    events = {e["id"]: e for e in rows["events"]}
    return {p["id"]: events.get(p["event"]) for p in rows["propositions"]}


def _agreement(g: Row, p: Row) -> list[str]:
    stance, party = g["stance"] == p["stance"], same_party(g["party"], p["party"])
    met = {"stance": stance, f"hit {g['stance']}": stance, "party": party, "strict": stance and party}
    return [name for name, holds in met.items() if holds]


def _figure(g: Row, p: Row) -> list[str]:
    wanted, found = g.get("figure") or {}, p.get("figure") or {}
    if wanted.get("low") is None and wanted.get("high") is None:
        return []
    same = all(wanted.get(bound) == found.get(bound) for bound in ("low", "high"))
    return ["figure asked", "figure"] if same else ["figure asked"]


def _place_and_time(gold: Row, event: Row | None) -> list[str]:
    out = ["time asked"]
    found = (event or {}).get("place") or {}
    if gold.get("place"):
        out.append("place asked")
        if found.get("lat") is not None and _km(gold["place"], found) <= gold["place"]["tolerance_km"]:
            out.append("place")
    time = (event or {}).get("time") or {}
    if time.get("start") and time.get("end"):
        start, end = _day(time["start"]), _day(time["end"])
        gold_start, gold_end = _day(gold["start"]), _day(gold["end"])
        overlaps = start <= gold_end and end >= gold_start
        if overlaps and start >= gold_start - LEEWAY_DAYS and end <= gold_end + LEEWAY_DAYS:
            out.append("time")
    return out


def _km(a: Row, b: Row) -> float:
    """Great-circle distance in kilometres, on a sphere."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(h))


def _day(iso: str) -> int:
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError as error:
        raise BenchError(f"time {iso!r}: YYYY-MM-DD is asked") from error


def _standings(gold: Row, rows: Sequence[Row], pairs: Sequence[tuple[int, int]]) -> list[float]:
    """For each proposition on which two parties or more stand, how right the ledger's (party, stance) set is: Jaccard.

    It is read off the predicted proposition that holds most of the gold one's matches.
    """
    gold_rows = gold["positions"]
    names: dict[str, str] = {}
    for g in gold_rows:
        for alias in party_names(g["party"]):
            names.setdefault(alias, party_key(g["party"]["name"]))
    # a party's name beats another's alias
    names |= {party_key(g["party"]["name"]): party_key(g["party"]["name"]) for g in gold_rows}
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for i, j in pairs:
        held[gold_rows[i]["proposition"]][rows[j]["proposition"]] += 1

    out = []
    for proposition in (p["id"] for p in gold["propositions"]):
        wanted = {(party_key(g["party"]["name"]), g["stance"]) for g in gold_rows if g["proposition"] == proposition}
        if len({party for party, _ in wanted}) < 2:
            continue
        holder = max(held[proposition], key=held[proposition].__getitem__) if held[proposition] else None
        shown = set()
        for p in rows if holder is not None else ():
            if p["proposition"] == holder:
                name = party_key(p["party"]["name"])
                shown.add((p["party"]["id"], names.get(name, name), p["stance"]))
        # one party under two ids: the second is a miss, hence the ids among what is shown
        hits = len(wanted & {(name, stance) for _, name, stance in shown})
        out.append(hits / (len(wanted) + len(shown) - hits))
    return out
