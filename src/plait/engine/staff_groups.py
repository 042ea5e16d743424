"""Staff groups and the viewpoint each usually brings."""

from dataclasses import dataclass

from plait.engine.viewpoints import Viewpoint

C, D, O = Viewpoint.CLINICAL, Viewpoint.DIGITAL, Viewpoint.OPERATIONAL


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
        ("HCHS doctors", C),
        ("Nurses & health visitors", C),
        ("Midwives", C),
        ("Ambulance staff", C),
        ("Scientific, therapeutic & technical staff", C),
        ("Support to doctors, nurses & midwives", C),
        ("Support to ambulance staff", C),
        ("Support to ST&T staff", C),
        ("Central functions", O),
        ("Hotel, property & estates", O),
        ("Senior managers", O),
        ("Managers", O),
        ("Add Prof Scientific and Technic", C),
        ("Additional Clinical Services", C),
        ("Administrative and Clerical", O),
        ("Allied Health Professionals", C),
        ("Estates and Ancillary", O),
        ("Healthcare Scientists", C),
        ("Medical and Dental", C),
        ("Nursing and Midwifery Registered", C),
        ("Students", C),
        ("Digital, data and technology", D),
    )
)
