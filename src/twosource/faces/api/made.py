"""The rows that rest on several of the ledger's: events, propositions, positions and parties as they are answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import apsw

from twosource.faces.api.fill import Tell, decode, encode
from twosource.faces.api.rows import Part, concerned, event_row, named, place_tags, proposition_row, report_key
from twosource.faces.api.shapes import PartyName, PartyRow
from twosource.faces.api.tables import first, rows
from twosource.records import Assessment, Event, LedgerPosition, Party, Proposition

BATCH = 500


class Maker:
    """Makes rows anew from what is kept on the shelf."""

    def __init__(self, shelf: apsw.Connection, tell: Tell) -> None:
        self._db = shelf
        self._tell = tell
        self._parties: dict[tuple[str, str], PartyName] = {}

    def make(self, events: set[str], propositions: set[str]) -> None:
        """Makes the rows of these events, of those that the propositions belong to or did, and of all on them."""
        db = self._db
        homes = (
            "SELECT event FROM propositions WHERE id = ?1"
            " UNION SELECT parent FROM kept WHERE kind = 'propositions' AND id = ?1"
        )
        every = events | {event for one in propositions for (event,) in rows(db, homes, (one,))}
        for done, event in enumerate(sorted(every)):
            self._event(event)
            if done % BATCH == 0:
                self._tell("laying out", done, len(every))

    def _event(self, event: str) -> None:
        db = self._db
        self._without(event)
        kept = first(db, "SELECT story, record FROM kept WHERE kind = 'events' AND id = ?", (event,))
        if kept is None:
            return
        story, record = kept
        found = decode(Event, record)
        parts = sorted(self._parts(event), key=lambda part: part.order)

        def name(party: str) -> PartyName:
            return self._name(story, party)

        row = event_row(found, parts, name)
        begins, ends = (row.time.start, row.time.end) if row.time else (None, None)
        where = row.place
        db.execute(
            "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                event,
                story,
                row.type,
                begins,
                ends,
                begins or "~",
                begins or "",
                where.lat if where else None,
                where.lon if where else None,
                row.headline.status if row.headline else None,
                row.reports,
                row.positions,
                row.origins.at_least,
                row.review.unreviewed,
            ),
        )
        n = db.last_insert_rowid()
        db.execute("INSERT INTO event_rows VALUES (?, ?)", (n, encode(row)))
        if where:
            db.execute("INSERT INTO geo VALUES (?, ?, ?, ?, ?)", (n, where.lon, where.lon, where.lat, where.lat))
        tags = [("party", party) for party in concerned(found, parts)]
        tags += [("place", each) for each in place_tags(found.place)]
        tags += [("standing", status) for status in row.standings]
        tags += [("aspect", aspect) for aspect in sorted({part.proposition.aspect for part in parts})]
        tags += [("report", report_key(story, document)) for document in found.documents]
        db.executemany("INSERT INTO tags VALUES (?, ?, ?)", [(tag, value, n) for tag, value in tags])
        texts = "\n".join((found.label, *(part.proposition.text for part in parts)))
        db.execute("INSERT INTO event_words (rowid, body) VALUES (?, ?)", (n, texts))
        for part in parts:
            self._proposition(part, story, name)

    def _without(self, event: str) -> None:
        db = self._db
        for (n,) in rows(db, "SELECT n FROM events WHERE id = ?", (event,)):
            for table, key in (("event_rows", "n"), ("tags", "n"), ("geo", "n"), ("event_words", "rowid")):
                db.execute(f"DELETE FROM {table} WHERE {key} = ?", (n,))
            db.execute("DELETE FROM events WHERE n = ?", (n,))
        for (n,) in rows(db, "SELECT n FROM propositions WHERE event = ?", (event,)):
            db.execute("DELETE FROM proposition_words WHERE rowid = ?", (n,))
            db.execute("DELETE FROM propositions WHERE n = ?", (n,))

    def _parts(self, event: str) -> Iterator[Part]:
        db = self._db
        for (record,) in rows(db, "SELECT record FROM kept WHERE kind = 'propositions' AND parent = ?", (event,)):
            proposition = decode(Proposition, record)
            stands = rows(
                db, "SELECT record FROM kept WHERE kind = 'positions' AND parent = ? ORDER BY id", (proposition.id,)
            )
            assessed = first(db, "SELECT record FROM kept WHERE kind = 'assessments' AND id = ?", (proposition.id,))
            yield Part(
                proposition,
                decode(Assessment, assessed[0]) if assessed else None,
                [decode(LedgerPosition, each) for (each,) in stands],
            )

    def _proposition(self, part: Part, story: str, name: Callable[[str], PartyName]) -> None:
        db = self._db
        row = proposition_row(part, story, name)
        for (n,) in rows(db, "SELECT n FROM propositions WHERE id = ?", (row.id,)):
            db.execute("DELETE FROM proposition_words WHERE rowid = ?", (n,))  # it was of another event before
            db.execute("DELETE FROM propositions WHERE n = ?", (n,))
        db.execute(
            "INSERT INTO propositions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
            (row.id, story, row.event, row.aspect, row.standing.status, row.review.unreviewed, encode(row)),
        )
        db.execute("INSERT INTO proposition_words (rowid, body) VALUES (?, ?)", (db.last_insert_rowid(), row.text))
        db.executemany(
            "INSERT OR REPLACE INTO positions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    each.id,
                    story,
                    row.event,
                    row.id,
                    report_key(story, each.document),
                    each.party.id,
                    each.stance,
                    each.review,
                    each.confidence,
                    each.content.start,
                )
                for each in part.positions
            ],
        )

    def _name(self, story: str, party: str) -> PartyName:
        key = (story, party)
        if key not in self._parties:
            found = first(self._db, "SELECT record FROM kept WHERE story = ? AND kind = 'parties' AND id = ?", key)
            one = decode(Party, found[0]) if found else None
            self._parties[key] = PartyName(one.id, one.name, one.kind) if one else named({}, party)
        return self._parties[key]

    def parties(self) -> None:
        """Makes the rows of all parties, each across its stories."""
        db = self._db
        db.execute("DELETE FROM parties")
        db.execute("DELETE FROM party_words")
        said = dict(rows(db, "SELECT party, count(*) FROM positions GROUP BY party"))
        tagged = "SELECT value, count(*) FROM tags WHERE tag = 'party' GROUP BY value"
        events = dict(rows(db, tagged))
        grouped: dict[str, list[Party]] = defaultdict(list)
        for (record,) in rows(db, "SELECT record FROM kept WHERE kind = 'parties' ORDER BY id, story"):
            party = decode(Party, record)
            grouped[party.id].append(party)
        names = {key: PartyName(key, found[0].name, found[0].kind) for key, found in grouped.items()}
        for key, found in grouped.items():
            one = found[0]
            every = sorted({name for party in found for name in party.names} | {one.name})
            part_of = named(names, one.part_of) if one.part_of else None
            row = PartyRow(key, one.name, one.kind, every, part_of, said.get(key, 0), events.get(key, 0))
            db.execute("INSERT INTO parties VALUES (NULL, ?, ?, ?, ?)", (key, row.kind, row.positions, encode(row)))
            body = " \n".join(every)
            db.execute("INSERT INTO party_words (rowid, body) VALUES (?, ?)", (db.last_insert_rowid(), body))
