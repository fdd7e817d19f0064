"""Reads parties from TOML, with errors that name the file, the entry and the remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from twosource.records import PartyEntry, Tie
from twosource.records.party import KINDS

RELATIONS = ("part_of", "side", "allied_with")
_LISTS = ("aliases", "demonyms", "capitals", "leaders", "ambiguous", "lookup_only")
_STRINGS = ("id", "name", "kind", "country", "source", "part_of", "since", "until")
_FIELDS = frozenset((*_LISTS, *_STRINGS, "ties"))
_TIE_FIELDS = frozenset(("relation", "target", "source", "since", "until", "contested"))


class PartyDataError(ValueError):
    """The parties' data can't be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as its file lists it: the party, and what the file says about its names."""

    entry: PartyEntry
    file: str
    capitals: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    lookup_only: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()


def shipped() -> list[Traversable]:
    """The data files of the package, in the order of their names."""
    folder = files("twosource.data") / "parties"
    return sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)


def parse(source: Traversable | Path) -> Mapping[str, Any]:
    """One TOML file as tables. Raises PartyDataError where it can't be read."""
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except OSError as error:
        raise PartyDataError(f"{source}: can't be read ({error.strerror}); check the path and its rights") from error
    except UnicodeDecodeError as error:
        raise PartyDataError(f"{source}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise PartyDataError(f"{source}: not TOML: {error}; see docs/parties.md for the form") from error


def listed(tables: Mapping[str, Any], file: str, known: Mapping[str, Listed]) -> Iterable[Listed]:
    """Every party of one file: its `[[party]]` tables and the `parties` of its `[[group]]` tables.

    An id that `known` has (from a file before) is added to: lists grow, other fields are replaced where given.
    """
    defaults = tables.get("defaults", {})
    rows: list[tuple[Mapping[str, Any], Mapping[str, Any]]] = [({}, row) for row in tables.get("party", [])]
    for group in tables.get("group", []):
        shared = {name: value for name, value in group.items() if name not in ("note", "parties")}
        rows += [(shared, row) for row in group.get("parties", [])]
    seen: set[str] = set()
    for common, row in rows:
        identity = row.get("id")
        if not isinstance(identity, str) or not identity:
            raise PartyDataError(f"{file}: a party without `id` ({row.get('name', row)!r}); give it a short slug")
        if identity in seen:
            raise PartyDataError(f"{file}: party {identity!r} stands twice; put the two together")
        seen.add(identity)
        before = known.get(identity)
        merged = dict(row) if before else {**defaults, **common, **row}
        found = _one(merged, file, before)
        yield _added(before, found) if before else found


def _one(row: Mapping[str, Any], file: str, before: Listed | None) -> Listed:
    where = f"{file}: party {row['id']!r}"
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise PartyDataError(f"{where}: unknown field {', '.join(unknown)}; known: {', '.join(sorted(_FIELDS))}")
    for name in _STRINGS:
        if not isinstance(row.get(name, ""), str):
            raise PartyDataError(f"{where}: `{name}` must be a string")
    lists = {}
    for name in _LISTS:
        value = row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise PartyDataError(f'{where}: `{name}` must be a list of strings, as in {name} = ["..."]')
        lists[name] = tuple(value)
    kind = row.get("kind", before.entry.kind if before else None)
    name = row.get("name", before.entry.name if before else None)
    source = row.get("source", before.entry.source if before else "")
    if not name or not kind or not source:
        lacking = next(field for field, value in (("name", name), ("kind", kind), ("source", source)) if not value)
        raise PartyDataError(f"{where}: `{lacking}` is missing; add it to the entry, its group or [defaults]")
    if kind not in KINDS:
        raise PartyDataError(f"{where}: kind {kind!r} is none of {', '.join(KINDS)}")
    ties = tuple(_tie(tie, where) for tie in row.get("ties", []))
    if row.get("part_of"):
        ties = (Tie("part_of", row["part_of"], source, row.get("since"), row.get("until")), *ties)
    country = row.get("country")
    if country is None and kind == "state" and len(row["id"]) == 2:
        country = row["id"].upper()
    aliases = tuple(dict.fromkeys((*lists["aliases"], *lists["capitals"])))
    entry = PartyEntry(row["id"], name, kind, aliases, country, lists["demonyms"], ties, source)
    extra = {field: lists[field] for field in ("capitals", "leaders", "ambiguous", "lookup_only")}
    return Listed(entry, file, **extra, given=frozenset(row))


def _tie(tie: object, where: str) -> Tie:
    if not isinstance(tie, dict) or not {"relation", "target", "source"} <= set(tie):
        raise PartyDataError(f"{where}: a tie needs `relation`, `target` and `source`, not {tie!r}")
    unknown = sorted(set(tie) - _TIE_FIELDS)
    if unknown:
        raise PartyDataError(f"{where}: unknown field {', '.join(unknown)} in a tie; known: {sorted(_TIE_FIELDS)}")
    if tie["relation"] not in RELATIONS:
        raise PartyDataError(f"{where}: relation {tie['relation']!r} is none of {', '.join(RELATIONS)}")
    return Tie(**tie)


def _added(before: Listed, new: Listed) -> Listed:
    """`before` with what `new` gives: lists grow, single values are replaced."""
    old, now = before.entry, new.entry
    entry = replace(
        old,
        name=now.name,
        kind=now.kind,
        source=now.source,
        country=now.country if "country" in new.given else old.country,
        aliases=tuple(dict.fromkeys((*old.aliases, *now.aliases))),
        demonyms=tuple(dict.fromkeys((*old.demonyms, *now.demonyms))),
        ties=tuple(dict.fromkeys((*old.ties, *now.ties))),
    )
    return Listed(
        entry,
        new.file,
        before.capitals + new.capitals,
        before.leaders + new.leaders,
        before.ambiguous + new.ambiguous,
        before.lookup_only + new.lookup_only,
        before.given | new.given,
    )
