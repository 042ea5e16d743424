"""The record of an appointment in the demo: the secretary names the chair, who recorded what the panel found."""

from __future__ import annotations

import uuid
from datetime import timedelta

from plait.engine.appointments import CHAIR, Criterion
from plait.engine.leadership import CDIO
from plait.store.appointments import Evidence, add_evidence, name_to_office
from plait.store.leadership import list_roles
from plait.store.paging import Wanted
from plait.store.writing import Act

PANEL = timedelta(days=400)
"""How long ago the panel met."""
FOUND = (
    (
        Criterion.LEGACY,
        "Moved a trust of three sites off two patient systems in one year, and kept a third on purpose.",
    ),
    (Criterion.INTERNET_ERA, "Led a booking service that changed every fortnight for two years after it went live."),
    (Criterion.TECHNOLOGY, "Turned down a data platform and said in one page what would have to be true to buy it."),
    (Criterion.PRACTICES, "Described a team that was stopped after its third round of research, and what was kept."),
    (Criterion.QUESTIONS, "Told a board that its go-live could not be safe in May; it went live in September."),
)
"""What the panel found; of a vision and of a director's wider duty nothing is recorded yet."""


def record_appointment(named_by: Act, chair: Act) -> None:
    """Name the chair, and record what they know of the appointment of the chief digital and information officer."""
    name_to_office(named_by, chair.user_id, CHAIR)
    [role] = list_roles(chair.trust_id, Wanted(filters={"kind": CDIO}), on=chair.day).rows[:1]
    for criterion, text in FOUND:
        evidence = Evidence(role.id, criterion, text, "Panel notes, chair’s file", chair.day - PANEL, chair.by_name)
        add_evidence(chair, evidence, submission=uuid.uuid4())
