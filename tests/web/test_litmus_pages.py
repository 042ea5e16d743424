"""Where we stand, a litmus test and a question, as each viewer may see them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import Judged, judge_all, questions
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.moves.trying import with_moves
from plait.engine.litmus.verdicts import Verdict
from plait.engine.permissions import Role, Viewer
from plait.store.findings import Findings, load_revision, save_findings
from plait.store.models import (
    Assignment,
    Competency,
    Department,
    Employment,
    FeedDate,
    Holding,
    Membership,
    Person,
    StaffGroup,
    Team,
    Trust,
    User,
)
from plait.store.snapshot import load_trust
from plait.store.writing import insert_rows
from plait.web.litmus.page import Beside, home_page
from plait.web.shared.page import Link
from tests.conftest import InScope, UserWithRole
from tests.registers import read_rows
from tests.tables_in import tables_in

SignedIn = Callable[[User], Client]
BEGAN = date(2025, 1, 1)


def _record(trust: Trust) -> None:
    """One team of five with two digital, two clinical and one operational member."""
    team = Team.objects.create(trust=trust, name="Discharge hub", starts=BEGAN)
    ward = Department.objects.create(trust=trust, name="Medicine")
    for number, viewpoint in enumerate(("digital", "digital", "clinical", "clinical", "operational")):
        group, _ = StaffGroup.objects.get_or_create(trust=trust, name=viewpoint, viewpoint=viewpoint)
        [person] = insert_rows(Person, [{"id": 9000 + number, "name": f"Person {number}", "version": 1}])
        work = Employment.objects.create(
            trust=trust, person_id=person["id"], employee_number=f"E{number}", starts=BEGAN
        )
        Assignment.objects.create(
            trust=trust, employment=work, staff_group=group, department=ward, wte=1, starts=BEGAN,
            job_title=f"Title {number}" if number else "",
        )  # fmt: skip
        Membership.objects.create(trust=trust, team=team, employment=work, wte="0.5", joined=BEGAN, starts=BEGAN)
    for sheet in ("people", "teams", "memberships"):
        FeedDate.objects.create(trust=trust, sheet=sheet, confirmed_on=timezone.localdate())


def _judge(trust: Trust, *, only: str = "") -> None:
    today = timezone.localdate()
    record = load_trust(trust.code, on=today)
    judged = [one for one in with_moves(record, judge_all(record)) if only in {"", one.slug}]
    save_findings(trust.pk, judged, on=today, revision=load_revision(trust.pk), at=timezone.now())


COMMUNITIES = "/t/PLA/questions/communities-of-practice/"


def _practitioners(trust: Trust, in_scope: InScope, *, family: str, count: int) -> Employment:
    """The first of so many people who practise a family without a community, and the trust judged by it."""
    in_scope(trust)
    analysis = Competency.objects.create(trust=trust, name="Analysis", family=family, viewpoint="digital")
    numbers = [f"E{number}" for number in range(count)]
    people = list(Employment.objects.filter(employee_number__in=numbers).order_by("employee_number"))
    for one in people:
        Holding.objects.create(trust=trust, employment=one, competency=analysis, level=3, since=BEGAN, starts=BEGAN)
    for sheet in ("holdings", "communities", "community members"):
        FeedDate.objects.create(trust=trust, sheet=sheet, confirmed_on=timezone.localdate())
    _judge(trust)
    return people[0]


pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(trust: Trust, in_scope: InScope) -> Trust:
    """PLA with one fused team, judged today."""
    in_scope(trust)
    _record(trust)
    _judge(trust)
    return trust


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_home_says_what_can_be_judged(judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    page = _text(signed_in_as(user_with_role("BM", judged)), "/t/PLA/")
    assert "<b>4 tests cannot be judged.</b>" in page
    assert "The only team has 5 to 9 people." in page
    assert "<h3>What would count</h3> <p>The Services, Design decisions and Design voices sheets.</p>" in page
    assert "A sheet of funding lines, once Plait can read one." in page
    assert "questions wait for sheets Plait cannot read yet." in page
    assert "There is no overall score" in page


def test_a_met_verdict_says_what_could_change_it(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    page = _text(client, "/t/PLA/questions/teams-are-fused/")
    assert "<h2>What could change this</h2> <p>A team that loses its last member of a viewpoint" in page
    in_scope(judged)
    _judge(judged, only="teams-are-fused")
    assert "What could change this" in _text(client, "/t/PLA/")
    in_scope(judged)
    Membership.objects.filter(employment__employee_number="E4").delete()
    _judge(judged)
    assert "<h2>What would count</h2>" in _text(client, "/t/PLA/questions/teams-are-fused/")


def test_a_move_stands_on_the_question_the_test_and_where_we_stand(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    assert "Moves that were tried" not in _text(client, "/t/PLA/questions/teams-are-fused/")
    assert "Proved move" not in _text(client, "/t/PLA/")
    in_scope(judged)
    Membership.objects.filter(employment__employee_number="E4").delete()
    _judge(judged)
    page = _text(client, "/t/PLA/questions/teams-are-fused/")
    assert "<h3>Add an operational member to Discharge hub</h3>" in page
    assert "would become" in page
    # With four people the team was too small as well: the same member betters both.
    assert '<b>Better:</b> <a href="/t/PLA/questions/team-sizes/">Is every team small enough to decide' in page
    assert "<b>Better:</b> This question" in page
    assert "Needs: About 0.5 WTE, what its members give now." in page
    assert "<h2>Proved moves</h2>" in _text(client, "/t/PLA/tests/new-services/")
    home = _text(client, "/t/PLA/")
    assert "<h3>Proved move</h3> <p>Add an operational member to Discharge hub</p>" in home
    assert "Makes another question worse" not in home


def test_conduct_has_no_move_and_the_page_says_so(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    _practitioners(judged, in_scope, family="Analysis", count=5)
    page = _text(signed_in_as(user_with_role("BM", judged)), COMMUNITIES)
    assert "No move is offered: a community counts while it meets, which no decision brings about by itself." in page


def test_empty_trust_says_which_sheet_unlocks_what(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    page = _text(signed_in_as(user_with_role("PMO", trust)), "/t/PLA/")
    assert "We cannot tell yet." in page
    assert page.count("app-verdict") == 5, "nothing can be told of any of the five tests"
    assert "Nothing has been judged yet." in page
    assert "Sheets to send" in page
    assert "Bring a file" in page
    assert "Bring a file" not in _text(signed_in_as(user_with_role("BM", trust)), "/t/PLA/")


def test_each_test_opens_its_questions(judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    page = _text(client, "/t/PLA/tests/new-services/")
    assert "/t/PLA/questions/teams-are-fused/" in page
    assert "Our default" in page
    assert client.get("/t/PLA/tests/nonsense/").status_code == 404


def test_figures_for_context_stand_in_a_part_of_their_own(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    page = _text(client, "/t/PLA/tests/operating-model/")
    counted, context = page.split("For context, not counted")
    assert "/t/PLA/questions/hard-dependencies/" not in counted
    assert "/t/PLA/questions/hard-dependencies/" in context
    assert "The Dependencies sheet has not been sent." in context
    assert "Not enough evidence" in context
    assert "/t/PLA/questions/hard-dependencies/" not in _text(client, "/t/PLA/")


def test_a_question_for_context_shows_its_figure_and_rows_without_a_verdict(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    lacking = _text(client, "/t/PLA/questions/hard-dependencies/")
    assert lacking.count("app-verdict") == 1
    in_scope(judged)
    FeedDate.objects.create(trust=judged, sheet="dependencies", confirmed_on=timezone.localdate())
    _judge(judged)
    page = _text(client, "/t/PLA/questions/hard-dependencies/")
    assert "For context, not counted." in page
    assert "app-verdict" not in page
    assert "The only running team has no hard dependency." in page
    assert "gives no verdict and never counts" in page
    assert "Partly met" not in page
    assert "Discharge hub" in page
    assert "<b>The only running team has no hard dependency.</b>" in page
    context = _text(client, "/t/PLA/tests/operating-model/").split("For context, not counted")[1]
    row = context[context.index("hard-dependencies") :].split("</tr>")[0]
    assert "The only running team has no hard dependency." in row
    assert "Not enough evidence" not in row


def test_a_row_that_bears_the_name_of_a_team_by_chance_is_not_taken_for_it(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    own = _practitioners(judged, in_scope, family="Discharge hub", count=3)
    lead = signed_in_as(user_with_role("TL", judged, employment=own))
    assert "Person 1" in _text(lead, "/t/PLA/questions/team-sizes/"), "the lead reads the names of the team"
    rows = _text(lead, f"{COMMUNITIES}?format=csv")
    assert "Discharge hub,3,0,None,3" in rows
    assert "Person" not in rows
    page = _text(signed_in_as(user_with_role("CDIO", judged)), COMMUNITIES)
    assert "/t/PLA/teams/" not in page[page.index("The rows behind it") : page.index("How it is judged")]


def test_a_row_of_many_people_names_the_first_and_counts_the_rest(
    judged: Trust,
    in_scope: InScope,
    user_with_role: UserWithRole,
    signed_in_as: SignedIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("plait.web.litmus.question.MOST_NAMES", 2)
    _practitioners(judged, in_scope, family="Data", count=5)
    client = signed_in_as(user_with_role("CDIO", judged))
    assert "Person 0; Person 1 and 3 more" in _text(client, COMMUNITIES)
    [row] = read_rows(client, f"{COMMUNITIES}?format=csv")
    assert row["Who"] == "Person 0; Person 1; Person 2; Person 3; Person 4", "the file has them all"


@pytest.mark.parametrize("role", ["BM", "SEC"])
def test_the_board_reads_job_titles_in_place_of_names(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str
) -> None:
    client = signed_in_as(user_with_role(role, judged))
    for address in ("/t/PLA/questions/teams-are-fused/", "/t/PLA/questions/teams-are-fused/?format=csv"):
        page = _text(client, address)
        assert ("Title 3" in page, "No job title" in page, "Person 3" in page) == (True, True, False)


@pytest.mark.parametrize("role", ["CDIO", "FIN"])
def test_others_read_no_job_title_in_place_of_a_name(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str
) -> None:
    page = _text(signed_in_as(user_with_role(role, judged)), "/t/PLA/questions/teams-are-fused/")
    assert "Title 3" not in page


def test_a_test_shows_its_verdict_and_its_worst_answers_first() -> None:
    asked = [one for one in questions() if one.heading is Heading.LEADERSHIP and not one.is_context]
    verdicts = (Verdict.MET, Verdict.NOT_ENOUGH_EVIDENCE, Verdict.PARTLY_MET, Verdict.MET, Verdict.NOT_MET)
    judged = tuple(
        Judged(one.slug, Finding(verdict, f"{verdict.word}.", would_count=f"{one.slug}."), one)
        for one, verdict in zip(asked, verdicts, strict=False)
    )
    viewer = Viewer(1, "Ann", 1, "PLA", "Plaitford", is_invented=True, roles=frozenset({Role.BM}))
    row = home_page(viewer, Findings(judged), Beside({}), date(2026, 11, 2)).tests[0]
    assert (row.verdict, row.sentence) == ("not met", "2 of 5 met, 1 without evidence.")
    assert [answer.verdict for answer in row.answers] == ["not met", "partly met", "met"]
    assert row.aside == f"{asked[4].slug}."
    assert row.evidence == Link("All 5 questions", "/t/PLA/tests/leadership/")


@pytest.mark.parametrize(("role", "sees"), [("CDIO", True), ("BM", False), ("FIN", False), ("SEC", False)])
def test_names_in_evidence_follow_the_role(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str, *, sees: bool
) -> None:
    client = signed_in_as(user_with_role(role, judged))
    page = _text(client, "/t/PLA/questions/teams-are-fused/")
    rows = _text(client, "/t/PLA/questions/teams-are-fused/?format=csv")
    assert "Discharge hub" in page
    assert "Discharge hub" in rows
    assert ("Person 3" in page) is sees
    assert ("Person 3" in rows) is sees


@pytest.mark.parametrize(("role", "head"), [("BM", "Roles"), ("CDIO", "Who"), ("FIN", None)])
def test_the_table_heads_who_is_counted_apart_from_how_many(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str, head: str | None
) -> None:
    client = signed_in_as(user_with_role(role, judged))
    address = "/t/PLA/questions/team-sizes/"
    [table, *_] = tables_in(client.get(address).content.decode())
    [first, *_] = read_rows(client, f"{address}?format=csv")
    assert [one for one in table.heads if one in ("People", "Who", "Roles")] == ["People", *([head] if head else [])]
    assert [one for one in first if one in ("People", "Who", "Roles")] == ["People", *([head] if head else [])]


def test_the_rows_lead_to_their_team(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    in_scope(judged)
    team = Team.objects.get(name="Discharge hub").pk
    page = _text(signed_in_as(user_with_role("FIN", judged)), "/t/PLA/questions/team-sizes/")
    assert f'<a href="/t/PLA/teams/{team}/">Discharge hub</a>' in page


@pytest.mark.parametrize(("role", "why"), [("TL", "Names of your own teams only"), ("ME", "Your own name only")])
def test_who_reads_some_names_is_told_why_a_row_has_none(
    judged: Trust, in_scope: InScope, user_with_role: UserWithRole, signed_in_as: SignedIn, role: str, why: str
) -> None:
    in_scope(judged)
    own = Employment.objects.get(employee_number="E0")
    other = Team.objects.create(trust=judged, name="Access team", starts=BEGAN)
    Membership.objects.filter(employment__employee_number="E4").update(team=other)
    _judge(judged)
    client = signed_in_as(user_with_role(role, judged, employment=own))
    rows = read_rows(client, "/t/PLA/questions/team-sizes/?format=csv")
    who = {row["Team"]: row["Who"] for row in rows}
    assert who["Access team"] == why
    assert "Person 0" in who["Discharge hub"]


@pytest.mark.usefixtures("judged")
def test_question_unknown_or_of_another_trust_is_missing(
    other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    client = signed_in_as(user_with_role("BM", other_trust))
    assert client.get("/t/PLA/questions/teams-are-fused/").status_code == 404
    assert client.get("/t/PLB/questions/teams-are-fused/").status_code == 404


def test_stale_sheets_are_named(judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    FeedDate.objects.filter(sheet="teams").update(confirmed_on=timezone.localdate() - timedelta(days=60))
    page = _text(signed_in_as(user_with_role("BM", judged)), "/t/PLA/")
    assert "The Teams sheet is too old to judge by." in page
    assert "Does every team bring digital, clinical and operational people together?" in _to_send(page)["Teams"][2]


def test_a_sheet_that_counts_for_longer_is_not_called_too_old(
    judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn
) -> None:
    confirmed = timezone.localdate() - timedelta(days=60)
    FeedDate.objects.create(trust=judged, sheet="leadership roles", confirmed_on=confirmed)
    page = _text(signed_in_as(user_with_role("BM", judged)), "/t/PLA/")
    assert "too old to judge by" not in page, "leadership roles count for 400 days"
    assert "Leadership roles" not in _to_send(page)


def _to_send(page: str) -> dict[str, list[str]]:
    """The table of home that names sheets, by sheet."""
    table = next(one for one in tables_in(page) if one.caption == "Sheets to send")
    return {row[0]: row for row in table.rows}


def test_home_takes_few_queries(judged: Trust, user_with_role: UserWithRole, signed_in_as: SignedIn) -> None:
    client = signed_in_as(user_with_role("BM", judged))
    with CaptureQueriesContext(connection) as queries:
        client.get("/t/PLA/")
    assert len(queries) <= 20
