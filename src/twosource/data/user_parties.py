"""The user's own parties: files named by TWOSOURCE_PARTIES, read after the shipped ones."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from twosource.data.parties import PartyBase
from twosource.records import Stage

VARIABLE = "TWOSOURCE_PARTIES"


def user_files() -> tuple[Path, ...]:
    """The files that the variable names, in its order, separated as a PATH is; none where it is unset or empty."""
    return tuple(Path(name) for name in os.environ.get(VARIABLE, "").split(os.pathsep) if name)


@cache
def party_base() -> PartyBase:
    """The shipped parties and the user's, loaded once a process. Raises PartyDataError naming the file and remedy."""
    return PartyBase.load(user_files())


def user_stages() -> tuple[Stage, ...]:
    """What readings and ledgers are stamped with where the user adds parties: another file makes them anew."""
    files = user_files()
    if not files:
        return ()
    digest = hashlib.sha256(b"\x00".join(path.read_bytes() for path in files if path.is_file())).hexdigest()[:12]
    return (Stage("parties.user", digest),)
