"""The rows that rest on several of the ledger's: events, propositions, positions and parties as they are answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import apsw

from twosource.faces.api.fill import Tell, decode, encode
from twosource.faces.api.rows import Part, concerned, event_row, named, place_tags, proposition_row, report_key
from twosource.faces.api.shapes import Override, PartyName, PartyRow, PropositionRow, StandingChange, Status
from twosource.faces.api.tables import first, rows
from twosource.records import Assessment, Event, LedgerPosition, Party, Proposition

BATCH = 500
_BESIDE = (("event_rows", "n"), ("tags", "n"), ("geo", "n"), ("spans", "n"), ("event_words", "rowid"))
"""Tables that hold something of an event, and their key."""


class Maker:
    """Makes rows anew from what is kept on the shelf."""

    def __init__(self, shelf: apsw.Connection, seq: int, tell: Tell) -> None:
        """`seq`: the generation that is being made."""
        self._db = shelf
        self._seq = seq
        self._tell = tell
        self._parties: dict[tuple[str | None, str], PartyName] = {}
        self._on: set[str] = set()
        """Parties on the events that were made anew, before or now."""
        self._before: dict[str, tuple[str, Status]] = {}
        self._after: dict[str, tuple[str, Status]] = {}
        self._stories: dict[str, str] = {}
        self._was: dict[str, tuple[str, int]] = {}
        """By id: the row that was taken out, with its seq, until it is made again."""

    def make(self, events: set[str], propositions: set[str]) -> None:
        """Makes the rows of these events, of those that the propositions belong to or did, and of all on them."""
        db = self._db
        homes = (  # the index named: SQLite takes one with the parent in it otherwise, and goes through every row
            "SELECT event FROM propositions WHERE id = ?1"
            " UNION ALL SELECT parent FROM kept INDEXED BY kept_id WHERE kind = 'propositions' AND id = ?1"
        )
        every = events | {event for one in propositions for (event,) in rows(db, homes, (one,))}
        for done, event in enumerate(sorted(every)):
            self._event(event)
            if done % BATCH == 0:
                self._tell("laying out", done, len(every))
        for one in self._was:
            kind = "event" if one.startswith("e-") else "proposition"
            story = self._stories[one]
            db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?, ?, ?)", (kind, one, story, self._seq))

    def changed(self) -> list[StandingChange]:
        """The propositions whose status is another than before they were made anew, by id."""
        out = []
        for one in sorted(self._before.keys() | self._after.keys()):
            was, now = self._before.get(one), self._after.get(one)
            if (was and was[1]) != (now and now[1]):
                out.append(StandingChange(one, (now or was or ("",))[0], was and was[1], now and now[1]))
        return out

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
        told = encode(row)
        begins, ends = (row.time.start, row.time.end) if row.time else (None, None)
        where = row.place
        db.execute(
            "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                self._since(event, told),
            ),
        )
        n = db.last_insert_rowid()
        db.execute("INSERT INTO event_rows VALUES (?, ?)", (n, told))
        if where:
            db.execute("INSERT INTO geo VALUES (?, ?, ?, ?, ?)", (n, where.lon, where.lon, where.lat, where.lat))
        if begins and ends and ends > begins:
            days = (date.fromisoformat(begins).toordinal(), date.fromisoformat(ends).toordinal())
            db.execute("INSERT INTO spans VALUES (?, ?, ?)", (n, *days))
        on = concerned(found, parts)
        self._on.update(on)
        tags = [("party", party) for party in on]
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
        mine = "SELECT n, row, seq, story FROM events JOIN event_rows USING (n) WHERE id = ?"
        for n, record, seq, story in rows(db, mine, (event,)):
            self._was[event], self._stories[event] = (record, seq), story
            tagged = "SELECT value FROM tags WHERE n = ? AND tag = 'party'"
            self._on.update(party for (party,) in rows(db, tagged, (n,)))
            for table, key in _BESIDE:
                db.execute(f"DELETE FROM {table} WHERE {key} = ?", (n,))
            db.execute("DELETE FROM events WHERE n = ?", (n,))
        for n, record, seq in rows(db, "SELECT n, row, seq FROM propositions WHERE event = ?", (event,)):
            was = decode(PropositionRow, record)
            self._was[was.id], self._stories[was.id] = (record, seq), was.story
            self._before.setdefault(was.id, (was.text, was.standing.status))
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
            standing = decode(Assessment, assessed[0]) if assessed else None
            positions = [decode(LedgerPosition, each) for (each,) in stands]
            yield Part(proposition, standing, positions, self._override(proposition.id, standing, positions))

    def _override(
        self, proposition: str, standing: Assessment | None, positions: Sequence[LedgerPosition]
    ) -> Override | None:
        """The person's decision behind a status that isn't the computed one."""
        if standing is None or standing.computed is None:
            return None
        on = {position.id for position in positions}
        made = rows(
            self._db,
            "SELECT id, target, positions, maker, reason, made_at FROM reviews"
            " WHERE action = 'override' AND status = ? AND undone_at IS NULL ORDER BY n DESC",
            (standing.status,),
        )
        for key, target, ids, maker, reason, made_at in made:
            if target == proposition or on.intersection(json.loads(ids)):
                return Override(key, standing.status, standing.computed, maker, reason, made_at)  # type: ignore[arg-type]
        return None

    def _proposition(self, part: Part, story: str, name: Callable[[str], PartyName]) -> None:
        db = self._db
        row = proposition_row(part, story, name)
        self._after[row.id] = (row.text, row.standing.status)
        told = encode(row)
        for n, record, seq in rows(db, "SELECT n, row, seq FROM propositions WHERE id = ?", (row.id,)):
            self._was[row.id] = (record, seq)
            db.execute("DELETE FROM proposition_words WHERE rowid = ?", (n,))  # it was of another event before
            db.execute("DELETE FROM propositions WHERE n = ?", (n,))
        db.execute(
            "INSERT INTO propositions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.id,
                story,
                row.event,
                row.aspect,
                row.standing.status,
                row.review.unreviewed,
                told,
                self._since(row.id, told),
            ),
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

    def _since(self, key: str, row: str) -> int:
        """The generation in which a row became what it is: an earlier one where it is as it was."""
        record, seq = self._was.pop(key, ("", self._seq))
        self._db.execute("DELETE FROM gone WHERE id = ? AND kind IN ('event', 'proposition')", (key,))
        return seq if record == row else self._seq

    def _name(self, story: str | None, party: str) -> PartyName:
        """A party as it is called in a story; without one, in the first that has it."""
        key = (story, party)
        if key not in self._parties:
            found = first(
                self._db,
                "SELECT record FROM kept WHERE kind = 'parties' AND id = ?2 AND story = coalesce(?1, story)"
                " ORDER BY story LIMIT 1",
                key,
            )
            one = decode(Party, found[0]) if found else None
            self._parties[key] = PartyName(one.id, one.name, one.kind) if one else named({}, party)
        return self._parties[key]

    def parties(self, changed: Iterable[str]) -> None:
        """Makes the rows of these parties anew, and of those on the events that were made, each across its stories."""
        db = self._db
        come = set(changed)
        parts = rows(db, "SELECT id, record ->> '$.part_of' FROM kept WHERE kind = 'parties'") if come else []
        for key in sorted(come | self._on | {part for part, whole in parts if whole in come}):
            for (n,) in rows(db, "SELECT n FROM parties WHERE id = ?", (key,)):
                db.execute("DELETE FROM party_words WHERE rowid = ?", (n,))
                db.execute("DELETE FROM parties WHERE n = ?", (n,))
            kept = "SELECT record FROM kept WHERE kind = 'parties' AND id = ? ORDER BY story"
            found = [decode(Party, record) for (record,) in rows(db, kept, (key,))]
            if not found:
                continue
            one = found[0]
            every = sorted({name for party in found for name in party.names} | {one.name})
            ((said, events),) = rows(
                db,
                "SELECT (SELECT count(*) FROM positions WHERE party = ?1),"
                " (SELECT count(*) FROM tags WHERE tag = 'party' AND value = ?1)",
                (key,),
            )
            part_of = self._name(None, one.part_of) if one.part_of else None
            row = PartyRow(key, one.name, one.kind, every, part_of, said, events)
            db.execute("INSERT INTO parties VALUES (NULL, ?, ?, ?, ?)", (key, row.kind, row.positions, encode(row)))
            body = " \n".join(every)
            db.execute("INSERT INTO party_words (rowid, body) VALUES (?, ?)", (db.last_insert_rowid(), body))
