"""What was put right of the past: which record, as far as somebody may read it, and nothing of another trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plait.engine.history import KINDS, READ_BY
from plait.engine.permissions import Role, Viewer
from plait.store.corrections import Correction, count_corrections, list_corrections
from plait.store.imports import Choices
from plait.store.models import Access, Event, Trust, User
from plait.store.paging import Wanted
from plait.store.scope import set_scope
from plait.store.writing import Act, noting
from tests.books import SERVICES, TEAMS, book, imported
from tests.conftest import InScope

MET = date(2026, 10, 1)
JUNE = date(2025, 6, 1)
LATER = datetime(2026, 11, 20, 12, tzinfo=UTC)
COMPETENCIES = "Competency|Family|Viewpoint\nClinical safety|Safety|Clinical"
HELD = "Employee number|Competency|Level|Since\n1002|Clinical safety|Working|01/05/2025"
MEETINGS = "Meeting|Kind|Held on|Status\nBoard|Board|01/09/2026|{}"
ITEMS = "Meeting|Item|Title|Minutes\nBoard|1|The EPR|{}"
pytestmark = pytest.mark.django_db


def viewer(role: Role, number: str | None = None, *, trust: int = 1, teams: frozenset[str] = frozenset()) -> Viewer:
    return Viewer(1, "Viewer", trust, "PLA", "Plaitford", True, frozenset((role,)), number, teams=teams)


def put_right(act: Act, **tables: str) -> None:
    imported(replace(act, at=LATER), book(**tables), Choices(JUNE, corrects_past=True))


@pytest.fixture
def corrected(act: Act) -> Act:
    """PLA, of whose past a few things were put right after its board met."""
    people = "Employee number|Name|Staff group|Department|WTE|Band|Starts\n{}"
    rows = "1001|Bo Price|Managers|Digital|0.8|7|01/04/2025\n1002|Cy Otieno|Managers|Medicine|{}|{}|01/04/2025"
    first = {"competencies": COMPETENCIES, "competencies_held": HELD, "board_meetings": MEETINGS.format("Draft")}
    imported(act, book(people=people.format(rows.format("0.6", "6")), agenda_items=ITEMS.format(10), **first))
    put_right(act, people=people.format(rows.format("0.5", "7")))
    put_right(act, competencies_held=HELD.replace("Working", "Expert"))
    put_right(act, agenda_items=ITEMS.format(20))
    return act


def said(who: Viewer) -> list[tuple[str, str]]:
    found = list_corrections(who, Wanted(limit=None), after=MET)
    assert found.total == len(found.rows)
    return [(one.record, one.values) for one in found.rows]


POST, HELD_BY_CY = "Post held: Cy Otieno", "Competency held: Clinical safety, Cy Otieno"


def test_each_correction_names_its_record_and_its_values_as_the_role_may_read_them(corrected: Act) -> None:
    assert corrected.trust_id == 1
    item = ("Agenda item: Board, The EPR", "Minutes: 10 → 20")
    level = (HELD_BY_CY, "Level: Working → Expert")
    assert said(viewer(Role.CDIO)) == [item, level, (POST, "WTE: 0.6 → 0.5; 1 value not shown to your role")]
    assert said(viewer(Role.FIN)) == [
        ("Competency held", "1 value not shown to your role"), (POST, "Band: 6 → 7; WTE: 0.6 → 0.5"),
    ]  # fmt: skip
    nothing = [("Competency held", "1 value not shown to your role"), (POST, "2 values not shown to your role")]
    assert said(viewer(Role.BM)) == nothing
    assert said(viewer(Role.SEC)) == [item, *nothing], "drafts are for the secretary, the CDIO and executives"
    own = [(HELD_BY_CY, "Level: Working → Expert"), (POST, "Band: 6 → 7; WTE: 0.6 → 0.5")]
    assert said(viewer(Role.ME, "1002")) == own
    assert said(viewer(Role.ME, "1001")) == nothing


def test_who_reads_no_names_is_told_of_nobody_and_reads_the_role_of_who_corrected(corrected: Act) -> None:
    assert [record for record, _ in said(viewer(Role.RO))] == ["Competency held", "Post held"]
    assert corrected.by
    assert by(viewer(Role.RO)) == {"Somebody"}
    set_scope(user_id=None, trust_ids=[1])  # nobody gives themselves a role
    for role in ("PMO", "SEC", "PMO"):
        Access.objects.create(trust_id=1, user_id=corrected.by, role=role, starts=JUNE)
    set_scope(user_id=corrected.by, trust_ids=[1])
    assert by(viewer(Role.RO)) == {"Transformation office and board secretary"}
    assert by(viewer(Role.BM)) == {"Pat Moss"}


def by(who: Viewer) -> set[str]:
    return {one.by for one in list_corrections(who, Wanted(), after=MET).rows}


def first(who: Viewer) -> Correction:
    return list_corrections(who, Wanted(), after=MET).rows[0]


def test_a_correction_says_from_which_file_and_which_questions_rest_on_its_sheet(corrected: Act) -> None:
    held = first(viewer(Role.FIN))
    assert (held.file[:5], held.sheet, held.line) == ("file-", "competencies held", 2)
    assert "competencies-met" in {question.slug for question in held.questions}
    with noting(replace(corrected, at=LATER)) as pen:
        pen.note("corrected", "trust", 1, {"name": "PLA"})
    setting = first(viewer(Role.CDIO))
    assert (setting.record, setting.questions, setting.changes) == ("Setting of the trust", (), ())


def test_what_is_published_of_the_board_everybody_reads(corrected: Act) -> None:
    put_right(corrected, board_meetings=MEETINGS.format("Published"))
    assert said(viewer(Role.BM))[:2] == [
        ("Board meeting: Board", "Status: draft → published"), ("Agenda item: Board, The EPR", "Minutes: 10 → 20"),
    ]  # fmt: skip
    assert count_corrections(viewer(Role.BM), after=MET) == 4


def test_a_lead_reads_the_time_given_to_their_team_alone(corrected: Act) -> None:
    imported(corrected, book(services=SERVICES.replace("1000", "1001"), teams=TEAMS.replace("; 1003 0.1", "")))
    put_right(corrected, team_memberships="Team|Employee number|WTE\nAccess team|1002|0.3")
    put_right(corrected, services=SERVICES.replace("1000", "1002"))
    member = "Team membership: Access team, Cy Otieno"
    assert said(viewer(Role.TL, teams=frozenset(("Access team",))))[1] == (member, "WTE: 0.2 → 0.3")
    assert said(viewer(Role.TL))[1] == (member, "1 value not shown to your role")
    service = "Service: Single point of access"
    assert said(viewer(Role.TL))[0] == (service, "Owner: Bo Price → Cy Otieno")
    assert said(viewer(Role.RO))[:2] == [
        (service, "1 value not shown to your role"),
        ("Team membership: Access team, somebody", "1 value not shown to your role"),
    ]


def test_corrections_up_to_the_day_of_the_board_it_knew(corrected: Act) -> None:
    assert corrected.trust_id == 1
    assert count_corrections(viewer(Role.BM), after=LATER.date() - timedelta(days=1)) == 2
    assert count_corrections(viewer(Role.BM), after=LATER.date()) == 0
    assert count_corrections(viewer(Role.CDIO), after=MET) == 3


def test_another_trust_sees_none_of_them(corrected: Act, other_trust: Trust, in_scope: InScope) -> None:
    in_scope(other_trust, user=User.objects.get(name=corrected.by_name))
    for trust in (1, 2):
        assert list_corrections(viewer(Role.CDIO, trust=trust), Wanted(), after=MET).rows == ()
        assert count_corrections(viewer(Role.CDIO, trust=trust), after=MET) == 0


def test_every_kind_of_record_that_a_sheet_states_has_a_name_and_an_action_to_read_it_by(corrected: Act) -> None:
    assert set(READ_BY) <= set(KINDS)
    assert set(
        Event.objects.filter(trust_id=corrected.trust_id, action="corrected").values_list("kind", flat=True)
    ) <= (set(READ_BY))
