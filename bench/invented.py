"""An invented trust of any size, as the tables of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bench.invented_contacts import contact_lines
from plait.engine.board_sheets import RIGHTS
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Line, Table

PEOPLE = (
    "Employee number", "Name", "Work e-mail", "Job title", "Staff group", "Profession", "Department", "Site", "Shifts",
    "WTE", "Band", "Line manager", "Registration body", "Registration number", "Starts",
)  # fmt: skip
LEVELS = ("Awareness", "Working", "Practitioner", "Expert")


TERRITORY_KINDS = ("Digital service", "Change portfolio")


def people_rows(count: int) -> list[tuple[str, ...]]:
    """Lines of a register of people, everybody but the first with a line manager of a lower number."""
    groups = [group.name for group in USUAL_STAFF_GROUPS]
    return [
        (
            str(10_000 + n), f"Given{n % 97} Family{n % 1009}", f"p{n}@trust.example", f"Title {n % 41}",
            groups[n % len(groups)], f"Profession {n % 23}", f"Department {n % 60}", f"Site {n % 9}",
            ("Days; Evenings", "Nights", "Days; Nights; Weekends", "")[n % 4],
            ("1", "0.8", "0.6")[n % 3], str(2 + n % 8), str(10_000 + n // 10) if n else "", "NMC", f"{n:06}E",
            "01/04/2024",
        )
        for n in range(count)
    ]  # fmt: skip


def people_book(count: int, name: str) -> Book:
    """A file of nothing but people."""
    return Book(name, f"{hash(name) & 0xFFFFFFFF:064x}", (_table("People", PEOPLE, people_rows(count)),))


def whole_book(count: int, name: str) -> Book:
    """A file with every part of a trust, in proportion to its people."""
    services, teams = max(3, count // 50), max(2, count // 70)
    competencies, held = 24, count // 2
    sheets = (
        _table("People", PEOPLE, people_rows(count)),
        _table(
            "Services", ("Service", "Phase", "Owner", "Starts"),
            ((f"Service {n}", "Live", "10000", "01/06/2026") for n in range(services)),
        ),
        _table(
            "Competencies", ("Competency", "Family", "Viewpoint"),
            ((f"Competency {n}", f"Family {n % 4}", "Digital") for n in range(competencies)),
        ),
        _table(
            "Holdings", ("Employee number", "Competency", "Level", "Confirmed by"),
            (
                (str(10_000 + n), f"Competency {n % competencies}", LEVELS[n % 4], "10000")
                for n in range(held)
            ),
        ),
        _table(
            "Teams", ("Team", "Service", "Parent team", "Starts", "Members", "Releases"),
            (
                (
                    f"Team {n}", f"Service {n % services}", f"Team {n - 1}" if n % 7 == 6 else "",
                    "01/09/2025" if n % 7 == 6 else "01/04/2025", _members(n),
                    f"09/06/2025 Release {n}" if n % 7 != 6 else "",
                )
                for n in range(teams)
            ),
        ),
        _table(
            "Needs", ("Service", "Competency", "Level", "People"),
            (
                (f"Service {n}", f"Competency {(n + k) % competencies}", LEVELS[1 + n % 3], str(1 + k))
                for n in range(services) for k in range(3)
            ),
        ),
        _table(
            "Dependencies", ("Team", "Depends on team", "What for"),
            ((f"Team {n}", f"Team {(n + k) % teams}", f"Data {k}") for n in range(teams) for k in (1, 2) if teams > 2),
        ),
        _table(
            "Communities of practice", ("Community", "Family", "Met on"),
            ((f"Community {n}", f"Family {n % 4}", "01/10/2026; 22/10/2026") for n in range(8)),
        ),
        _table(
            "Community members", ("Community", "Employee number"),
            ((f"Community {n % 8}", str(10_000 + n)) for n in range(held) if n % 3),
        ),
        *leading_tables(count),
        *board_tables(),
        *(_table(*told) for told in contact_lines(count)),
        *log_tables(services, teams),
        *outcome_tables(max(2, count // 200)),
        *programme_tables(max(2, count // 200)),
    )  # fmt: skip
    return Book(name, f"{hash(name) & 0xFFFFFFFF:064x}", sheets)


def outcome_tables(outcomes: int, months: int = 36) -> tuple[Table, ...]:
    """Outcomes with monthly figures of three years, each a little apart from the others."""
    return (
        _table(
            "Outcomes",
            ("Outcome", "Measure", "Unit", "Better", "Baseline", "Target", "Digital owner", "Other owner", "Starts"),
            (
                (
                    f"Outcome {n}", f"Share of things {n}", "%", ("Higher", "Lower")[n % 2], "60", str(50 + n % 30),
                    "Digital", "Ward" if n % 3 else "", "01/04/2024",
                )
                for n in range(outcomes)
            ),
        ),
        _table(
            "Observations", ("Outcome", "Date", "Value"),
            (
                (f"Outcome {n}", f"01/{month % 12 + 1:02}/{2023 + month // 12}", str(55 + (month * (n + 3)) % 11))
                for n in range(outcomes) for month in range(months)
            ),
        ),
    )  # fmt: skip


def programme_tables(programmes: int, weeks: int = 52) -> tuple[Table, ...]:
    """Programmes with a year of weekly reports and what people said, each of which should move an outcome."""
    every = range(programmes)
    days = [date(2025, 10, 6) + timedelta(days=7 * week) for week in range(weeks)]
    return (
        _table(
            "Programmes", ("Programme", "Lead", "Senior owner", "Starts"),
            ((f"Programme {n}", str(10_000 + n), str(10_001 + n), "01/10/2025") for n in every),
        ),
        _table(
            "Milestones", ("Programme", "Milestone", "Planned for", "Done on"),
            ((f"Programme {n}", f"Milestone {k}", f"01/{k:02}/2026", "") for n in every for k in range(1, 10)),
        ),
        _table(
            "Programme outcomes", ("Programme", "Outcome"),
            ((f"Programme {n}", f"Outcome {n}") for n in every),
        ),
        _table(
            "Programme reports", ("Programme", "Reported on", "Status", "What it says"),
            ((f"Programme {n}", f"{day:%d/%m/%Y}", "Green", "Goes on as planned") for n in every for day in days),
        ),
        _table(
            "Listening log", ("Programme", "Said on", "Remark"),
            ((f"Programme {n}", f"{day:%d/%m/%Y}", f"Remark {k}") for n in every for day in days for k in range(3)),
        ),
    )  # fmt: skip


def leading_tables(count: int) -> tuple[Table, ...]:
    """Who leads digital work, and who answers for what: of every fifth territory two at once."""
    territories = max(5, count // 100)
    return (
        _table(
            "Leadership roles",
            (
                "Role", "Kind", "Reports to", "Protected WTE", "Team WTE", "Yearly budget (£)", "Delegated limit (£)",
                "Starts",
            ),
            (
                (kind, kind, "Board or chief executive", "0.8", "4", "250000", "50000", "01/04/2025")
                for kind in ("CDIO", "CCIO", "CNIO")
            ),
        ),
        _table(
            "Role holders", ("Role", "Employee number", "Held as", "WTE", "Starts"),
            (
                (kind, str(10_001 + n), "Substantive", "0.8", "01/06/2025")
                for n, kind in enumerate(("CDIO", "CCIO", "CNIO"))
            ),
        ),
        _table(
            "Champions", ("Employee number", "Profession", "Shifts", "Trained", "Last active on"),
            (
                (str(10_000 + n), f"Profession {n % 23}", "Days; Nights", "Yes" if n % 2 else "No", "20/10/2026")
                for n in range(max(10, count // 40))
            ),
        ),
        _table(
            "Territories", ("Territory", "Kind", "Starts"),
            ((f"Territory {n}", TERRITORY_KINDS[n % 2], "01/04/2025") for n in range(territories)),
        ),
        _table(
            "Accountability claims", ("Territory", "Employee number", "Document", "Starts"),
            (
                (f"Territory {n}", str(10_000 + n + k), "Job description", "01/06/2025")
                for n in range(territories) for k in range(1 if n % 5 else 2)
            ),
        ),
    )  # fmt: skip


def board_tables() -> tuple[Table, ...]:
    """Two years of meetings with what each discussed and decided, and what the board allows whom."""
    months = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13) if (year, month) < (2026, 11)]
    meetings = [(f"Board {year}-{month:02}", f"03/{month:02}/{year}") for year, month in months]
    tags = ("Finance", "Quality", "Digital", "Workforce", "Strategy")
    titles = ("Medical director", "Chief nurse", "Chief operating officer", "Finance director")
    return (
        _table(
            "Board meetings", ("Meeting", "Kind", "Held on", "Starts at", "Ends at", "Status"),
            ((name, "Board", held, "09:30", "12:45", "Published") for name, held in meetings),
        ),
        _table(
            "Agenda items", ("Meeting", "Item", "Title", "Minutes", "Tag", "Tag confirmed", "For decision", "Authors"),
            (
                (name, str(n), f"Item {n}", "12", tags[n % 5], "Yes", "Yes" if n % 4 else "No", titles[n % 4])
                for name, _ in meetings for n in range(1, 16)
            ),
        ),
        _table(
            "Board decisions",
            (
                "Meeting", "Decision", "Item", "Decided on", "Technology decision", "Specialist present",
                "Written advice", "Advice by", "Led by", "Challenged by",
            ),
            (
                (
                    name, f"Decision {n}", str(n), held, "Yes", "Yes", "Options", "CCIO", titles[n % 4],
                    titles[(n + 1) % 4],
                )
                for name, held in meetings for n in range(1, 5)
            ),
        ),
        _table(
            "Standing rights", ("Right", "Subject", "Has it", "Since", "Document"),
            (
                (right, subject, "Yes", "01/04/2025", "Standing orders")
                for right in RIGHTS for subject in ("Finance", "Quality", "Digital")
            ),
        ),
        _table(
            "Strategic objectives", ("Strategic objective", "Measured by", "Starts"),
            ((f"Objective {n}", f"Outcome {n % 2}", "01/04/2024") for n in range(8)),
        ),
        _table(
            "What we chose not to do", ("What we will not do", "Reason", "Meeting"),
            ((f"Thing {n}", "It is there", name) for n, (name, _) in enumerate(meetings)),
        ),
        *_work_of_members([name for name, _ in meetings], titles),
    )  # fmt: skip


def _work_of_members(meetings: Sequence[str], offices: Sequence[str]) -> tuple[Table, ...]:
    """Who sits on the board, who came, what they asked, what they are to do, and what they sponsor."""
    return (
        _table(
            "Board members", ("Member", "Office", "Kind", "Votes", "Starts"),
            ((f"Member {n}", office, "Executive", "Yes", "01/01/2024") for n, office in enumerate(offices)),
        ),
        _table(
            "Board attendance", ("Meeting", "Member", "Attendance"),
            ((name, f"Member {n}", "Present") for name in meetings for n in range(len(offices))),
        ),
        _table(
            "Board challenges", ("Meeting", "Question", "Asked by", "Item", "Answer", "What changed"),
            ((name, f"Why {n}?", offices[n % 4], str(n), "So", "A little") for name in meetings for n in range(1, 4)),
        ),
        _table(
            "Board actions", ("Meeting", "Action", "Owner", "Due on", "Tag"),
            ((name, f"Do {n}", offices[n % 4], "01/12/2026", "Digital") for name in meetings for n in range(3)),
        ),
        _table(
            "Sponsorships", ("Office", "Kind", "Of what", "Part", "Starts"),
            ((office, "Service", "Service 0", "Sponsor", "01/01/2026") for office in offices),
        ),
    )  # fmt: skip


def log_tables(services: int, teams: int) -> tuple[Table, ...]:
    """Whom each team heard every week, what it believed, and who decided how each service works."""
    groups = (("Patients", "Patients", "No"), ("Nurses", "Staff", "No"), ("Prisoners", "Patients", "Yes"))
    days = [f"{day:02}/{month:02}/2026" for month in (8, 9, 10) for day in (3, 10, 17, 24)]
    return (
        _table("User groups", ("Group", "Kind", "Seldom heard"), groups),
        _table(
            "Research rounds", ("Team", "Held on", "Group", "What was asked", "What was learnt", "What changes"),
            (
                (f"Team {n}", day, groups[k % 3][0], "Show us", f"{k} of 9 could not", "A sign" if k % 2 else "")
                for n in range(teams) for k, day in enumerate(days)
            ),
        ),
        _table(
            "Assumptions", ("Team", "Assumption", "Written on", "Tested on", "Outcome", "Built on since"),
            (
                (f"Team {n}", f"Belief {k}", "01/06/2026", "15/06/2026", "Wrong" if k == 2 else "Held", "01/07/2026")
                for n in range(teams) for k in range(3)
            ),
        ),
        _table(
            "Design decisions", ("Decision", "Service", "Decided on"),
            ((f"Decision {n}-{k}", f"Service {n}", f"0{6 + k}/07/2026") for n in range(services) for k in range(3)),
        ),
        _table(
            "Design voices", ("Decision", "Employee number", "Wrote it"),
            (
                (f"Decision {n}-{k}", str(10_000 + n + voice), "Yes")
                for n in range(services) for k in range(3) for voice in range(8)
            ),
        ),
        _table("Blockers", ("Team", "Blocker", "Raised on"), ((f"Team {n}", "No line", days[0]) for n in range(teams))),
    )  # fmt: skip


def _members(team: int) -> str:
    return "; ".join(f"{10_000 + team * 7 + n} 0.2" for n in range(7))


def _table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    return Table(name, tuple(headings), 1, tuple(Line(n, tuple(cells)) for n, cells in enumerate(rows, start=2)))
