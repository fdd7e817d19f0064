"""The SQLite store: the conformance tests, and what only a file can do."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import pytest
from store_conformance import EMPTY, LATER, STAGES, WHEN, StoreConformance, item, problem, reading, report

from twosource.records import Event, Item, Judgement, Stage
from twosource.store import SqliteStore, Store, StoreError, fingerprint
from twosource.store.rows import write
from twosource.store.schema import _TABLES, APPLICATION, VERSION


class TestInAFile(StoreConformance):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Store:
        return SqliteStore(tmp_path / "ledger.db")


class TestInMemory(StoreConformance):
    @pytest.fixture
    def store(self) -> Store:
        return SqliteStore(":memory:")


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    lines = sorted(connection.iterdump())
    connection.close()
    return lines


def story() -> list[Item]:
    return [
        item(report(), issues=(problem(),)),
        item(report("A convoy was hit near Karvel, killing two.", published=None), data=b"2", address="b.txt"),
        item(report(publisher="The Ostrana Post"), data=b"3", address="c.txt", captured=LATER),
        item(data=b"\x00", address="d.txt", issues=(problem("binary-file", "d.txt"),)),
    ]


def test_reading_again_leaves_the_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    digests = []
    for _ in range(3):
        with SqliteStore(path) as store:
            store.add(*story())
            store.put_readings(STAGES, [reading(each) for each in store.reports()])
            store.put_ledger("karvel", EMPTY, made_from="m", redirects={"e-1": "e-2"})
        digests.append(sha256(path.read_bytes()).hexdigest())
    assert len(set(digests)) == 1


def test_any_order_of_inputs_gives_the_same_rows(tmp_path: Path) -> None:
    dumps = []
    for number, order in enumerate(permutations(story())):
        with SqliteStore(tmp_path / f"{number}.db") as store:
            for each in order:
                store.add(each)
        dumps.append(dump(tmp_path / f"{number}.db"))
    assert all(each == dumps[0] for each in dumps)


def test_it_is_kept_in_the_file(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "ledger.db") as store:
        store.add(item(report()))
    with SqliteStore(tmp_path / "ledger.db", create=False) as store:
        assert list(store.reports()) == [report()]


def test_commits_are_synced_through_a_rollback_journal(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "ledger.db")
    pragma = {name: store._get(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous", "user_version")}
    assert pragma == {"journal_mode": "delete", "synchronous": 3, "user_version": VERSION}


WRITER = """
import sys
from store_conformance import item, report
from twosource.store import SqliteStore
store = SqliteStore(sys.argv[1])
for number in range(100_000):
    store.add(item(report(id=f"r-{number}"), data=str(number).encode(), address=f"{number}.txt"))
    print(number, flush=True)
"""


def test_a_killed_run_loses_nothing_acknowledged_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    acknowledged = -1
    for stop in (3, 11, 24):
        run = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        )
        assert run.stdout
        with run.stdout:
            for line in run.stdout:
                if int(line) >= stop:
                    run.send_signal(signal.SIGKILL)
                    break
            acknowledged = max([int(line), *map(int, filter(str.strip, run.stdout))])
        run.wait()
        with SqliteStore(path) as store:
            kept = {each.id for each in store.reports()}
            assert {f"r-{number}" for number in range(acknowledged + 1)} <= kept
            for each in store.reports():
                (capture,) = store.captures(each)
                assert f"r-{store.data(capture.sha256).decode()}" == each.id, "a report is kept with its bytes"
            assert store._get("PRAGMA integrity_check") == [("ok",)]


def test_a_killed_reading_goes_on_with_what_is_unread(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "ledger.db") as store:
        store.add(*(item(report(id=f"r-{n}"), data=b"%d" % n, address=str(n)) for n in range(4)))
        reports = list(store.reports())

        def stages() -> list[str]:
            return [each.id for each in store.unread("karvel", STAGES)]

        store.put_readings(STAGES, map(reading, reports[:2]))

        def broken() -> object:
            yield reading(reports[2])
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            store.put_readings(STAGES, broken())  # type: ignore[arg-type]
        assert stages() == ["r-2", "r-3"], "a batch is kept whole or not at all"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"The words of a report, long enough to be no empty file.", "is no SQLite file; name another"),
        (b"SQLite format 3\x00 and then nothing that SQLite wrote", "ledger.db: "),
    ],
)
def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=says):
        SqliteStore(path)
    assert path.read_bytes() == content


def test_another_programs_file_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("CREATE TABLE cookies (name TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="not a ledger of Twosource: name another with --db"):
        SqliteStore(tmp_path / "ledger.db")


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "ledger.db").close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(StoreError, match=f"newer Twosource .tables {VERSION + 1}, this one knows {VERSION}.: upgrade"):
        SqliteStore(tmp_path / "ledger.db")


def test_an_older_file_is_brought_up_and_keeps_what_it_has(tmp_path: Path) -> None:
    decided = Judgement("same event", "p-1", "p-2", "positive", 1.0, "ana", "seen")
    event = Event("e-1", "karvel", "A strike", "ASSAULT", None, None, None)
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.executescript(_TABLES + f"PRAGMA user_version = 1; PRAGMA application_id = {APPLICATION};")
    connection.execute("INSERT INTO judgements VALUES ('j-1', 'karvel', ?, ?, NULL)", (write(decided), WHEN))
    connection.execute("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", (*report().key, report().sha256, write(report())))
    connection.execute("INSERT INTO ledgers VALUES ('karvel', 'm-1')")
    connection.execute("INSERT INTO ledger_rows VALUES ('karvel', 'events', 0, 'e-1', ?)", (write(event),))
    connection.commit()
    connection.close()
    with SqliteStore(tmp_path / "ledger.db") as store:
        assert [kept.judgement for kept in store.judgements("karvel")] == [decided]
        assert store.reviews("karvel") == ()
        assert store.row("karvel", "events", "e-1") == event, "so that its id can be led on"
        assert store.pending("karvel") == (report().id,), "it is woven anew"
        assert (store.made_from("karvel"), store.cursor()) == ("", 0)


def test_a_missing_file_is_named_with_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such ledger file: `twosource read` makes one"):
        SqliteStore(tmp_path / "ledger.db", create=False)
    with pytest.raises(StoreError, match="check that its folder exists"):
        SqliteStore(tmp_path / "none" / "ledger.db")


def test_a_file_that_another_process_writes_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.store.schema.WAIT", 0.05)
    one, two = SqliteStore(tmp_path / "ledger.db"), SqliteStore(tmp_path / "ledger.db")
    with one._write(), pytest.raises(StoreError, match="another process is writing to it"):
        two.add(item(report()))


def test_the_order_of_stages_is_no_matter_to_their_fingerprint() -> None:
    a, b = Stage("a", "1"), Stage("b", "1")
    assert fingerprint([a, b]) == fingerprint([b, a, a]) != fingerprint([a, Stage("b", "2")])
