"""Pages: the article's words and what the page says of itself, and nothing else that stands on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.intake import CODES, Options, read_path, read_stream
from twosource.intake.kinds import HTML
from twosource.records import Item, Report

PAGES = Path(__file__).parent / "pages"
DENIED = (
    "The army of Ostrana denied on Thursday that its guns had shelled the market town of Karvel, where two people died."
)
WHEN = "2031-05-02T10:00:00+00:00"


def page(name: str) -> Item:
    (item,) = read_path(PAGES / f"{name}.html", Options(captured=WHEN))
    return item


def read(html: str | bytes, **facts: str | None) -> Item:
    data = html.encode() if isinstance(html, str) else html
    (item,) = read_stream(data, Options(captured=WHEN, **facts), media=HTML)  # type: ignore[arg-type]
    return item


LD = '<script type="application/ld+json">'


def wrap(body: str, head: str = "") -> str:
    words = "The army of Ostrana denied on Thursday that its guns had shelled the market town of Karvel."
    return f"<html lang=en><head>{head}</head><body><h1>Ostrana denies it</h1><p>{words}</p>{body}</body></html>"


def only(item: Item) -> Report:
    (report,) = item.reports
    return report


def codes(item: Item) -> list[str]:
    return [issue.code for issue in item.issues]


def test_a_news_page_gives_headline_and_paragraphs_alone() -> None:
    item = page("courier")
    report = only(item)
    assert codes(item) == []
    assert report.text.split("\n\n") == [
        "Ostrana denies shelling Karvel",
        DENIED,
        "A joint inquiry",
        "“We did not fire,” General Tovan Reck told reporters. 💥 He offered a joint inquiry with the Karvel council.",
        "The council will look at the offer, its mayor wrote.",
        "Two people were killed in the market.",
        "Five were wounded, one of them a child.",
        "Killed | 2",
        "Wounded | 5",
        DENIED,
    ], "words that stand twice in the article stay twice"


def test_a_news_page_says_what_it_is() -> None:
    report = only(page("courier"))
    assert (report.title, report.publisher, report.byline) == (
        "Ostrana denies shelling Karvel",
        "The Karvel Courier",
        "Mira Solt, Jon Arber",
    )
    assert (report.published, report.language) == ("2021-05-01T08:30:00+02:00", "en")
    assert report.url == "https://courier.example/2021/05/denial"
    assert report.id.startswith("u-")
    assert report.carries is None


def test_a_blog_that_carries_an_article_says_from_where_on() -> None:
    report = only(page("blog"))
    assert (report.title, report.publisher) == ("Shells fall on Karvel", "The Hilltop View")
    assert (report.published, report.byline) == ("2021-05-02T07:12:00-04:00", "Hill Top")
    assert report.carries == "The Ostrana Post"
    assert report.carries_from is not None
    assert report.text[report.carries_from :].startswith("Two people were killed when shells fell")
    assert report.text.endswith("they had heard four blasts.")
    assert "comments" not in report.text


def test_a_flash_of_one_sentence_is_an_article() -> None:
    item = page("flash")
    report = only(item)
    assert report.text == "Two die in Karvel\n\nTwo people died in the shelling of Karvel on Monday, its mayor said."
    assert report.publisher == "The Lake Wire"
    assert codes(item) == ["no-date"]


@pytest.mark.parametrize("name", ["front", "gone"])
def test_a_page_without_an_article_is_refused(name: str) -> None:
    item = page(name)
    assert (item.reports, codes(item)) == ((), ["no-article"])
    assert item.data


@pytest.mark.parametrize(
    ("head", "published", "inferred"),
    [
        ('<meta name="date" content="2021-05-01">', "2021-05-01", False),
        ('<meta property="article:published_time" content="2021-05-01T08:30:00Z">', "2021-05-01T08:30:00Z", False),
        ('<meta property="article:published_time" content="2021-05-01T08:30:00">', "2021-05-01", False),
        ('<meta name="date" content="soon"><meta name="pubdate" content="2021-05-01">', "2021-05-01", False),
        ('<meta name="date" content="1 May 2021">', "2021-05-01", True),
        ('<link rel="canonical" href="https://karvel.example/2021/05/01/denial">', "2021-05-01", True),
        ('<meta name="date" content="1 May 2041">', None, False),
        (LD + '{"@type": ["NewsArticle"], "datePublished": "2021-05-01"}</script>', "2021-05-01", False),
        (LD + '{"@type": </script>', None, False),
        (LD + '{"@type": 5, "@graph": [[], {"@type": [null]}]}</script>', None, False),
    ],
)  # fmt: skip
def test_the_date_is_the_stated_one_or_told_to_be_inferred(head: str, published: str | None, inferred: bool) -> None:
    item = read(wrap("", head), publisher="P")
    assert only(item).published == published
    assert codes(item) == (["inferred-date"] if inferred else [] if published else ["no-date"])


def test_what_the_page_says_goes_before_what_the_user_says() -> None:
    head = '<meta property="og:site_name" content="The Karvel Courier"><meta name="date" content="2021-05-01">'
    report = only(read(wrap("", head), publisher="Other", published="1999-01-01", url="https://k.example/1"))
    assert (report.publisher, report.published, report.url) == (
        "The Karvel Courier",
        "2021-05-01",
        "https://k.example/1",
    )
    found = read(wrap("", '<meta name="date" content="1 May 2021">'), published="1999-01-01")
    assert (only(found).published, codes(found)) == ("1999-01-01", ["no-publisher"]), "what is only found gives way"
    bare = only(read(wrap(""), publisher="Other", published="1999-01-01"))
    assert (bare.publisher, bare.published) == ("Other", "1999-01-01")


def test_the_same_address_with_other_words_is_another_version() -> None:
    head = '<link rel="canonical" href="https://karvel.example/denial">'
    first, second = only(read(wrap("", head))), only(read(wrap("<p>Two people died in it, its mayor said.</p>", head)))
    assert first.id == second.id
    assert first.version != second.version


@pytest.mark.parametrize(
    "body",
    [
        '<div class="share">Share this on every network that you can think of, and then some.</div>',
        '<div id="comments"><p>This is what one reader thinks of it, at length, as readers do.</p></div>',
        '<div role="complementary"><p>Ten things that the mayor does before breakfast every day.</p></div>',
        "<footer><p>Printed in Karvel by the Karvel Press, which is owned by nobody you know.</p></footer>",
        "<nav><p>This is how to find your way about our site, if you want to do that.</p></nav>",
        "<p>Read more: what the mayor of Karvel does before breakfast</p>",
        "<p>Follow us on every network that there is, and tell your friends</p>",
        "<p>© 2021 The Karvel Courier</p>",
        "<p>All rights reserved</p>",
        '<p><a href="/2">The mayor of Karvel answers the offer of an inquiry.</a></p>',
        '<p hidden>This is here for machines alone and should be read by nobody at all.</p>',
        "<script>var words = 'These are the words of a script, and no sentence of the page.';</script>",
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_article_is_left_out(body: str) -> None:
    assert only(read(wrap(body))).text == only(read(wrap(""))).text


def test_an_article_in_an_element_of_a_telling_name_is_kept() -> None:
    sentence = "<p>The army of Ostrana denied on Thursday that its guns had shelled the market town of Karvel.</p>"
    report = only(read(f'<html><body><div class="comment related">{sentence * 3}</div></body></html>'))
    assert report.text.count("The army of Ostrana denied") == 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (wrap("", '<meta charset="windows-1251">').replace("Ostrana", "Осла").encode("cp1251"), "Осла denies it"),
        (wrap("", '<meta charset="iso-8859-1">').replace("Ostrana", "“O”").encode("cp1252"), "“O” denies it"),
        (wrap("").replace("Ostrana", "Острана").encode("utf-16"), "Острана denies it"),
        ("\ufeff".encode() + wrap("", '<meta charset="windows-1251">').replace("Ostrana", "Ö").encode(), "Ö denies it"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + wrap("").replace("Ostrana", "Ö").encode(), "Ö denies it"),
    ],
)  # fmt: skip
def test_the_declared_charset_is_read(data: bytes, words: str) -> None:
    assert only(read(data)).title == words


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"<!-- nothing -->", "empty-file"),
        (b"<html><body></body></html>", "no-article"),
        (b"<html>" + b"\xe9\xe8" * 40, "wrong-encoding"),
        (b'<html><meta charset="utf-8">' + b"\xe9\xe8" * 40, "wrong-encoding"),
        (b'<html><meta charset="rot13"><p>Nothing.', "unknown-charset"),
        (b'<html><meta charset="unicode_escape"><p>Nothing.', "unknown-charset"),
        (b"%PDF-1.4 <html>", "binary-file"),
        (b"<html>\x00\x01\x02", "binary-file"),
    ],
)
def test_what_is_no_page_is_refused(data: bytes, code: str) -> None:
    item = read(data)
    assert (item.reports, codes(item)) == ((), [code])
    assert item.issues[0].remedy


def test_a_few_broken_bytes_are_told_and_the_page_is_read() -> None:
    item = read(
        wrap("<p>" + "The mayor spoke of it again. " * 40 + "</p>").encode().replace(b"Thursday", b"Thur\xe9day"),
        publisher="P",
    )
    assert codes(item) == ["broken-bytes", "no-date"]
    assert "Thur\ufffdday" in only(item).text


def test_references_to_characters_that_no_page_may_hold_become_a_mark() -> None:
    body = (
        "<div class=share>x</div>&#1;The mayor&#x0; denied&#55296; on Thursday&#1114112; that &#8220;it was so&#8221;."
    )
    assert "\ufffdThe mayor\ufffd denied\ufffd on Thursday\ufffd that “it was so”." in only(read(wrap(body))).text


def test_the_same_page_gives_the_same_report() -> None:
    assert page("courier").reports == page("courier").reports


TAGS = st.sampled_from([
    "p", "div", "h1", "a href=/x", "article", "table", "tr", "td", "li", "br", "script", "title",
    "meta charset=utf-8", "time datetime=x", "nav", "!--", "body",
    "svg", "math", "template",
])  # fmt: skip
PIECES = st.one_of(TAGS.map(lambda tag: f"<{tag}>"), TAGS.map(lambda tag: f"</{tag}>"), st.text(max_size=30),
                   st.just("The army denied on Thursday that it had fired. "))  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join).map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary())
def test_any_bytes_give_a_report_or_an_issue(data: bytes) -> None:
    item = read(data)
    assert item.reports or item.issues
    assert all(issue.code in CODES for issue in item.issues)
    for report in item.reports:
        assert report.text.encode()
        assert "\ud800" not in report.text


def test_a_page_nested_without_end_harms_nothing() -> None:
    item = read("<div>" * 5000 + "The mayor denied on Thursday that it had been so.")
    assert item.reports or item.issues


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    assert only(
        read(wrap("").replace("<body>", '<body><form id="share">').replace("</body>", "</form></body>"))
    ).text == (only(read(wrap(""))).text)
