"""The digest and GeoJSON: by schemas that aren't ours, and safe whatever a report holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from geojson_pydantic import FeatureCollection
from markdown_it import MarkdownIt
from test_exports import tiny

from twosource.export import FORMS, geojson
from twosource.export.digest import SECTIONS, digest
from twosource.export.digest_text import _plain, to_html, to_markdown
from twosource.records import Ledger
from twosource.records.standing import STATUSES

HOSTILE = '<script>alert(1)</script> **bold** [x](javascript:alert(1)) `code` | # & "q" \u202eright\n# Title'


def hostile() -> Ledger:
    ledger = tiny()
    (report, *others) = ledger.documents
    bad = replace(report, publisher=HOSTILE, url="javascript:alert(1)")
    propositions = tuple(replace(p, text=HOSTILE) for p in ledger.propositions)
    events = tuple(replace(e, label=HOSTILE) for e in ledger.events)
    parties = tuple(replace(p, name=HOSTILE) for p in ledger.parties)
    return replace(ledger, documents=(bad, *others), propositions=propositions, events=events, parties=parties)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_status_stands_in_one_section() -> None:
    assert sorted(status for _, statuses, _ in SECTIONS for status in statuses) == sorted(STATUSES)


def test_geojson_keeps_its_standard_and_leaves_out_what_has_no_place() -> None:
    ledger = tiny()
    found = json.loads(geojson.to_text(ledger))
    FeatureCollection.model_validate(found)
    placed = [event for event in ledger.events if event.place]
    assert len(found["features"]) == len(placed) > 0
    for event, feature in zip(placed, found["features"], strict=True):
        assert event.place
        assert feature["geometry"]["coordinates"] == [round(event.place.lon, 5), round(event.place.lat, 5)]
        assert feature["properties"]["precision"] == event.place.precision
    bare = replace(ledger, events=tuple(replace(event, place=None) for event in ledger.events))
    assert json.loads(geojson.to_text(bare)) == {
        "type": "FeatureCollection",
        "features": [],
        "placeless": len(ledger.events),
    }


def test_each_line_says_who_says_so_and_where_it_was_read() -> None:
    found = digest(tiny())
    lines = [line for section in found.sections[1:] for line in section.lines]
    assert lines
    for line in lines:
        assert line.sources
        assert "origins" in line.standing
        assert re.match(r"(asserted|confirmed|denied|taken back) by |can't be verified, say ", line.who)


def test_since_leaves_what_was_published_before() -> None:
    ledger = tiny()
    day = max(r.published or "" for r in ledger.documents)[:10]
    assert any(section.lines for section in digest(ledger, date.fromisoformat(day)).sections)
    later = digest(ledger, date(2100, 1, 1))
    assert (later.reports, [section.lines for section in later.sections]) == (0, [(), (), (), (), ()])


@pytest.mark.parametrize("markdown", [True, False])
def test_words_of_reports_are_only_ever_text(markdown: bool) -> None:
    page = Tags()
    page.feed(MarkdownIt().render(to_markdown(hostile())) if markdown else to_html(hostile()))
    tags = {tag for tag, _ in page.found}
    assert not tags & {"script", "img", "iframe", "table"}
    assert [tag for tag, _ in page.found].count("h1") == 1
    for tag, attributes in page.found:
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert (attributes.get("href") or "https:").startswith("https:")
    assert '<script>alert(1)</script> **bold** [x](javascript:alert(1)) `code` | # & "q"' in page.text


def test_markdown_reads_well_as_it_is_and_makes_no_links_of_words() -> None:
    assert "since 2021-03-02" in to_markdown(tiny(), date(2021, 3, 2))
    assert _plain("At 3.15 p.m. (local time): 2-4 killed") == "At 3.15 p.m. (local time): 2-4 killed"
    assert _plain("http://a.example WWW.b.example c@d.example") == r"http\://a.example WWW\.b.example c\@d.example"


def test_forms_that_tell_what_is_new_are_the_digests() -> None:
    assert [name for name, form in FORMS.items() if form.since] == ["digest-md", "digest-html"]
