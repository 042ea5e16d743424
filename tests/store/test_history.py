"""How the history words a value, and what it says of a file that corrects the past."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.store.audit import AuditReach, list_events
from plait.store.history import _lists, _plain, load_history, rows_about_person
from plait.store.imports import Choices
from plait.store.models import Assignment, Employment, Event
from plait.store.paging import Wanted
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, book, imported

SEPTEMBER = date(2025, 9, 1)


@pytest.mark.parametrize(
    ("kept", "said"),
    [("2026-06-01", "1 June 2026"), ("0.50", "0.5"), ("1.00", "1"), ("Discharges", "Discharges"), ("12.x", "12.x")],
)
def test_a_value_reads_as_people_write_it(kept: str, said: str) -> None:
    assert _plain(kept) == said


def test_history_tells_a_correction_of_the_past_from_a_change(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    imported(act, book(people=PEOPLE.replace("|0.6|", "|0.5|")), Choices(SEPTEMBER, corrects_past=True))
    imported(act, book(people=PEOPLE.replace("|0.6|", "|0.5|").replace("Cy Otieno", "Cy Tieno")), Choices(SEPTEMBER))
    person = rows_about_person(act.trust_id, Employment.objects.get(employee_number="1002").pk)
    lines = load_history(act.trust_id, person)
    assert [(line.kind, line.action) for line in lines[:2]] == [("person", "changed"), ("assignment", "corrected")]
    assert ("wte", "0.6", "0.5") in [(one.column, one.before, one.after) for one in lines[1].changes]


def test_trail_says_how_a_file_was_saved(act: Act) -> None:
    chosen = Choices(SEPTEMBER, corrects_past=True, whole_registers=frozenset({"people", "teams"}))
    imported(act, book(people=PEOPLE), chosen)
    found = list_events(act.trust_id, AuditReach(everything=True), Wanted(filters={"kind": "import"}))
    [approved] = [line.event for line in found.rows if line.event.action == "approved"]
    said = {change.column: change.after for change in approved.changes}
    assert said.pop("name").startswith("file-")
    assert said == {
        "true from": "1 September 2025",
        "corrects past": "yes",
        "leaves out": "no",
        "whole registers": "people; teams",
    }


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["a"], ["a", "2026-06-05"], ("1 in all", "2 in all: 5 June 2026 added")),
        (["a", "b", "c"], ["a", "c"], ("3 in all", "2 in all: b removed")),
        (["a", "b"], ["a", "c"], ("2 in all", "2 in all: c added; b removed")),
        (["a", "b"], ["b", "a"], ("2 in all", "2 in all")),
    ],
)
def test_a_list_tells_what_was_added_and_removed(before: list[str], after: list[str], told: tuple[str, str]) -> None:
    assert _lists(before, after) == told


def test_history_speaks_as_pages_do(act: Act) -> None:
    need = "Service|Competency|Level|People|Priority\nSingle point of access|User research|Expert|1|{}"
    met = "Community|Lead|Met on\nAnalysts|1001|05/05/2025{}"
    frame = "Competency|Family|Viewpoint\nUser research|Design|Digital"
    imported(act, book(people=PEOPLE, services=SERVICES, competencies=frame))
    imported(act, book(needs=need.format("Must"), communities=met.format("")))
    imported(act, book(needs=need.format("Should"), communities=met.format("; 02/06/2025").replace("1001", "1002")))
    about = {kind: [Event.objects.filter(kind=kind).latest("id").record_id or 0] for kind in ("need", "community")}
    told = {(one.column, one.before, one.after) for line in load_history(act.trust_id, about) for one in line.changes}
    assert ("priority", "Must", "Should") in told
    assert ("lead", "Bo Price", "Cy Otieno") in told
    assert ("met on", "", "5 May 2025") in told
    assert ("met on", "1 in all", "2 in all: 2 June 2025 added") in told


def test_names_take_one_query_a_register_however_many_events(act: Act) -> None:
    imported(act, book(people=PEOPLE))
    ids = list(Assignment.objects.values_list("id", flat=True))
    with CaptureQueriesContext(connection) as of_one:
        load_history(act.trust_id, {"assignment": ids[:1]})
    with CaptureQueriesContext(connection) as of_all:
        load_history(act.trust_id, {"assignment": ids})
    assert len(of_one) == len(of_all) == 6
