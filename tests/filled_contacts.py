"""What the filled trust records of who was where and met whom, and where those pages are."""

from __future__ import annotations

from plait.engine.pulses import STAFF
from plait.store.models import (
    BoardLearning,
    BoardMember,
    ClinicalArea,
    ClinicalVisit,
    DirectorContact,
    EducationSession,
    EducationTarget,
    Pulse,
)
from plait.store.pulses import open_pulse
from tests.registers import Site

CONTACTS = {
    "clinical_areas": """
Area    |Site|Starts
Ash ward|    |01/04/2023
Elm ward|    |01/04/2023
""",
    "clinical_visits": """
Area    |Day       |Employee number|Purpose  |Took place
Ash ward|20/05/2025|1002           |Listening|Yes
Elm ward|20/08/2025|1002           |Clinic   |No
""",
    "education_sessions": """
Day       |Topic     |Staff group             |People reached
20/05/2025|Run charts|Nurses & health visitors|24
""",
    "education_targets": """
Staff group             |Share to reach (%)
Nurses & health visitors|60
""",
    "contacts": """
Day       |Digital leader                       |Kind      |Directors       |Agreed
20/05/2025|Chief digital and information officer|One to one|Finance director|Yes
""",
}
"""The sheets by name."""

LEARNING = """
Member|Day       |Kind         |What
{}    |20/05/2025|Service visit|Ash ward
"""
"""What a member of the board did, once there is one."""


def contact_ids(site: Site) -> dict[str, str]:
    """Which row each page of these is about; brings what hangs on the board's members first."""
    site.see()
    member = BoardMember.objects.filter(trust=site.trust).order_by("id")[0]
    site.bring(board_development=LEARNING.format(member.name))
    open_pulse(site.act, STAFF, team_id=None, asked=40)
    return {
        "pulse_id": str(site.id_of(Pulse)),
        "learning_id": str(site.id_of(BoardLearning)),
        "contact_id": str(site.id_of(DirectorContact)),
        "session_id": str(site.id_of(EducationSession)),
        "target_id": str(site.id_of(EducationTarget)),
        "area_id": str(site.id_of(ClinicalArea, name="Ash ward")),
        "visit_id": str(site.id_of(ClinicalVisit, took_place=True)),
    }
