"""Days of a file beside those of the record: what clashes is named by line, what comes back loses no earlier time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from plait.engine.tables import Problem
from plait.store.import_views import load_import, load_staged
from plait.store.imports import Choices, no_progress
from plait.store.models import Assignment, Employment, Import, Membership, Need, Team
from plait.store.paging import Wanted
from plait.store.snapshot import load_trust
from plait.store.staging import REJECTED, RecordMoved, Refused, approve
from plait.store.trying import load_trust_as_if
from plait.store.undoing import undo
from plait.store.writing import Act
from tests.books import JUNE, PEOPLE, SERVICES, TEAMS, book, imported, staged

pytestmark = pytest.mark.django_db
SEPTEMBER, DECEMBER = date(2025, 9, 1), date(2025, 12, 1)
LINES = PEOPLE.strip().splitlines()
ALL_BUT_DI = "\n".join(LINES[:-1])
SKILLS = "Competency|Family|Viewpoint\nTriage|Care|Clinical"
NEEDS = "Service|Competency|Level|WTE|Starts\nSingle point of access|Triage|Working|0.4|01/06/2025"
MEMBERS = "Team|Employee number|WTE|Viewpoint|Reason|Starts\nAccess team|1001|0.4|Clinical|Was a nurse|01/06/2025"


@pytest.fixture
def filled(act: Act) -> Act:
    """PLA with four people, a service it needs something of, and a team of two."""
    teams = TEAMS.replace("1001 0.4; ", "")
    imported(act, book(people=PEOPLE, competencies=SKILLS, services=SERVICES, needs=NEEDS, teams=teams))
    imported(act, book(members=MEMBERS))
    return act


def faults(act: Act, import_id: int) -> list[Problem]:
    lines = load_staged(act.trust_id, import_id, REJECTED, Wanted(limit=None)).rows
    return [problem for line in lines for problem in line.problems]


EARLY = ("Last day", "31/07/2025", "The last day is before the first, 01/09/2025")


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("people", "Employee number|Name|Staff group|Department|WTE|Last day\n1009|X|Managers|B|1|31/07/2025", EARLY),
        ("teams", "Team|Last day\nNew team|31/07/2025", EARLY),
        ("services", "Service|Phase|Last day\nNew|Live|31/07/2025", EARLY),
        ("members", "Team|Employee number|WTE|Last day\nAccess team|1000|0.1|31/07/2025", EARLY),
        (
            "people",
            f"{LINES[0]}|Last day\n1003|Di Sykes|Managers|Medicine|1|1002||Annexe|30/04/2025",
            ("Last day", "30/04/2025", "The last day is before the first, 01/05/2025"),
        ),
        (
            "members",
            "Team|Employee number|WTE|Last day\nAccess team|1002|0.2|31/05/2025",
            ("Last day", "31/05/2025", "The last day is before the first, 01/06/2025"),
        ),
        (
            "services",
            "Service|Phase|Last day\nSingle point of access|Live|31/05/2025",
            ("Last day", "31/05/2025", "The last day is before the first, 01/06/2025"),
        ),
        (
            "needs",
            "Service|Competency|Level|WTE|Last day\nSingle point of access|Triage|Working|0.4|31/05/2025",
            ("Last day", "31/05/2025", "The last day is before the first, 01/06/2025"),
        ),
        (
            "members",
            "Team|Employee number|WTE|Reason\nAccess team|1001|0.4|",
            ("Reason", "", "A viewpoint is given without a reason"),
        ),
        (
            "needs",
            "Service|Competency|Level|People\nSingle point of access|Triage|Working|1",
            ("People", "", "Both people and WTE are given"),
        ),
    ],
)
def test_row_that_clashes_with_the_record_is_named(
    filled: Act, table: str, text: str, said: tuple[str, str, str]
) -> None:
    import_id = staged(filled, book(**{table: text}), Choices(SEPTEMBER))
    [fault] = faults(filled, import_id)
    assert (fault.table, fault.line) == (table, 2)
    assert (fault.column, fault.value, fault.wrong) == said
    assert fault.remedy
    with pytest.raises(Refused, match="1 row cannot be read"):
        approve(filled, import_id, progress=no_progress)


def test_what_refers_to_a_row_that_does_not_fit_falls_with_it(filled: Act) -> None:
    people = "Employee number|Name|Staff group|Department|WTE|Last day\n1009|X|Managers|B|1|31/07/2025"
    members = "Team|Employee number|WTE\nAccess team|1009|0.4\nAccess team|1000|0.1"
    import_id = staged(filled, book(people=people, members=members), Choices(SEPTEMBER, leaves_out=True))
    assert [(fault.table, fault.wrong) for fault in faults(filled, import_id)] == [
        ("people", "The last day is before the first, 01/09/2025"),
        ("members", "Not in the people register"),
    ]
    approve(filled, import_id, progress=no_progress)
    assert not Employment.objects.filter(employee_number="1009")
    assert Membership.objects.filter(employment__employee_number="1000").exists()


def test_need_goes_from_wte_to_people_where_the_other_cell_is_empty(filled: Act) -> None:
    people = "Service|Competency|Level|People|WTE\nSingle point of access|Triage|Working|1|"
    imported(filled, book(needs=people), Choices(SEPTEMBER))
    assert Need.objects.values_list("people", "wte").get() == (1, None)


def test_record_that_came_to_clash_meanwhile_is_looked_at_again(filled: Act) -> None:
    same = f"{LINES[0]}|Last day\n1003|Di Sykes|Managers|Medicine|1|1002||Annexe|31/07/2025"
    import_id = staged(filled, book(people=same), Choices(SEPTEMBER))
    Employment.objects.filter(employee_number="1003").update(starts=SEPTEMBER)
    imported(filled, book(competencies="Competency|Family|Viewpoint\nCoding|Data|Digital"))
    with pytest.raises(RecordMoved):
        approve(filled, import_id, progress=no_progress)


def test_clash_only_the_database_finds_is_told_in_words(filled: Act) -> None:
    imported(filled, book(members="Team|Employee number|WTE|Last day\nAccess team|1002|0.2|31/07/2025"))
    imported(filled, book(members="Team|Employee number|WTE\nAccess team|1002|0.3"), Choices(DECEMBER))
    overlapping = "Team|Employee number|WTE|Starts\nAccess team|1002|0.3|01/07/2025"
    import_id = staged(filled, book(members=overlapping), Choices(DECEMBER))
    with pytest.raises(Refused, match=r"kind membership\) clash with the record"):
        load_trust_as_if(filled, "PLA", import_id, on=DECEMBER)
    with pytest.raises(Refused, match=r"kind membership\) clash with the record"):
        approve(filled, import_id, progress=no_progress)
    assert Import.objects.get(id=import_id).status == "staged"


def test_last_day_and_another_wte_of_a_stay_are_saved_together(filled: Act) -> None:
    left = "Team|Employee number|WTE|Last day\nAccess team|1002|0.3|31/07/2025"
    imported(filled, book(members=left), Choices(SEPTEMBER))
    stay = Membership.objects.get(employment__employee_number="1002")
    assert (stay.wte, stay.ends) == (Decimal("0.3"), date(2025, 8, 1))


def test_first_day_of_a_stay_moves_though_its_wte_changes_too(filled: Act) -> None:
    earlier = "Team|Employee number|WTE|Starts\nAccess team|1002|0.3|01/05/2025"
    imported(filled, book(members=earlier), Choices(SEPTEMBER))
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    may = date(2025, 5, 1)
    assert [(one.joined, one.starts, one.ends) for one in stays] == [(may, may, SEPTEMBER), (may, SEPTEMBER, None)]


MISTAKE = Choices(SEPTEMBER, whole_registers=frozenset({"people", "teams", "memberships"}))


def test_next_correct_file_repairs_a_whole_register_sent_by_mistake(filled: Act) -> None:
    imported(filled, book(people=ALL_BUT_DI, teams="Team|Members\nOther team|1000 0.1"), MISTAKE)
    assert Team.objects.get(name="Access team").ends == SEPTEMBER
    import_id = staged(filled, book(people=PEOPLE, teams=TEAMS), Choices(DECEMBER))
    changed = load_staged(filled.trust_id, import_id, "changed", Wanted(limit=None)).rows
    assert [(line.label, line.before) for line in changed] == [
        ("1003, Di Sykes", {"ends": SEPTEMBER}),
        ("Access team", {"ends": SEPTEMBER}),
    ]
    approve(filled, import_id, progress=no_progress)
    assert Employment.objects.values_list("starts", "ends").get(employee_number="1003") == (date(2025, 5, 1), None)
    assert Team.objects.values_list("starts", "ends").get(name="Access team") == (JUNE, None)
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(one.starts, one.ends) for one in stays] == [(JUNE, SEPTEMBER), (DECEMBER, None)]


def test_stay_said_from_its_first_day_goes_on_and_keeps_its_former_wte(filled: Act) -> None:
    imported(filled, book(teams="Team|Members\nOther team|1000 0.1"), MISTAKE)
    said = "Team|Employee number|WTE|Starts\nAccess team|1002|0.3|01/06/2025"
    imported(filled, book(members=said), Choices(DECEMBER))
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(one.wte, one.joined, one.starts, one.ends) for one in stays] == [
        (Decimal("0.2"), JUNE, JUNE, DECEMBER),
        (Decimal("0.3"), JUNE, DECEMBER, None),
    ]


def test_person_who_ended_and_is_named_again_without_a_first_day_is_asked_about(filled: Act) -> None:
    imported(filled, book(people=ALL_BUT_DI), MISTAKE)
    undated = "Employee number|Name|Staff group|Department|WTE\n1003|Di Sykes|Managers|Medicine|1"
    [fault] = faults(filled, staged(filled, book(people=undated), Choices(DECEMBER)))
    assert (fault.line, fault.column, fault.wrong) == (2, "Starts", "In the record 1003 ended on 31/08/2025")
    assert "Write Last day 31/08/2025; or, if that end is wrong, Starts 01/05/2025" in fault.remedy
    imported(filled, book(people=undated), Choices(SEPTEMBER))  # true from the very day it ended: nothing lies between
    assert Employment.objects.get(employee_number="1003").ends is None


BACK = f"{LINES[0]}|Last day\n1003|Di Sykes|Managers|Medicine|1|1002|01/11/2025|Annexe|"


def test_earlier_employment_is_not_overwritten_by_a_later_one(filled: Act) -> None:
    imported(filled, book(people=ALL_BUT_DI), MISTAKE)
    import_id = staged(filled, book(people=BACK), Choices(DECEMBER))
    [fault] = faults(filled, import_id)
    assert (fault.column, fault.value) == ("Starts", "01/11/2025")
    assert fault.wrong == "In the record 1003 ended on 31/08/2025"
    assert "Who comes back gets a new employee number" in fault.remedy
    imported(filled, book(people=BACK), Choices(DECEMBER, corrects_past=True))
    employment = Employment.objects.get(employee_number="1003")
    assert (employment.starts, employment.ends) == (date(2025, 11, 1), None)


def test_team_of_a_later_time_does_not_overwrite_its_earlier_one(filled: Act) -> None:
    imported(filled, book(teams="Team|Last day\nAccess team|31/08/2025"), Choices(SEPTEMBER))
    [fault] = faults(filled, staged(filled, book(teams="Team|Starts\nAccess team|01/11/2025"), Choices(DECEMBER)))
    assert (fault.column, fault.value) == ("Starts", "01/11/2025")
    assert fault.remedy == "Leave Starts empty if it goes on; if the earlier time is wrong, correct the past"


def test_ended_row_that_says_its_last_day_stays_as_it_is(filled: Act) -> None:
    ended = f"{LINES[0]}|Last day\n1003|Di Sykes|Managers|Medicine|1|1002||Annexe|31/08/2025"
    imported(filled, book(people=ended), Choices(SEPTEMBER))
    kept = load_import(filled.trust_id, staged(filled, book(people=ended), Choices(DECEMBER)))
    assert kept is not None
    assert (kept.count("unchanged"), kept.count("changed"), kept.rejected) == (1, 0, 0)


def test_second_stay_may_be_said_before_the_first_has_ended(filled: Act) -> None:
    imported(filled, book(members="Team|Employee number|WTE|Last day\nAccess team|1002|0.2|31/07/2025"))
    imported(filled, book(members="Team|Employee number|WTE|Starts\nAccess team|1002|0.3|01/12/2025"))
    stays = Membership.objects.filter(employment__employee_number="1002").order_by("starts")
    assert [(one.starts, one.ends) for one in stays] == [(JUNE, date(2025, 8, 1)), (DECEMBER, None)]


@pytest.mark.parametrize(
    ("moves_to", "true_from", "held"),
    [
        ("01/03/2025", SEPTEMBER, [("01/03", SEPTEMBER, "1"), (SEPTEMBER, None, "0.5")]),
        ("01/06/2025", SEPTEMBER, [("01/06", SEPTEMBER, "1"), (SEPTEMBER, None, "0.5")]),
        ("01/10/2025", SEPTEMBER, [("01/10", None, "0.5")]),
    ],
)
def test_first_post_begins_with_its_employment(
    act: Act, moves_to: str, true_from: date, held: list[tuple[object, date | None, str]]
) -> None:
    imported(act, book(people=PEOPLE))
    moved = f"{LINES[0]}\n1003|Di Sykes|Managers|Medicine|0.5|1002|{moves_to}|Annexe"
    imported(act, book(people=moved), Choices(true_from))
    day = {moves_to[:5]: date(2025, int(moves_to[3:5]), 1)}
    assignments = Assignment.objects.filter(employment__employee_number="1003").order_by("starts")
    expected = [(day.get(str(starts), starts), ends, Decimal(wte)) for starts, ends, wte in held]
    assert [(one.starts, one.ends, one.wte) for one in assignments] == expected


def test_first_post_moves_when_a_later_one_holds_and_is_put_back(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    imported(act, book(people=PEOPLE.replace("|1  |1002", "|0.5|1002")), Choices(SEPTEMBER))
    earlier = PEOPLE.replace("|1  |1002", "|0.5|1002").replace("01/05/2025", "01/04/2025")
    moved = imported(act, book(people=earlier), Choices(DECEMBER))
    assignments = Assignment.objects.filter(employment__employee_number="1003").order_by("starts")
    assert list(assignments.values_list("starts", flat=True)) == [date(2025, 4, 1), SEPTEMBER]
    assert "1003" in {one.employee_number for one in load_trust("PLA", on=date(2025, 4, 15)).people}
    undo(act, moved)
    assert list(assignments.values_list("starts", flat=True)) == [date(2025, 5, 1), SEPTEMBER]
    late = PEOPLE.replace("|1  |1002", "|0.5|1002").replace("01/05/2025", "01/10/2025")
    imported(act, book(people=late), Choices(DECEMBER))
    assert list(assignments.values_list("starts", flat=True)) == [date(2025, 5, 1), SEPTEMBER]
