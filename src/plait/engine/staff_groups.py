"""Staff groups and the viewpoint each usually brings."""

from dataclasses import dataclass

from plait.engine.viewpoints import Viewpoint

CLINICAL, DIGITAL, OPERATIONAL = Viewpoint.CLINICAL, Viewpoint.DIGITAL, Viewpoint.OPERATIONAL


@dataclass(frozen=True, slots=True)
class StaffGroup:
    """A staff group of a trust and the viewpoint its people bring unless a membership says otherwise."""

    name: str
    viewpoint: Viewpoint


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
