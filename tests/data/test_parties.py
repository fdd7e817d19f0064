"""The parties' knowledge base: every entry sound, every name found, every pattern matched."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.data.parties import PartyBase, PartyDataError

BASE = PartyBase.load()


def test_entries_have_a_source_and_a_name() -> None:
    for entry in BASE:
        assert entry.source, entry.id
        assert entry.name.strip() == entry.name, entry.id
        assert len(set(entry.aliases)) == len(entry.aliases), entry.id
        assert entry.name not in entry.aliases, entry.id


def test_each_name_leads_to_its_entry() -> None:
    lost = []
    for entry in BASE:
        for name in (entry.name, *entry.aliases):
            found = BASE.lookup(name)
            if (found is None or found.id != entry.id) and entry not in BASE.candidates(name):
                lost.append((entry.id, name, found and found.id))
    assert not lost


def test_no_name_is_claimed_twice_unless_marked() -> None:
    twice = []
    for key, claims in BASE._index.names.items():
        if len({(claim.id) for claim in claims if claim.primary}) > 1:
            exact = {(claim.needs) for claim in claims if claim.primary}
            if len(exact) == 1:
                twice.append((key, sorted(claim.id for claim in claims)))
    assert not twice


def test_no_demonym_or_leader_stands_for_two_states() -> None:
    for key, prefixes in BASE._index.prefixes.items():
        assert len({prefix.state for prefix in prefixes}) == 1, key


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Russia", "ru"),
        ("RUSSIA", "ru"),
        ("the Russian Federation", "ru"),
        ("US", "us"),
        ("U.S.", "us"),
        ("us", None),
        ("who", None),
        ("is", None),
        ("Kiev", "ua"),
        ("Türkiye", "tr"),
        ("Turkiye", "tr"),
        ("Cote d'Ivoire", "ci"),
        ("Russias defence ministry", "ru/mod"),
        ("Russia's Ministry of Defense", "ru/mod"),
        ("Russia’s defence ministry", "ru/mod"),
        ("Ministry of Defence of the Russian Federation", "ru/mod"),
        ("the Russian Defense Ministry", "ru/mod"),
        ("Syrian army", "sy/military"),
        ("the Syrian regime", "sy"),
        ("Syrias government", "sy"),
        ("Assads government", "sy"),
        ("Assad's forces", "sy/military"),
        ("Kyiv's forces", "ua/military"),
        ("Moscow police", None),
        ("Russia forces", None),
        ("Pentagon", "us/mod"),
        ("US Department of Defense", "us/mod"),
        ("American defence department", "us/mod"),
        ("Kremlin", "ru/presidency"),
        ("Russia's FSB", "ru/fsb"),
        ("Turkish presidency", "tr/presidency"),
        ("Hungarian foreign ministry", "hu/mfa"),
        ("Government of Finland", "fi"),
        ("Finnish government", "fi"),
        ("Red Army", "su/military"),
        ("Soviet army", "su/military"),
        ("Syrian opposition", "sy/opposition"),
        ("Lebanese Armed Forces", "lb/military"),
        ("Isis", "islamic-state"),
        ("al-Qa'ida", "al-qaeda"),
        ("Jaish al Islam", "jaish-al-islam"),
        ("B’Tselem", "btselem"),
        ("Hama's", None),
        ("Interfax news agency", "interfax"),
        ("the Hamas movement", "hamas"),
        ("Médecins sans frontières", "msf"),
        ("theguardian.com", "guardian"),
        ("Nato", "nato"),
        ("NATO", "nato"),
        ("Fact", None),
        ("Chadian rebels", "td/rebels"),
        ("Nowhereland army", None),
        ("", None),
        ("the", None),
    ],
)
def test_tricky_names(name: str, identity: str | None) -> None:
    found = BASE.lookup(name)
    assert (found.id if found else None) == identity


def test_a_text_is_scanned_longest_first() -> None:
    text = "The Syrian army said Russia 's defence ministry and the U.S. had told us about Assads government ."
    tokens = text.split()
    assert [(entry.id, " ".join(tokens[start:end])) for entry, start, end in BASE.mentions(tokens)] == [
        ("sy/military", "Syrian army"),
        ("ru/mod", "Russia 's defence ministry"),
        ("us", "U.S."),
        ("sy", "Assads government"),
    ]


def test_split_and_whole_tokens_match_alike() -> None:
    whole = BASE.longest_match(["Porto-Novo", "'s", "government"], 0)
    apart = BASE.longest_match(["Porto", "-", "Novo", "’s", "government"], 0)
    assert whole is not None
    assert apart is not None
    assert whole[0] == apart[0]
    assert (whole[1], apart[1]) == (3, 5)


def test_a_possessive_is_no_part_of_the_match() -> None:
    match = BASE.longest_match(["Ukraine", "'s", "wheat"], 0)
    assert match is not None
    assert (match[0].id, match[1]) == ("ua", 1)


def test_one_word_titles_need_their_article_and_no_capital_after() -> None:
    found = BASE.longest_match(["the", "Times", "reported"], 0)
    assert found is not None
    assert (found[0].id, found[1]) == ("times-uk", 2)
    assert BASE.longest_match(["Times", "changed"], 0) is None
    assert BASE.longest_match(["The", "National", "Archive", "said"], 0) is None


def test_compounds_and_datelines_are_no_names() -> None:
    assert BASE.longest_match(["Iran", "-", "backed", "militia"], 0) is None
    assert BASE.longest_match(["U.S.-Ostranan", "talks"], 0) is None
    dateline = BASE.longest_match(["London", "-", "Warplanes", "bombed"], 0)
    assert dateline is not None
    assert (dateline[0].id, dateline[1]) == ("gb", 1)


def test_commas_end_a_name() -> None:
    match = BASE.longest_match(["Russian", ",", "army"], 0)
    assert match is None


def test_lower_case_words_are_no_names() -> None:
    assert BASE.mentions(["we", "ate", "turkey", "and", "china", "broke", "with", "us", "who", "is", "georgia"]) == ()


def test_heads_without_a_state() -> None:
    found = BASE.longest_head(["Defence", "Ministry", "said"], 0)
    assert found == ("mod", 2)
    entry = BASE.body("ru", "defense ministry")
    assert entry is not None
    assert entry.id == "ru/mod"
    government = BASE.body("ru", "government")
    assert government is not None
    assert government.id == "ru"


def test_demonyms() -> None:
    for word, identity in (("Russian", "ru"), ("Russians", "ru"), ("South Korean", "kr"), ("Soviet", "su")):
        found = BASE.demonym(word)
        assert found is not None
        assert found.id == identity
    assert BASE.demonym("polish") is None
    assert BASE.demonym("") is None


def test_capitals_and_countries_are_places_too() -> None:
    assert BASE.names_place("Damascus")
    assert BASE.names_place("Syria")
    assert not BASE.names_place("Pentagon")


def test_bodies_belong_to_their_state() -> None:
    assert BASE.ancestors("sy/air-force") == ("sy/military", "sy")
    assert BASE.state_of("ru/fsb") == "ru"
    assert BASE.state_of("tr/red-crescent") is None
    assert BASE.opposed("ru", "ru/mod") is False
    assert BASE.opposed("ru/fsb", "ru/mod") is False
    assert BASE.opposed("td/rebels", "td/military") is True
    assert BASE.opposed("fj", "is") is None


def test_contested_ties_are_followed_only_when_asked() -> None:
    assert BASE.part_of("abkhazia") is None
    assert BASE.part_of("abkhazia", contested=True) == "ge"


def test_loading_and_looking_up_are_quick() -> None:
    start = time.process_time()
    base = PartyBase.load()
    loaded = time.process_time()
    for _ in range(1000):
        base.lookup("Russian Defence Ministry")
    assert loaded - start < 1.0  # 0.3 s on an idle machine; room for a busy one
    assert time.process_time() - loaded < 0.5


def test_a_user_file_adds_and_wins(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        """
        [[party]]
        id = "karvel-monitor"
        name = "Karvel Monitor"
        kind = "monitor"
        aliases = ["KM"]
        source = "karvel-monitor.example"

        [[party]]
        id = "ru"
        aliases = ["Land of Birches"]
        """,
        encoding="utf-8",
    )
    base = PartyBase.load((file,))
    mine, russia = base.lookup("the Karvel Monitor"), base.lookup("Land of Birches")
    assert mine is not None
    assert mine.id == "karvel-monitor"
    assert russia is not None
    assert (russia.id, russia.name) == ("ru", "Russia")
    assert russia.demonyms == ("Russian",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[party]]\nname = 'X'", ("without `id`",)),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'body'", ("'x'", "`source` is missing")),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'gang'\nsource = 's'", ("'x'", "'gang'", "armed group")),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'body'\nsource = 's'\ncolour = 'red'", ("unknown field colour",)),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'body'\nsource = 's'\npart_of = 'nobody'", ("'nobody'", "no party")),
        ("[[party]]\nid = 'x'\nname = 'X'\nkind = 'body'\nsource = 's'\naliases = 'Y'", ("`aliases`", "list")),
        ("[[party]", ("not TOML",)),
        (
            "[[party]]\nid='x'\nname='X'\nkind='body'\nsource='s'\n"
            "ties=[{relation='part_of', target='ru', source='s', since='soon'}]",
            ("'soon'", "2014-03"),
        ),
    ],
)
def test_errors_name_the_file_the_entry_and_the_remedy(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PartyDataError) as raised:
        PartyBase.load((file,))
    for word in ("mine.toml", *words):
        assert word in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PartyDataError, match=r"nothing\.toml"):
        PartyBase.load((tmp_path / "nothing.toml",))


@given(st.text())
def test_any_name_is_answered(name: str) -> None:
    BASE.lookup(name)
    BASE.candidates(name)
    BASE.demonym(name)
    BASE.names_place(name)
    BASE.by_id(name)


@given(
    st.lists(st.one_of(st.text(), st.sampled_from(["Russia", "'s", "-", "al", "army", "of", "the", "US", "ministry"])))
)
def test_any_text_is_scanned(tokens: list[str]) -> None:
    last = 0
    for entry, start, end in BASE.mentions(tokens):
        assert last <= start < end <= len(tokens)
        assert BASE.by_id(entry.id) == entry
        last = end


@given(st.sampled_from([entry.id for entry in BASE]), st.sampled_from([entry.id for entry in BASE]))
def test_opposition_is_mutual(left: str, right: str) -> None:
    for on in (None, date(2016, 5, 1)):
        assert BASE.opposed(left, right, on) == BASE.opposed(right, left, on)
