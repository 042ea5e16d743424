"""What the filled trust records of who was where and met whom, and where those pages are."""

from __future__ import annotations

from plait.store.models import ClinicalArea, ClinicalVisit
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
}
"""The sheets by name."""


def contact_ids(site: Site) -> dict[str, str]:
    """Which row each page of these is about."""
    return {
        "area_id": str(site.id_of(ClinicalArea, name="Ash ward")),
        "visit_id": str(site.id_of(ClinicalVisit, took_place=True)),
    }
