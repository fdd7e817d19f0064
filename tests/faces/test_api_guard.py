"""Who may ask: host names, tokens, other sites; and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_desk import Client
from desk import call

from twosource.faces.api.app import build
from twosource.faces.api.desk import Desk
from twosource.faces.api.guard import Rules, loopback
from twosource.faces.api.pages import Pages

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def desk(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = Desk(story, shelf=tmp_path_factory.mktemp("shelf") / "shelf")
    found.refresh()
    yield found
    found.close()


def asked(desk: Desk, rules: Rules, **headers: str) -> tuple[int, str]:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = Client(build(desk, rules)).ask("GET", "about", headers=given)
    return answer.status, answer.headers["content-type"]


def test_only_its_own_names_are_answered_on_loopback(desk: Desk) -> None:
    rules = Rules("127.0.0.1")
    for host in ("127.0.0.1:8765", "localhost:8765", "localhost", "[::1]:8765"):
        assert asked(desk, rules, host=host)[0] == 200
    for host in ("evil.example", "127.0.0.1.evil.example:8765", ""):
        assert asked(desk, rules, host=host) == (403, "application/problem+json")
    assert asked(desk, Rules("127.0.0.1", names=("desk.example",)), host="desk.example")[0] == 200


def test_a_token_is_asked_where_there_is_one(desk: Desk) -> None:
    rules = Rules("0.0.0.0", TOKEN)
    assert asked(desk, rules) == (401, "application/problem+json")
    for wrong in ("Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ü"):
        assert asked(desk, rules, authorization=wrong)[0] == 401
    assert asked(desk, rules, authorization=f"Bearer {TOKEN}")[0] == 200
    assert asked(desk, rules, authorization=f"bearer {TOKEN}", host="news.example")[0] == 200
    listed = Rules("0.0.0.0", TOKEN, ("desk.example",))
    assert asked(desk, listed, authorization=f"Bearer {TOKEN}", host="news.example")[0] == 403


def test_the_page_itself_needs_no_token(desk: Desk) -> None:
    assert Client(build(desk, Rules("0.0.0.0", TOKEN))).ask("GET", "/").status == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_other_sites_may_not_write(desk: Desk, headers: dict[str, str]) -> None:
    api = Client(build(desk, Rules("127.0.0.1")))
    answer = api.post("judgements/j-none/undo", headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (403, "application/problem+json")
    own = api.post(
        "judgements/j-none/undo", headers={"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    )
    assert own.status == 404


def test_every_answer_is_dressed(desk: Desk) -> None:
    api = Client(build(desk, Rules("127.0.0.1")))
    for answer in (api.get("about"), api.get("nothing"), api.ask("GET", "/"), api.ask("DELETE", "events")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
    tiles = Client(build(desk, Rules("127.0.0.1", tiles="https://tiles.example/{z}/{x}/{y}.png"))).ask("GET", "/")
    assert "img-src 'self' data: blob: https://tiles.example;" in tiles.headers["content-security-policy"]


def test_files_of_the_page_have_their_types_and_nothing_else_is_served(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "web"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>", encoding="utf-8")
    (folder / "assets" / "map-1a2b.mjs").write_text("export {}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    page = Client(build(desk, Rules("127.0.0.1"), Pages(folder)))
    script = page.ask("GET", "/assets/map-1a2b.mjs")
    assert (script.headers["content-type"], "immutable" in script.headers["cache-control"]) == (
        "text/javascript; charset=utf-8",
        True,
    )
    again = page.ask("GET", "/assets/map-1a2b.mjs", headers={"if-none-match": script.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    for path in ("/", "/events/e-1", "/../secret.txt", "/%2e%2e/secret.txt", "/assets/", "/a\x00b"):
        answer = page.ask("GET", path)
        assert (answer.status, answer.body) == (200, b"<!doctype html><title>page</title>"), path
    assert page.ask("POST", "/").status == 405


def test_the_server_starts_elsewhere_only_with_a_token(story: Path, tmp_path: Path) -> None:
    assert [loopback(host) for host in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.0.2.1", "desk")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    refused = call("serve", "--db", str(story), "--host", "0.0.0.0", env={"TWOSOURCE_TOKEN": ""})
    assert (refused.exit_code, "--token-file" in refused.stderr) == (1, True)
    short = tmp_path / "token"
    short.write_text("short\n", encoding="utf-8")
    refused = call("serve", "--db", str(story), "--host", "0.0.0.0", "--token-file", str(short))
    assert (refused.exit_code, "shorter than 16" in refused.stderr) == (1, True)
