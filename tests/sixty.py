"""A trust with a service that needs 18 competencies, 60 people who could do it, and a full team with a release."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import write_sheet

SINCE = "01/01/2020"
MANAGER = "900"
NEEDED = (
    "Product management", "Triage and clinical prioritisation", "Booking and scheduling", "User research",
    "Community nursing", "Operational service management", "Content design", "Pathway knowledge", "Leading change",
    "Data analysis", "Clinical safety", "Benefits realisation", "Testing", "Discharge planning",
    "Bed and flow management", "Interaction design", "Safeguarding", "Outpatient operations",
)  # fmt: skip
"""Digital, clinical and operational by turns, as the people are who hold them."""
GROUPS = (
    ("Digital, data and technology", "Developer"), ("Nurses & health visitors", "Ward nurse"),
    ("Managers", "Operational manager"), ("Digital, data and technology", "Designer"),
    ("Nurses & health visitors", "Community nurse"), ("Managers", "Booking manager"),
)  # fmt: skip
SERVICES = ("Single point of access", "Access at home", "Discharge hub")
FULL = tuple(str(number) for number in range(201, 210))
"""The nine of the full team, who hold what the discharge hub needs and have no more time."""


def write_sixty(folder: Path) -> Path:
    """The trust as a folder of files: everybody reports to one manager; the second service says nothing of its needs.

    Person 101 + n holds competencies n and n + 9 of the 18, the last 24 only the first of them: nine people can cover
    all, and each of them has somebody who could take their place.
    """
    people: list[tuple[str, ...]] = [(MANAGER, "Mo Banda", "Managers", "General manager", "Operations", "1", "")]
    held = []
    for n in range(60):
        people.append((str(101 + n), f"Person {101 + n}", *GROUPS[n % 6], "Medicine", "0.4", MANAGER))
        held += [(str(101 + n), NEEDED[(n + 9 * k) % 18]) for k in range(2 if n < 36 else 1)]
    for n, number in enumerate(FULL):
        people.append((number, f"Hub {number}", *GROUPS[n % 3], "Surgery", "0.5", MANAGER))
        held.append((number, NEEDED[n % 3]))
    heads = ("Employee number", "Name", "Staff group", "Job title", "Department", "WTE", "Line manager", "Starts")
    write_sheet(folder, "people", heads, *((*one, SINCE) for one in people))
    write_sheet(folder, "services", ("Service", "Phase", "Starts"), *((one, "Beta", SINCE) for one in SERVICES))
    members = "; ".join(f"{number} 0.5" for number in FULL)
    write_sheet(
        folder, "teams", ("Team", "Service", "Starts", "Members", "Releases"),
        ("Discharge hub", "Discharge hub", "01/04/2025", members, "01/06/2025 Board of beds"),
    )  # fmt: skip
    rows = [(number, name, "Practitioner", SINCE) for number, name in held]
    write_sheet(folder, "competencies held", ("Employee number", "Competency", "Level", "Since"), *rows)
    needs = [(SERVICES[0], name, "Practitioner", *_amount(n), SINCE) for n, name in enumerate(NEEDED)]
    needs += [(SERVICES[2], name, "Practitioner", "1", "", "Must", SINCE) for name in NEEDED[:3]]
    columns = ("Service", "Competency", "Level", "People", "WTE", "Priority", "Starts")
    write_sheet(folder, "needs", columns, *needs)
    return folder


def _amount(n: int) -> tuple[str, str, str]:
    """People or time, and the priority, of one of the 18 needs."""
    return ("", "0.2", "Should") if n % 3 == 2 else ("1", "", "Must")
