"""The project's words as frozen records (see docs/records.md); standard library only, imported by everything."""

from twosource.records.issue import Issue
from twosource.records.item import Item
from twosource.records.ledger import (
    UNSURE,
    Event,
    Evidence,
    Judgement,
    Ledger,
    LedgerPosition,
    Party,
    Proposition,
    Reprint,
)
from twosource.records.party import PartyEntry, PartyRef, Tie
from twosource.records.place import Place, PlaceMention
from twosource.records.reading import (
    Attribution,
    EvidenceMention,
    Figure,
    Frame,
    Position,
    Reading,
)
from twosource.records.report import Capture, Report
from twosource.records.review import Review
from twosource.records.span import Span
from twosource.records.stage import Stage
from twosource.records.standing import (
    Admission,
    Assessment,
    Chain,
    Change,
    Denial,
    Echo,
    Finding,
    Fold,
    Origins,
    Relay,
    Reversal,
    Standing,
)
from twosource.records.time import Interval, TimeMention

__all__ = [
    "UNSURE",
    "Admission",
    "Assessment",
    "Attribution",
    "Capture",
    "Chain",
    "Change",
    "Denial",
    "Echo",
    "Event",
    "Evidence",
    "EvidenceMention",
    "Figure",
    "Finding",
    "Fold",
    "Frame",
    "Interval",
    "Issue",
    "Item",
    "Judgement",
    "Ledger",
    "LedgerPosition",
    "Origins",
    "Party",
    "PartyEntry",
    "PartyRef",
    "Place",
    "PlaceMention",
    "Position",
    "Proposition",
    "Reading",
    "Relay",
    "Report",
    "Reprint",
    "Reversal",
    "Review",
    "Span",
    "Stage",
    "Standing",
    "Tie",
    "TimeMention",
]
