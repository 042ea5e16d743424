"""How the history words a value, and what it says of a file that corrects the past."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.audit import AuditReach, list_events
from plait.store.history import _plain, _without_the_same, load_history, rows_about_person
from plait.store.imports import Choices
from plait.store.models import Employment
from plait.store.paging import Wanted
from plait.store.writing import Act
from tests.books import PEOPLE, book, imported

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
        (["a", "b"], ["a", "b", "c"], (["a", "b"], ["a", "b", "c"])),
        (["a", "b", "c"], ["a", "b", "c", "d"], (["the first 3"], ["the first 3", "d"])),
        (["a", "b", "c", "d"], ["a", "b", "c", "e", "f"], (["the first 3", "d"], ["the first 3", "e", "f"])),
        (None, ["a", "b", "c"], (None, ["a", "b", "c"])),
        ("word", "words", ("word", "words")),
    ],
)
def test_a_long_list_is_told_from_where_it_differs(before: object, after: object, told: object) -> None:
    assert _without_the_same(before, after) == told
