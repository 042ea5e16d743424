"""Staff groups and the viewpoint each usually brings."""

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.cells import read_choice, read_text
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.sheets import Column, Entry, Sheet
from plait.engine.stated import stated_text
from plait.engine.viewpoints import Viewpoint

CLINICAL, DIGITAL, OPERATIONAL = Viewpoint.CLINICAL, Viewpoint.DIGITAL, Viewpoint.OPERATIONAL


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A staff group of a trust and the viewpoint its people bring unless a membership says otherwise."""

    name: str
    viewpoint: Viewpoint


STAFF_GROUPS = Sheet(
    name="staff groups",
    title="Staff groups",
    help="One line for each staff group the trust's list lacks, or whose people bring another viewpoint here.",
    key=("name",),
    columns=(
        Column("name", "Staff group", "As the staff record writes it.", "Pharmacists", read_text(), required=True),
        Column(
            "viewpoint",
            "Usual viewpoint",
            "What its people bring to a team unless their own line says otherwise.",
            "Clinical",
            read_choice(VIEWPOINT_CHOICES),
            required=True,
            choices=tuple(VIEWPOINT_CHOICES),
        ),
    ),
)


def with_stated(groups: Iterable[StaffGroup], entries: Iterable[Entry]) -> tuple[StaffGroup, ...]:
    """The groups as they stand once the entries of the sheet hold: those it names changed, those it brings added."""
    known = {group.name.casefold(): group for group in groups}
    for entry in entries:
        name = stated_text(entry, "name")
        known[name.casefold()] = StaffGroup(name, Viewpoint(stated_text(entry, "viewpoint")))
    return tuple(known.values())


# The names of NHS England's published workforce statistics (Hospital and Community Health Service,
# by staff group), then the nine staff groups of the Electronic Staff Record, then digital people,
# whom neither list tells from other central functions. Which viewpoint a group brings is our default.
USUAL_STAFF_GROUPS = tuple(
    StaffGroup(name, viewpoint)
    for name, viewpoint in (
        ("HCHS doctors", CLINICAL),
        ("Nurses & health visitors", CLINICAL),
        ("Midwives", CLINICAL),
        ("Ambulance staff", CLINICAL),
        ("Scientific, therapeutic & technical staff", CLINICAL),
        ("Support to doctors, nurses & midwives", CLINICAL),
        ("Support to ambulance staff", CLINICAL),
        ("Support to ST&T staff", CLINICAL),
        ("Central functions", OPERATIONAL),
        ("Hotel, property & estates", OPERATIONAL),
        ("Senior managers", OPERATIONAL),
        ("Managers", OPERATIONAL),
        ("Add Prof Scientific and Technic", CLINICAL),
        ("Additional Clinical Services", CLINICAL),
        ("Administrative and Clerical", OPERATIONAL),
        ("Allied Health Professionals", CLINICAL),
        ("Estates and Ancillary", OPERATIONAL),
        ("Healthcare Scientists", CLINICAL),
        ("Medical and Dental", CLINICAL),
        ("Nursing and Midwifery Registered", CLINICAL),
        ("Students", CLINICAL),
        ("Digital, data and technology", DIGITAL),
    )
)
