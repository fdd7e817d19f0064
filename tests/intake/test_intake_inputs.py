"""Text and JSON Lines: words unchanged, and a clear issue for everything that isn't read."""

from __future__ import annotations

import codecs
import json
import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.intake import CODES, Options, read_path, read_stream
from twosource.intake.kinds import HTML, JSONL, TEXT, sniff
from twosource.records import Capture, Issue, Item, Report
from twosource.records.text import LONGEST_TEXT, LONGEST_UNBROKEN

WHEN = "2031-05-02T10:00:00+00:00"
WORDS = "Ostrana's army denied shelling Karvel on Monday.\r\n\r\nThe mayor said: “Two died.”\n"


def options(**facts: str | None) -> Options:
    return Options(captured=WHEN, **{"publisher": "The Karvel Courier", **facts})  # type: ignore[arg-type]


def one(data: bytes, media: str | None = None, **facts: str | None) -> Item:
    (item,) = read_stream(data, options(**facts), media=media)
    return item


def lines(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def codes(item: Item) -> list[str]:
    return [issue.code for issue in item.issues]


def only(item: Item) -> tuple[Report, list[Issue]]:
    (report,) = item.reports
    return report, list(item.issues)


# -- plain text ----------------------------------------------------------------------------------------------------


def test_text_is_the_files_own_with_what_the_user_says_of_it() -> None:
    data = WORDS.encode()
    item = one(data, published="2031-05-01", publisher="The Karvel Courier", collector="desk", story="karvel")
    report, issues = only(item)
    assert issues == []
    assert (report.text, report.title, report.publisher, report.published) == (
        WORDS,
        None,
        "The Karvel Courier",
        "2031-05-01",
    )
    assert (report.story, report.sha256) == ("karvel", sha256(data).hexdigest())
    assert report.id.startswith("t-")
    assert item.data == data
    assert item.capture
    assert item.capture == Capture(report.sha256, "-", WHEN, "desk", TEXT, len(data))


def test_a_byte_order_mark_is_encoding_not_text() -> None:
    report, _ = only(one(codecs.BOM_UTF8 + WORDS.encode()))
    assert report.text == WORDS


def test_ids_come_from_content() -> None:
    first, _ = only(one(WORDS.encode()))
    assert (first.id, first.version) == (only(one(WORDS.encode()))[0].id, only(one(WORDS.encode()))[0].version)
    elsewhere, _ = only(one(WORDS.encode(), publisher="The Ostrana Post"))
    assert elsewhere.id != first.id, "a reprint stays a report of its own"
    page, _ = only(one(WORDS.encode(), url="HTTPS://Karvel.example/a?b=C#top"))
    other, _ = only(one(b"Other words.", url="https://karvel.example/a?b=C"))
    assert page.id == other.id
    assert page.id.startswith("u-")
    assert page.version != other.version


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "empty-file", "no words"),
        (b" \n\t ", "empty-file", "no words"),
        (codecs.BOM_UTF8, "empty-file", "no words"),
        (b"caf\xe9 in Karvel", "wrong-encoding", r"byte 3 \(0xe9\) is not UTF-8"),
        (codecs.BOM_UTF8 + b"caf\xe9", "wrong-encoding", r"byte 6 \(0xe9\)"),
        (codecs.BOM_UTF16_LE + "Karvel".encode("utf-16-le"), "wrong-encoding", "UTF-16"),
        (codecs.BOM_UTF32_LE + "Karvel".encode("utf-32-le"), "wrong-encoding", "UTF-32"),
        (b"Karvel\x00", "binary-file", "NUL byte at 6"),
        (b"%PDF-1.7 ...", "binary-file", "a PDF"),
        (b"\x01\x02\x03\x04 abc", "binary-file", "4 control characters in the first 8 bytes"),
        (b"word " * 200_001, "too-long", "1000005 code points; a report has 1000000 at most"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, code: str, says: str) -> None:
    item = one(data, TEXT)
    (issue,) = item.issues
    assert (item.reports, issue.code, issue.input, issue.stage) == ((), code, "-", "intake")
    assert re.search(says, issue.detail)
    assert issue.remedy
    assert item.data == data, "the bytes of what is refused are kept too"


def test_no_date_is_told_and_the_report_kept() -> None:
    report, issues = only(one(WORDS.encode()))
    assert report.published is None
    assert [(issue.code, issue.document) for issue in issues] == [("no-date", report.id)]


def test_no_outlet_is_told_and_the_report_kept() -> None:
    report, issues = only(one(WORDS.encode(), publisher=None, published="2031-05-01"))
    assert report.publisher is None
    assert [issue.code for issue in issues] == ["no-publisher"]


def test_a_text_of_the_longest_length_is_read() -> None:
    assert len(only(one(b"word " * (LONGEST_TEXT // 5)))[0].text) == LONGEST_TEXT


def test_a_stretch_without_a_space_is_told_by_its_offsets() -> None:
    text = "Картинка 💥: " + "x" * 100_000 + " The mayor spoke."
    report, issues = only(one(text.encode(), published="2031-05-01"))
    assert report.text == text
    assert [(issue.code, issue.detail) for issue in issues] == [
        ("unbroken-text", "12 to 100012 without a space: these stretches are not read")
    ]
    many = " ".join(["x" * LONGEST_UNBROKEN] * 7)
    assert "and 2 more" in only(one(many.encode(), published="2031-05-01"))[1][0].detail


def test_offsets_are_code_points_whatever_the_script() -> None:
    text = "\u202bעיר\u202c 💥🏳️‍🌈 Ёлка e\u0301"
    report, _ = only(one(text.encode()))
    assert report.text == text
    assert report.text[6:7] == "💥"


# -- JSON Lines ----------------------------------------------------------------------------------------------------


def test_a_line_is_a_report_in_the_contracts_keys() -> None:
    row = {
        "id": "kc-1", "publisher": "The Karvel Courier", "published": "2031-05-01T08:30:00+02:00", "title": "A denial",
        "text": WORDS, "url": "https://karvel.example/1", "language": "en", "retrieved": "2031-05-02",
        "label": "0", "location": "karvel",
    }  # fmt: skip
    data = lines(row) + b"\r\n\n"
    report, issues = only(one(data, publisher="not asked for", published="1999-01-01"))
    assert issues == []
    known = {key: value for key, value in row.items() if key not in ("label", "location")}
    assert {key: getattr(report, key) for key in known} == known
    assert report.sha256 == sha256(lines(row)).hexdigest()


def test_options_fill_what_a_line_does_not_say() -> None:
    item = one(lines({"text": "A."}, {"text": "B.", "published": "2031-05-03"}), published="2031-05-01", publisher="P")
    assert [(report.published, report.publisher) for report in item.reports] == [
        ("2031-05-01", "P"),
        ("2031-05-03", "P"),
    ]


def test_one_address_is_not_given_to_many_reports() -> None:
    item = one(lines({"id": "a", "text": "A."}, {"text": "B."}), url="https://karvel.example/1", published="2031-05-01")
    assert codes(item) == ["url-for-many"]
    assert [report.url for report in item.reports] == [None, None]
    assert only(one(lines({"text": "B."}), url="https://karvel.example/1"))[0].url


@pytest.mark.parametrize(
    ("row", "code", "says", "kept"),
    [
        ('{"text": "A."', "broken-line", "no JSON: Expecting ',' delimiter at column", False),
        ("[1]", "broken-line", "a list, not a JSON object", False),
        ("null", "broken-line", "null, not a JSON object", False),
        ("[" * 100_000, "broken-line", "no JSON that can be read", False),
        ('{"text": ' + "9" * 5000 + "}", "broken-line", "no JSON that can be read", False),
        ({"title": "A"}, "missing-text", "`text` is missing", False),
        ({"text": None}, "missing-text", "`text` is missing", False),
        ({"text": " \n"}, "empty-text", "no words", False),
        ({"text": ["A."]}, "wrong-type", "`text` is a list, not a string", False),
        ({"text": "A.", "title": 5}, "wrong-type", "`title` is a number, not a string", True),
        ({"text": "A.", "url": {"href": "x"}}, "wrong-type", "`url` is an object", True),
        ({"text": "A.", "id": True}, "wrong-type", "`id` is a boolean", True),
        ('{"text": "A.", "text": "B."}', "double-key", "`text` stands twice", True),
        ({"text": "A \ud800 B"}, "lone-surrogate", r"`text` holds half of a surrogate pair (\ud800 at 2)", False),
        ({"text": "A.", "title": "\udfff"}, "lone-surrogate", "`title` holds", False),
        ({"text": "A.", "published": "Monday"}, "bad-date", "published 'Monday' is no date", True),
        ({"text": "A.", "published": "2031-02-30"}, "bad-date", "is no date", True),
        ({"text": "A.", "published": "٢٠٣١-٠٥-٠١"}, "bad-date", "is no date", True),
        ({"text": "A.", "published": "2031-05-01T25:00:00Z"}, "bad-date", "is no date", True),
        ({"text": "A.", "published": "2031-05-01T10:00"}, "no-zone", "only its day is taken", True),
        ({"text": "A.", "retrieved": "yesterday"}, "bad-date", "retrieved 'yesterday'", True),
        ({"text": "word " * 200_001}, "too-long", "1000005 code points", False),
    ],
)  # fmt: skip
def test_a_bad_line_is_named_and_the_others_are_read(row: Any, code: str, says: str, kept: bool) -> None:
    good = {"text": "The mayor spoke.", "published": "2031-05-01"}
    item = one(lines(good, row, good), JSONL)
    assert len(item.reports) == 2 + kept
    (issue,) = [issue for issue in item.issues if issue.code == code]
    assert issue.line == 2
    assert says in issue.detail
    assert issue.remedy
    assert CODES[code].kept is kept or code == "wrong-type"
    assert {each.line for each in item.issues} == {2}


def test_a_time_without_its_zone_gives_its_day() -> None:
    assert only(one(lines({"text": "A.", "published": "2031-05-01 10:00"})))[0].published == "2031-05-01"
    assert only(one(lines({"text": "A.", "published": "2031-05-01 10:00z"})))[0].published == "2031-05-01T10:00Z"


def test_a_number_for_an_id_is_its_digits_and_nothing_empty_is_given() -> None:
    row = {"id": 17, "text": "A.", "title": "", "publisher": "", "published": "2031-05-01", "url": "", "language": ""}
    report, issues = only(one(lines(row)))
    assert issues == []
    assert (report.id, report.title, report.url, report.language) == ("17", None, None, None)
    assert report.publisher == "The Karvel Courier", "what is empty is not given"


def test_the_byte_that_is_not_utf8_is_counted_from_the_files_start() -> None:
    item = one(codecs.BOM_UTF8 + lines({"text": "A."}) + b'\n{"text": "caf\xe9"}', JSONL)
    issue = item.issues[-1]
    assert (issue.code, issue.line) == ("wrong-encoding", 2)
    offset = int(issue.detail.split()[1])
    assert item.data[offset] == 0xE9


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\n \r\n", "empty-file"),
        (b"a,b\n" * 50, "not-jsonl"),
        (b"\x89PNG" + bytes(99), "binary-file"),
        (codecs.BOM_UTF16_LE + lines({"text": "A."}), "wrong-encoding"),
    ],
)
def test_a_file_that_is_no_json_lines_at_all_has_one_issue(data: bytes, code: str) -> None:
    assert codes(one(data, JSONL)) == [code]


def test_a_crash_that_left_nul_bytes_harms_no_other_line() -> None:
    item = one(lines({"text": "A.", "published": "2031-05-01"}) + b"\n" + bytes(40) + b"\n", JSONL)
    assert (len(item.reports), codes(item)) == (1, ["broken-line"])


# -- paths and streams ---------------------------------------------------------------------------------------------


def test_a_folder_is_walked_in_order_and_nothing_in_it_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("Two.")
    (tmp_path / "a.jsonl").write_bytes(lines({"text": "One."}))
    (tmp_path / "c.TXT").write_text("Three.")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "README").write_text("Read me.")
    (tmp_path / ".hidden.txt").write_text("Hidden.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = {Path(item.address).relative_to(tmp_path).as_posix(): item for item in read_path(tmp_path, options())}
    assert list(found) == [
        ".hidden.txt", "README", "a.jsonl", "b/2.txt", "c.TXT", "empty", "gone.txt", "loop", "notes.pdf", "pipe.txt",
    ]  # fmt: skip
    assert {name: item.reports[0].text for name, item in found.items() if item.reports} == {
        "a.jsonl": "One.", "b/2.txt": "Two.", "c.TXT": "Three.",
    }  # fmt: skip
    assert {name: codes(item) for name, item in found.items() if not item.reports} == {
        ".hidden.txt": ["skipped-kind"],
        "README": ["skipped-kind"],
        "empty": ["empty-folder"],
        "gone.txt": ["missing-file"],
        "loop": ["skipped-kind"],
        "notes.pdf": ["skipped-kind"],
        "pipe.txt": ["skipped-kind"],
    }
    assert all(item.capture is None and item.data == b"" for item in found.values() if item.address.endswith(".pdf"))


def test_what_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One.")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (item,) = read_path(path, options())
    assert [(issue.code, issue.input) for issue in item.issues] == [("unreadable-file", str(path))]
    assert "Permission denied" in item.issues[0].detail


@pytest.mark.parametrize("name", ["nowhere.txt", "x" * 5000 + ".txt", "nul\x00.txt"])
def test_a_path_to_nothing_is_named(tmp_path: Path, name: str) -> None:
    (item,) = read_path(tmp_path / name, options())
    assert codes(item)[0] in ("missing-file", "unreadable-file")


def test_a_file_too_large_to_hold_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.intake.walk.LARGEST_INPUT", 3)
    (tmp_path / "a.txt").write_text("Four")
    (item,) = read_path(tmp_path / "a.txt", options())
    assert (codes(item), item.issues[0].detail) == (["too-large"], "4 bytes; 3 are read at most")


def test_one_address_is_not_given_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    first, second = read_path(tmp_path, options(url="https://karvel.example/1"))
    assert codes(first) == ["url-for-many"]
    assert second.reports[0].url is None
    (alone,) = read_path(tmp_path / "a.txt", options(url="https://karvel.example/1"))
    assert alone.capture
    assert alone.capture.address == "https://karvel.example/1"
    assert alone.address == str(tmp_path / "a.txt")


@pytest.mark.skipif(os.name != "posix", reason="names that aren't UTF-8 are a matter of POSIX")
def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("One.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (item,) = read_path(tmp_path, options())
    assert item.address.encode().endswith(b"caf\\xe9.txt")


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"", TEXT),
        (b"The mayor <b>spoke</b>.", TEXT),
        (b'{"text": "A."}\n', JSONL),
        (codecs.BOM_UTF8 + b'\n{"text": "A."}\n', JSONL),
        (b'broken {\n{"text": "A."}\n', JSONL),
        (b"{not json}", TEXT),
        (b"<!DOCTYPE html><p>x", HTML),
        (b"\n<!-- saved -->\n<HTML lang=en>", HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html>', HTML),
    ],
)
def test_a_stream_is_told_by_how_it_begins(data: bytes, media: str) -> None:
    assert sniff(data) == media


def test_a_media_type_that_is_not_known_is_an_error() -> None:
    with pytest.raises(ValueError, match="media 'text/css' is none of text/plain"):
        list(read_stream(b"a", options(), media="text/css"))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"published": "Monday"}, "published 'Monday' is no date: write 2023-05-23 or"),
        ({"published": "2031-05-01T10:00"}, "is no date: write"),
        ({"captured": "2031-05-01"}, "captured '2031-05-01' is no time"),
        ({"story": " "}, "story is empty"),
        ({"publisher": ""}, "publisher is empty: leave it out"),
        ({"collector": "\udcff"}, "can't be written as UTF-8"),
    ],
)
def test_options_that_cannot_be_are_refused(given: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Options(**{"captured": WHEN, **given})


# -- whatever comes ------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1)


@given(TEXTS)
def test_an_accepted_text_is_the_inputs_bytes(text: str) -> None:
    data = text.encode()
    item = one(data, TEXT)
    for report in item.reports:
        assert report.text.encode() == data.removeprefix(codecs.BOM_UTF8)
    assert len(item.reports) == 1 or codes(item)[0] in ("empty-file", "binary-file")


@given(st.binary() | TEXTS.map(str.encode), st.sampled_from([TEXT, JSONL, None]))
def test_any_bytes_give_reports_or_an_issue(data: bytes, media: str | None) -> None:
    item = one(data, media)
    assert item.reports or item.issues
    assert all(issue.code in CODES and issue.remedy for issue in item.issues)
    assert item.data == data


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text() | st.floats(), st.lists, max_leaves=3)
KEYS = st.sampled_from(["id", "text", "title", "published", "publisher", "url", "language", "retrieved", "label"])


@given(st.lists(st.dictionaries(KEYS, VALUES) | st.text(), min_size=1))
def test_any_json_lines_give_reports_or_an_issue_for_each_line(rows: list[Any]) -> None:
    data = b"\n".join(
        row.encode("utf-8", "surrogatepass") if isinstance(row, str) else json.dumps(row).encode() for row in rows
    )
    item = one(data, JSONL)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip() and codes(item) not in (["binary-file"], ["not-jsonl"], ["wrong-encoding"]):
            shown = [report for report in item.reports if report.sha256 == sha256(line.removesuffix(b"\r")).hexdigest()]
            assert shown or any(issue.line == number for issue in item.issues)
    for report in item.reports:
        assert report.text.encode()
