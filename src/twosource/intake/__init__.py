"""Bytes in, Reports out: text, pages and JSON Lines, with what was captured and what went wrong (docs/intake.md)."""

from twosource.intake.diff import Change, Diff, diff
from twosource.intake.issues import CODES, INTAKE
from twosource.intake.options import Options
from twosource.intake.walk import read_path, read_stream
from twosource.records import Item

__all__ = ["CODES", "INTAKE", "Change", "Diff", "Item", "Options", "diff", "read_path", "read_stream"]
