"""`twosource serve`: the page and its API."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from twosource.faces.common import Command, Refusal, db_option, opened, progress_bar
from twosource.run.pipeline import ledger_of
from twosource.run.weave import decisions

TOKEN = "TWOSOURCE_TOKEN"


@click.command(cls=Command)
@db_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0: any that is free.")
@click.option("--full-text", is_flag=True, help="Show reports whole: you may publish their texts, or nobody else sees.")
@click.option("--own", multiple=True, metavar="PUBLISHER", help="Reports of this outlet are yours: shown whole.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=f"A file with the token that every request must bring.  [else ${TOKEN}]",
)
@click.option("--allow-host", multiple=True, metavar="NAME", help="A host name by which the server may be asked.")
@click.option(
    "--tiles", metavar="URL", help="A tile server for the map, such as https://tiles.example/{z}/{x}/{y}.png."
)
def serve(
    db: Path,
    host: str,
    port: int,
    full_text: bool,
    own: tuple[str, ...],
    token_file: Path | None,
    allow_host: tuple[str, ...],
    tiles: str | None,
) -> None:
    r"""Serve the page and its API.

    Reports are shown in extracts of at most 280 characters, unless --full-text or --own say otherwise. On this machine
    alone (the default) no token is needed; on any other address the server starts only with one.

    \b
    Examples:
      twosource serve
      twosource serve --db raid.db --full-text
      twosource serve --host 0.0.0.0 --token-file token.txt

    Exit code 1: the ledger file isn't there, the port is taken, or a token is missing.
    """
    # a second's work, which the other commands must not wait for
    import uvicorn

    from twosource.faces.api.app import build
    from twosource.faces.api.desk import Desk
    from twosource.faces.api.guard import Rules, loopback

    token = _token(token_file)
    if not loopback(host) and token is None:
        raise Refusal(f"--host {host} can be reached by others: name a token with --token-file or ${TOKEN}")
    with opened(db) as store, progress_bar() as tell:
        for story in store.stories():
            if not (store.made_from(story) or "").endswith(decisions(store, story)):
                ledger_of(store, story, progress=tell)
    desk = Desk(db, full_text=full_text, own=own, tiles=tiles)
    try:
        with progress_bar() as tell:
            desk.refresh(tell)
        listening = _listening(host, port)
        desk.watch()
        app = build(desk, Rules(host, token, allow_host, tiles))
        name = f"[{host}]" if ":" in host else host
        click.echo(f"open http://{name}:{listening.getsockname()[1]}/   (Ctrl-C ends it)", err=True)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()


def _token(file: Path | None) -> str | None:
    given = file.read_text(encoding="utf-8") if file else os.environ.get(TOKEN, "")
    token = given.strip()
    if file and not token:
        raise Refusal(f"{file}: it holds no token; write one on its first line")
    if token and len(token) < 16:
        raise Refusal("the token is shorter than 16 characters: take a longer one")
    return token or None


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        raise Refusal(f"{host}:{port} can't be listened on ({error.strerror}); try another --port") from error
    listening.listen(128)
    return listening
