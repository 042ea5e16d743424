"""Every component once, with the words of the mock-ups, for the tests that look at them."""

from __future__ import annotations

from plait.web.shared.listing import Column, Filter, Listing, read_query
from plait.web.shared.page import (
    Answer,
    Cell,
    Change,
    ColumnHead,
    ConflictPage,
    Definition,
    EmptyState,
    Fact,
    Fault,
    HistoryEntry,
    ImportCount,
    Link,
    LockedAction,
    Row,
    Source,
    Strands,
    TablePage,
    TestRow,
)
from plait.web.shared.shell import SectionLink, Shell
from plait.web.shared.table import ListWords, show_table

TEAMS = Listing(
    columns=(
        Column("name", "Team"),
        Column("strands", "Strands", sortable=False),
        Column("size", "People", number=True),
        Column("wte", "WTE", number=True),
        Column("verdict", "Size"),
        Column("source", "File and line", sortable=False),
    ),
    filters=(Filter("service", "Service", (("maternity", "Maternity"), ("theatres", "Theatre lists"))),),
    search_label="Find a team",
    sort="name",
)
WORDS = ListWords("Teams", "teams", EmptyState("No teams are recorded yet.", Link("Import teams", "#")))


def shell() -> Shell:
    """The frame of an invented trust."""
    return Shell(
        home=Link("Where we stand", "/t/PLA/"),
        trust_name="Northmoor University Hospitals NHS Trust",
        is_invented=True,
        account="Elin Hughes (transformation office)",
        sections=(
            SectionLink("where-we-stand", "Where we stand", "/t/PLA/"),
            SectionLink("teams", "Teams", "/t/PLA/teams/"),
            SectionLink("outcomes", "Outcomes", "/t/PLA/outcomes/"),
            SectionLink("money", "Money", "/t/PLA/money/"),
            SectionLink("board", "Board", "/t/PLA/board/"),
        ),
        footer=(Link("Accessibility statement", "/accessibility"),),
    )


def team_row(name: str, strands: Strands, size: int, *, verdict: str) -> Row:
    """A row of the list of teams."""
    return Row(
        (
            Cell(name, href="#", note="Since April 2025"),
            Cell("", strands=strands),
            Cell(str(size)),
            Cell("5.5"),
            Cell(verdict, look="verdict"),
            Cell("teams-november-2026.xlsx, Teams, line 41", href="#", look="source"),
        )
    )


def team_table(**address: str) -> TablePage:
    """The list of teams, with its form and pages."""
    rows = [
        team_row("Single point of access", Strands(4, 3, 2), 9, verdict="met"),
        team_row("Outpatient letters", Strands(4, 0, 1), 5, verdict="partly met"),
        team_row("Ward handover", Strands(2, 1, 0), 3, verdict="not met"),
    ]
    return show_table(TEAMS, read_query(address, TEAMS), WORDS, rows=rows, total=612)


def empty_table(**address: str) -> TablePage:
    """The same list of a trust without teams."""
    return show_table(TEAMS, read_query(address, TEAMS), WORDS, rows=[], total=0)


TESTS = (
    TestRow(
        name="Leadership",
        href="#",
        verdict="partly met",
        change="better",
        earlier="Not met in September",
        sentence="1 of 3 met.",
        answers=(
            Answer(
                "partly met",
                "Digital has 6 of the 8 standing rights that finance and quality both have at the board.",
                "What is so?",
                "#",
            ),
        ),
        evidence=Link("See the 8 rights", "#"),
        aside_title="Proved next move",
        aside="Adopt the 2 missing rights by a board decision: audit days and an annual seminar.",
    ),
    TestRow(
        name="New services",
        href="#",
        verdict="not met",
        change="worse",
        earlier="Partly met in September",
        sentence="1 of 3 met.",
        answers=(
            Answer(
                "not met",
                "Teams go 23 days between rounds of research with users. The limit is 14.",
                "What is so?",
                "#",
            ),
        ),
        evidence=Link("See the 7 teams", "#"),
        aside_title="What would count",
        aside="Rounds of research in Outpatient letters and Ward handover.",
    ),
    TestRow(
        name="Users first",
        href="#",
        verdict="not enough evidence",
        change="same",
        sentence="1 of 3 met.",
        answers=(
            Answer(
                "not enough evidence",
                "We cannot tell. 4 of 7 teams have not recorded who they heard from in the last 90 days.",
                "What is so?",
                "#",
            ),
        ),
        evidence=Link("See what is missing", "#"),
        aside_title="What is needed",
        aside="Ask the 4 team leads to log their rounds.",
    ),
    TestRow(
        name="Operating model",
        href="#",
        sentence="2 questions can be judged yet.",
        evidence=None,
        aside_title="What is needed",
        aside="Send the services sheet.",
    ),
)

FACTS = (
    Fact("Size", "9 of 9", "Full"),
    Fact("Settled", "17 months", "middle time in team"),
    Fact("Held by one person", "2 of 18 needs", link=Link("See which", "#")),
    Fact("First release", "9 June 2025"),
)
COUNTS = (
    ImportCount(4, "Cannot be read", "#rows", bad=True),
    ImportCount(12, "New", "#new"),
    ImportCount(9, "Changed", "#changed"),
    ImportCount(1409, "The same", "#same"),
)
SOURCE = Source("people-november.xlsx, People, line 57", "#")
DEFINITIONS = (
    Definition("Profession", "Occupational therapist", source=SOURCE),
    Definition("Line manager", "Grace Otieno", href="#"),
    Definition("Met", "14 days or fewer (published)"),
)
HISTORY = (
    HistoryEntry(
        when="23 November 2026, 09:14",
        who="Elin Hughes",
        what="Changed by an import",
        changes=(Change("Capacity", "0.6", "0.8"), Change("Ends", "", "31 March 2027")),
        source=SOURCE,
    ),
    HistoryEntry(when="1 April 2025, 08:00", who="Elin Hughes", what="Recorded"),
)
LOCKED = LockedAction(
    id="add-person",
    text="Add a person",
    reason="This team is full at 9. To do more, build a second team.",
    instead=Link("Build another team", "#"),
)
CONFLICT = ConflictPage(
    sentence="Ruth Adeyemi saved Single point of access at 10:42, while you had it open.",
    changes=(Change("Purpose", "Answer within 2 minutes", "Answer within 1 minute"),),
    again=Link("Edit the saved version", "#"),
)
ERRORS = TablePage(
    caption="Rows that cannot be read",
    heads=tuple(ColumnHead(text) for text in ("Sheet and line", "Column", "In the file", "What to do", "Was", "Now")),
    rows=(
        Row(
            (
                Cell("People, line 88"),
                Cell("Viewpoint", look="strong"),
                Cell("Nursing <script>", look="code"),
                Cell("Write Digital, Clinical or Operational. Nurses are Clinical", look="warning"),
                Cell("0.6", look="was"),
                Cell("0.8", look="now"),
            )
        ),
    ),
    empty=EmptyState("Every row can be read."),
)
FAULTS = (Fault("Write the date as 30/06/2026. June has 30 days", "starts"),)
