"""Weaving over one story as a pure function: reports, readings and judgements in, the ledger out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from twosource.data.parties import PartyBase
from twosource.data.user_parties import party_base, user_stages
from twosource.records import Judgement, Ledger, Reading, Report, Stage
from twosource.run.loom import update
from twosource.run.state import State
from twosource.run.weave import Weaver
from twosource.weaving.events import MAKER as EVENTS
from twosource.weaving.origins import STAGE as ORIGINS
from twosource.weaving.parties import STAGE as PARTIES
from twosource.weaving.propositions import MAKER as PROPOSITIONS
from twosource.weaving.reprints import STAGE as REPRINTS
from twosource.weaving.stamp import stamp
from twosource.weaving.standing import STAGE as STANDING

STAGES = (
    *(Stage(*stage.split("/")) for stage in (EVENTS, ORIGINS, PARTIES, PROPOSITIONS, REPRINTS, STANDING)),
    stamp(),
)
"""What a ledger is stamped with besides its readings' stages; raised whenever weaving or the parties' data change (the
last one by itself).
"""


@cache
def default_weaver() -> Weaver:
    """The weaving that ships, with the project's own parties and the user's."""
    return weaver_of(party_base(), user_stages())


def weaver_of(base: PartyBase, stages: tuple[Stage, ...] = ()) -> Weaver:
    """The weaving that ships, with other parties; `stages` tell them from others."""

    def weave(reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]) -> Ledger:
        return compose(reports, readings, judgements, base)

    return Weaver(weave, (*STAGES, *stages), base)


def compose(
    reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement], base: PartyBase
) -> Ledger:
    """One story's ledger from nothing. `judgements` are an analyst's; the order of reports and readings doesn't matter.

    Documents, issues and the readings' stages are left to the caller.
    """
    by_id = {report.id: report for report in reports}
    state = State()
    update(state, base, [(by_id[reading.document], reading) for reading in readings], (), judgements)
    return ledger(state)


def ledger(state: State) -> Ledger:
    """The ledger of a state, but for its documents and issues, which are left to the caller."""
    rows = {kind: tuple(table.values()) for kind, table in state.rows.tables.items()}
    return Ledger(
        stages=STAGES,
        documents=(),
        parties=tuple(sorted(rows["parties"], key=lambda r: r.id)),
        events=tuple(sorted(rows["events"], key=lambda r: r.id)),
        propositions=tuple(sorted(rows["propositions"], key=lambda r: r.id)),
        positions=tuple(sorted(rows["positions"], key=lambda r: r.id)),
        evidence=tuple(sorted(rows["evidence"], key=lambda r: r.id)),
        reprints=tuple(sorted(rows["reprints"])),
        assessments=tuple(sorted(rows["assessments"], key=lambda r: r.proposition)),
        judgements=tuple(sorted(rows["judgements"])),
        issues=(),
    )
