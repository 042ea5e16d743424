"""Who was where and met whom in the invented trust of any size, as titles, headings and lines of its tables."""

from __future__ import annotations

from collections.abc import Iterable

from plait.engine.staff_groups import USUAL_STAFF_GROUPS

Lines = tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]]
LEADER = "Chief digital and information officer"
MET = "Chief executive; Medical director; Chief nurse; Workforce director; Chief operating officer; Finance director"
MONTHS = range(1, 11)


def contact_lines(count: int) -> tuple[Lines, ...]:
    """Clinical areas and visits, education, contacts with directors, and what members of the board did."""
    areas, groups = range(max(4, count // 40)), [group.name for group in USUAL_STAFF_GROUPS]
    return (
        ("Clinical areas", ("Area", "Starts"), ((f"Area {n}", "01/04/2024") for n in areas)),
        (
            "Clinical visits", ("Area", "Day", "Employee number", "Purpose"),
            ((f"Area {n}", f"{1 + n % 28:02}/{month:02}/2026", "10002", "Clinic") for n in areas for month in MONTHS),
        ),
        (
            "Education sessions", ("Day", "Topic", "Staff group", "People reached"),
            ((f"05/{month:02}/2026", "Run charts", group, "3") for group in groups for month in MONTHS),
        ),
        ("Education targets", ("Staff group", "Share to reach (%)"), ((group, "60") for group in groups)),
        (
            "Contacts", ("Day", "Digital leader", "Kind", "Directors", "Agreed"),
            ((f"05/{month:02}/2026", LEADER, "Session", MET, "Yes") for month in MONTHS),
        ),
        (
            "Board development", ("Member", "Day", "Kind"),
            (
                (f"Member {n}", f"05/{month:02}/2026", ("Development session", "Service visit")[month % 2])
                for n in range(4) for month in MONTHS
            ),
        ),
    )  # fmt: skip
