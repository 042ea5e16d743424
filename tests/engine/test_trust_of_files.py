"""A trust read from its files alone, with what its empty cells mean."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.competencies import Level
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Line, Table
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_entries, trust_of_intake
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import Intake, read_workbook

ON = date(2026, 11, 2)
KNOWN = {"staff groups": {group.name.casefold(): group.name for group in USUAL_STAFF_GROUPS}}

PEOPLE = """
Employee number | Name      | Staff group                  | Viewpoint | Department | WTE | Line manager | Last day
1001            | Ann Frost | Nurses & health visitors     |           | Medicine   | 0.8 | 1002         |
1002            | Ben Okoro | Digital, data and technology |           | Digital    | 1   |              |
1003            | Cem Rao   | managers                     | Digital   | Operations | 1   |              |
1004            | Di Long   | Managers                     |           | Operations | 1   |              | 01/11/2026
1005            | Ed Wu     | Managers                     |           | Operations | 1   |              | 02/11/2026
"""
TEAMS = """
Team              | Service | Parent team   | Starts     | Last day   | Members                | Releases
Discharge hub     | Leaving |               | 01/04/2025 |            | 1001 0.5; 1002 1       | 01/09/2025 Call back
Discharge at home | Leaving | Discharge hub |            |            | 1003 0.6               |
Old team          |         |               | 01/04/2024 | 31/03/2025 |                        |
"""
SERVICES = """
Service | Phase   | Owner | Outcome           | Last day
Leaving | Live    | 1002  | Home by lunchtime |
Gone    | Retired |       |                   | 01/10/2026
"""


def table(name: str, text: str) -> Table:
    """A table drawn with bars, headings first."""
    headings, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows = tuple(Line(number, tuple(cells)) for number, cells in enumerate(lines, 2))
    return Table(name, tuple(headings), 1, rows)


def intake(**sheets: str) -> Intake:
    """A workbook of these sheets, understood without a fault."""
    tables = tuple(table(name.replace("_", " "), text) for name, text in sheets.items())
    read = read_workbook(Book("trust.xlsx", "0" * 64, tables), KNOWN)
    assert read.all_problems() == ()
    return read


@pytest.fixture
def three_sheets() -> Trust:
    """The three sheets a trust starts with."""
    return trust_of_intake(intake(people=PEOPLE, services=SERVICES, teams=TEAMS), code="TST", name="Test", on=ON)


def test_people_are_those_employed_on_the_day(three_sheets: Trust) -> None:
    assert [person.employee_number for person in three_sheets.people] == ["1001", "1002", "1003", "1005"]
    ann = three_sheets.people[0]
    assert (ann.wte, ann.manager, ann.starts) == (Decimal("0.8"), "1002", ON)
    assert ann.origin == Origin("trust.xlsx", "people", 2, ON)


def test_a_viewpoint_is_stated_or_that_of_the_staff_group(three_sheets: Trust) -> None:
    assert [person.viewpoint for person in three_sheets.people] == [
        Viewpoint.CLINICAL, Viewpoint.DIGITAL, Viewpoint.DIGITAL, Viewpoint.OPERATIONAL,
    ]  # fmt: skip
    assert three_sheets.people[2].staff_group == "Managers"


def test_a_membership_ends_with_its_employment_at_the_latest() -> None:
    members = """
    Team          | Employee number | WTE | Starts     | Last day
    Discharge hub | 1003            | 0.2 |            |
    Discharge hub | 1004            | 0.2 |            |
    Discharge hub | 1005            | 0.2 | 01/05/2025 | 31/05/2025
    """
    here = trust_of_intake(
        intake(people=PEOPLE, services=SERVICES, teams=TEAMS, members=members), code="T", name="T", on=ON
    )
    ends = {one.employee_number: one.ends for one in here.memberships if one.employee_number > "1002"}
    assert ends == {"1003": None, "1004": date(2026, 11, 2), "1005": date(2025, 6, 1)}


def test_an_empty_first_day_is_that_of_the_trust_and_of_a_membership_that_of_its_team(three_sheets: Trust) -> None:
    assert {team.name: team.starts for team in three_sheets.teams} == {
        "Discharge hub": date(2025, 4, 1), "Discharge at home": ON, "Old team": date(2024, 4, 1),
    }  # fmt: skip
    seats = {seat.employee_number: (seat.team, seat.joined, seat.wte) for seat in three_sheets.memberships}
    assert seats == {
        "1001": ("Discharge hub", date(2025, 4, 1), Decimal("0.5")),
        "1002": ("Discharge hub", date(2025, 4, 1), Decimal(1)),
        "1003": ("Discharge at home", ON, Decimal("0.6")),
    }


def test_teams_and_releases_keep_their_history_and_services_do_not(three_sheets: Trust) -> None:
    assert three_sheets.teams[2].ends == date(2025, 4, 1)
    assert [(one.team, one.released_on, one.visible) for one in three_sheets.releases] == [
        ("Discharge hub", date(2025, 9, 1), True)
    ]
    assert [(service.name, service.owner) for service in three_sheets.services] == [("Leaving", "1002")]


def test_every_sheet_read_is_confirmed_on_the_day(three_sheets: Trust) -> None:
    assert three_sheets.feeds == dict.fromkeys(("people", "services", "teams", "memberships", "releases"), ON)


def test_three_sheets_are_enough_for_the_three_questions(three_sheets: Trust) -> None:
    judged = {one.slug: one.finding for one in judge_all(three_sheets)}
    assert judged["teams-are-fused"].sentence == (
        "0 of 2 teams bring all 3 viewpoints. Discharge at home and Discharge hub do not."
    )
    assert judged["teams-are-fused"].evidence[1].origin == Origin("trust.xlsx", "teams", 2, ON)
    assert judged["team-sizes"].verdict is Verdict.NOT_MET
    assert judged["second-team-after-release"].verdict is Verdict.MET


def test_members_that_no_sheet_states_cannot_be_judged() -> None:
    bare = trust_of_intake(intake(people=PEOPLE), code="TST", name="Test", on=ON)
    assert {one.finding.verdict for one in judge_all(bare)} == {Verdict.NOT_ENOUGH_EVIDENCE}


def test_every_other_sheet_becomes_its_records() -> None:
    read = intake(
        people=PEOPLE,
        services=SERVICES,
        teams=TEAMS,
        posts="Post number | Post title | Department | Budgeted WTE\nP-1 | CCIO | Medicine | 2.5",
        competencies=(
            "Competency | Family | Viewpoint | Expert | Also called\nHazards | Safety | Clinical | Signs | DCB0160; CRM"
        ),
        holdings=(
            "Employee number | Competency | Level | Since | Confirmed by | Confirmed on\n"
            "1001 | Hazards | Expert | 01/05/2025 | 1002 | 02/06/2025\n1002 | Hazards | Working | 01/12/2026 | |"
        ),
        communities="Community | Family | Lead | Met on\nSafety people | Safety | 1001 | 01/09/2026; 01/10/2026",
        community_members=(
            "Community | Employee number | Starts | Last day\n"
            "Safety people | 1001 | |\nSafety people | 1002 | 01/01/2025 | 01/10/2026"
        ),
        offers=(
            "Community | Enabling team | Competency | Level | WTE | Service | Starts\n"
            "Safety people | | Hazards | Expert | 0.3 | | 01/05/2025\n| Old team | Hazards | Working | 0.1 | Leaving |"
        ),
        needs="Service | Competency | Level | People | WTE | Priority\nLeaving | Hazards | Expert | | 0.4 |",
        members=(
            "Team | Employee number | WTE | Viewpoint | Reason | Part in the team\n"
            "Discharge hub | 1003 | 0.2 | Clinical | Was a nurse | Lead"
        ),
        releases=(
            "Team | Released on | Release | Visible to users | Accepted by\n"
            "Discharge hub | 01/10/2025 | Texts | No | Owner"
        ),
        dependencies=(
            "Team | Depends on team | What for | Hard\nDischarge hub | Old team | Messages |\n"
            "Discharge hub | Old team | Rooms | No"
        ),
    )
    trust = trust_of_intake(read, code="TST", name="Test", on=ON)
    assert [(post.number, post.budgeted_wte) for post in trust.posts] == [("P-1", Decimal("2.5"))]
    own = trust.competencies[len(shipped_competencies()) :]
    assert [(one.name, one.meaning(4), one.also_called) for one in own] == [("Hazards", "Signs", ("DCB0160", "CRM"))]
    assert [(one.level, one.since, one.confirmed_by) for one in trust.holdings] == [
        (Level.EXPERT, date(2025, 5, 1), "1002")
    ]
    assert [(one.lead, one.met_on, one.members) for one in trust.communities] == [
        ("1001", (date(2026, 9, 1), date(2026, 10, 1)), frozenset({"1001"}))
    ]
    assert [(one.level, one.people, one.wte, one.priority) for one in trust.needs] == [(4, None, Decimal("0.4"), 3)]
    assert [(one.community, one.team, one.level, one.service, one.starts) for one in trust.offers] == [
        ("Safety people", "", 4, "", date(2025, 5, 1)),
        ("", "Old team", 2, "Leaving", ON),
    ]
    stated = next(seat for seat in trust.memberships if seat.viewpoint)
    assert (stated.viewpoint, stated.part, stated.starts) == (Viewpoint.CLINICAL, "Lead", date(2025, 4, 1))
    assert [one.visible for one in trust.releases if one.accepted_by] == [False]
    assert [(one.what, one.hard) for one in trust.dependencies] == [("Messages", True), ("Rooms", False)]


def test_a_leadership_role_has_its_figures_and_its_holders_past_ones_too() -> None:
    roles = """
    Role       | Kind | Seat on the board | Reports to               | Protected WTE | Yearly budget (£) | Last day
    Nurse lead | CNIO | attending         | Board or chief executive | 0             | 45,000            |
    Old post   | CIO  |                   |                          |               |                   | 31/10/2026
    """
    holders = """
    Role       | Employee number | Held as     | WTE | Starts     | Last day
    Nurse lead | 1001            | Acting      | 0.4 | 01/04/2025 | 30/09/2026
    Nurse lead | 1005            | Substantive | 1   | 01/10/2026 |
    """
    read = intake(people=PEOPLE, leadership_roles=roles, role_holders=holders)
    trust = trust_of_intake(read, code="TST", name="Test", on=ON)
    [role] = trust.roles
    assert (role.name, role.kind, role.seat, role.reports_to, role.starts) == (
        "Nurse lead", "CNIO", "attending", "board or chief executive", ON,
    )  # fmt: skip
    assert (role.protected_wte, role.team_wte, role.budget_pounds, role.limit_pounds) == (
        Decimal(0), None, Decimal(45000), None,
    )  # fmt: skip
    assert [(one.employee_number, one.held_as, one.wte, one.starts, one.ends) for one in trust.holders] == [
        ("1001", "acting", Decimal("0.4"), date(2025, 4, 1), date(2026, 10, 1)),
        ("1005", "substantive", Decimal(1), date(2026, 10, 1), date(2026, 11, 3)),
    ]
    assert role.origin == Origin("trust.xlsx", "leadership roles", 2, ON)


def test_what_comes_with_plait_stands_beside_the_file_s_own_competencies_and_gives_way_to_them() -> None:
    shipped, *_ = shipped_competencies()
    named = f"Competency | Family | Viewpoint\n{shipped.name.upper()} | Ours | Clinical"
    trust = trust_of_intake(intake(people=PEOPLE, competencies=named), code="TST", name="Test", on=ON)
    known = [one for one in trust.competencies if one.name.casefold() == shipped.name.casefold()]
    assert [one.family for one in known] == ["Ours"]
    assert len(trust.competencies) == len(shipped_competencies())


def test_territories_are_those_of_the_day_and_claims_and_settlements_end_with_the_employment() -> None:
    answers = "Territory|Employee number|Document|Starts|Last day\nRecord|1005|Job description|01/10/2026|"
    settled = "Territory|Employee number|Decided on|Decision|Starts\nRecord|1005|30/09/2026|Board, item 7|01/10/2026"
    read = intake(
        people=PEOPLE,
        territories="Territory|Kind|Starts|Last day\nRecord|EPR|01/04/2025|\nPaper|Other|01/04/2025|31/10/2026",
        accountability_claims=answers,
        accountability_settlements=settled,
    )
    trust = trust_of_intake(read, code="TST", name="Test", on=ON)
    began, left = date(2026, 10, 1), date(2026, 11, 3)
    origin = Origin("trust.xlsx", "territories", 2, ON)
    assert trust.territories == (Territory("Record", "electronic patient record", date(2025, 4, 1), origin=origin),)
    [claim], [settlement] = trust.claims, trust.settlements
    assert replace(claim, origin=None) == Claim("Record", "1005", "Job description", began, left)
    assert replace(settlement, origin=None) == Settlement(
        "Record", "1005", date(2026, 9, 30), "Board, item 7", began, left
    )


def test_what_the_start_brings_stays() -> None:
    read = intake(people=PEOPLE, competencies="Competency | Family | Viewpoint\nHazards | Safety | Clinical")
    shipped = trust_of_intake(read, code="TST", name="Test", on=ON).competencies[0]
    start = Trust("TST", "Test", ON, staff_groups=USUAL_STAFF_GROUPS, competencies=(replace(shipped, name="Other"),))
    trust = trust_of_entries(read.entries(), start=start, file="folder")
    assert [one.name for one in trust.competencies] == ["Other", "Hazards"]
    assert trust.feeds == {}


def test_no_entries_give_the_start_back() -> None:
    start = Trust("TST", "Test", ON)
    assert trust_of_entries([], start=start, file="folder") == start
