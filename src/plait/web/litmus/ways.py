"""The ways from the rows behind a finding to the pages of what they are about."""

from __future__ import annotations

from plait.engine.accountability_sheets import TERRITORIES
from plait.engine.board_sheets import MEETINGS
from plait.engine.leadership import ROLES
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import Judged
from plait.engine.litmus.showing import teams_in
from plait.engine.services import SERVICES
from plait.store.findings import load_ids_named, load_teams_named

WAYS = {
    "Role": (ROLES.name, "leadership"),
    "Territory": (TERRITORIES.name, "accountability"),
    "Meeting": (MEETINGS.name, "board"),
    "Service": (SERVICES.name, "services"),
}
"""By what heads the rows of a finding: the register they are about, and where its pages are."""


def ways_of(trust_id: int, judged: Judged) -> dict[str, str]:
    """By the label of a row, the page within the trust of what it is about."""
    finding = judged.finding
    head, *others = finding.columns if finding.evidence else ("",)
    if head == "Right":
        return {row.label: "board/rights/" for row in finding.evidence}
    if (head, others[:1]) == ("Objective", ["Kind"]):
        return {row.label: "strategy/" for row in finding.evidence}
    if others[:1] == ["Meeting"]:
        return _at_meetings(trust_id, finding)
    if head in WAYS:
        sheet, way = WAYS[head]
        found = load_ids_named(trust_id, sheet, [row.label for row in finding.evidence])
        return {name: f"{way}/{id}/" for name, id in found.items()}
    return {name: f"teams/{id}/" for name, id in load_teams_named(trust_id, teams_in(finding)).items()}


def _at_meetings(trust_id: int, finding: Finding) -> dict[str, str]:
    """A decision or a paper leads to the meeting named beside it; one of the same words at two meetings to neither."""
    meetings = load_ids_named(trust_id, MEETINGS.name, [row.cells[0] for row in finding.evidence])
    places: dict[str, set[int]] = {}
    for row in finding.evidence:
        if row.cells[0] in meetings:
            places.setdefault(row.label, set()).add(meetings[row.cells[0]])
    return {label: f"board/{min(ids)}/" for label, ids in places.items() if len(ids) == 1}
