"""What the page of one design decision shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, reaches
from plait.engine.viewpoints import Viewpoint
from plait.store.design import DecisionLine, VoiceLine
from plait.store.history import HistoryLine
from plait.web.design.page import YES_NO
from plait.web.shared.decided import missing_of, wrote_words
from plait.web.shared.jinja import full_date
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import show_history, source_words
from plait.web.shared.page import (
    Cell,
    ColumnHead,
    Definition,
    EmptyState,
    HistoryEntry,
    Link,
    Row,
    Strands,
    TablePage,
)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision: which viewpoints were there, who took part, its history."""

    name: str
    answer: str
    strands: Strands
    voices: TablePage | None
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    add_voice: Link | None


def may_record(viewer: Viewer, teams: Iterable[str]) -> bool:
    """May this viewer write decisions of these teams?"""
    return reaches(viewer, Action.RECORD_RELEASE, teams=teams)


def decision_page(
    viewer: Viewer,
    one: DecisionLine,
    voices: Iterable[VoiceLine],
    history: Iterable[HistoryLine],
    teams: Iterable[str],
) -> DecisionPage:
    """One decision as this viewer may read it: who reads no names reads the viewpoints."""
    home, may_edit = f"/t/{viewer.trust_code}", may_record(viewer, teams)
    here, named = f"{home}/design/{one.id}/", reads_names(viewer)
    missing = missing_of(one)
    return DecisionPage(
        name=one.name,
        answer=f"Nobody {listed(missing, joined_by='or')} took part." if missing else "All three viewpoints took part.",
        strands=Strands(one.digital, one.clinical, one.operational),
        voices=_voices(home, voices, may_edit=may_edit) if named else None,
        about=(
            Definition("Service", one.service, f"{home}/services/{one.service_id}/"),
            Definition("Team", one.team or "None named", f"{home}/teams/{one.team_id}/" if one.team_id else ""),
            Definition("Decided on", full_date(one.decided_on)),
            Definition("Reason", one.reason or "Not recorded"),
            Definition("Written by", wrote_words(one)),
            Definition("With users", YES_NO[one.with_users]),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history, named=named),
        edit=Link("Change this decision", f"{here}edit/") if may_edit else None,
        add_voice=Link("Add who took part", f"{here}voices/add/") if may_edit else None,
    )


def _voices(home: str, voices: Iterable[VoiceLine], *, may_edit: bool) -> TablePage:
    words = {view.value: view.word for view in Viewpoint}
    rows = tuple(
        Row(
            (
                Cell(one.name, href=f"{home}/people/{one.employment_id}/"),
                Cell(words.get(one.viewpoint, "Not known any more")),
                Cell(YES_NO[one.wrote]),
                Cell(source_words(one.origin), look="source"),
                *((Cell(f"Change {one.name}", href=f"{home}/design/voices/{one.id}/edit/"),) if may_edit else ()),
            )
        )
        for one in voices
    )
    heads = ("Name", "Viewpoint", "Wrote it", "Source", *(("Change",) if may_edit else ()))
    empty = EmptyState("Nobody is recorded yet. Without them nobody can tell who shaped it.")
    return TablePage("Who took part", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)
