"""Territories, claims and settlements, recorded: what a file may say beside the record, and what the tables refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from plait.store.history import load_history, rows_about_person
from plait.store.models import AccountabilityClaim, Employment, Settlement, Territory
from plait.store.names import Names
from plait.store.snapshot import load_trust
from plait.store.writing import Act, writing
from tests.books import PEOPLE, book, imported, understood

pytestmark = pytest.mark.django_db

TERRITORIES = "Territory|Kind|Starts\nPatient record|EPR|01/04/2025\nCyber security|Cyber|01/04/2025"
CLAIMS = "Territory|Employee number|Document|Starts|Last day\n"
SETTLED = "Territory|Employee number|Decided on|Decision|Starts|Last day\n"
BY_BO = "Patient record|1001|28/05/2025|Board, item 7|01/06/2025|"
BY_CY = "Patient record|1002|27/08/2025|Board, item 4|01/09/2025|"


@pytest.fixture
def mapped(act: Act) -> Act:
    """PLA with two territories."""
    imported(act, book(people=PEOPLE, territories=TERRITORIES))
    return act


def settlements() -> list[tuple[str, date, date | None]]:
    rows = Settlement.objects.order_by("starts")
    return list(rows.values_list("employment__employee_number", "starts", "ends"))


def test_two_people_may_claim_a_territory_on_one_day(mapped: Act) -> None:
    both = CLAIMS + "Patient record|1001|Job description|01/04/2025|\nPatient record|1002|Minutes|01/06/2025|"
    imported(mapped, book(accountability_claims=both))
    assert AccountabilityClaim.objects.count() == 2


def test_a_claim_before_the_employment_of_the_record_is_named_by_line(mapped: Act) -> None:
    early = CLAIMS + "Patient record|1003|Job description|01/04/2025|"
    [fault] = understood(mapped, book(accountability_claims=early)).all_problems()
    assert (fault.line, fault.column, fault.wrong) == (2, "Starts", "1003 joined the trust later, on 01/05/2025")


def test_a_claim_and_a_settlement_end_with_the_employment(mapped: Act) -> None:
    imported(mapped, book(accountability_claims=CLAIMS + "Patient record|1001|Job description|01/04/2025|"))
    imported(mapped, book(accountability_settlements=SETTLED + BY_BO))
    with writing(mapped) as pen:
        leaver = Employment.objects.get(employee_number="1001")
        pen.change(
            Employment, [({"id": leaver.pk, "version": leaver.version, "ends": None}, {"ends": date(2025, 9, 1)})]
        )
    trust = load_trust("PLA", on=date(2025, 8, 1))
    assert [one.ends for one in trust.claims] == [one.ends for one in trust.settlements] == [date(2025, 9, 1)]
    assert AccountabilityClaim.objects.get().ends is None


def test_a_second_settlement_waits_until_the_first_of_the_record_ends(mapped: Act) -> None:
    imported(mapped, book(accountability_settlements=SETTLED + BY_BO))
    [fault] = understood(mapped, book(accountability_settlements=SETTLED + BY_CY)).all_problems()
    standing = "it is settled on 1001 from 01/06/2025 on, with no last day"
    assert fault.wrong == f"From 01/09/2025 on 1002 and 1001 would both be settled: {standing}"
    other = BY_CY.replace("Patient record", "Cyber security")
    assert understood(mapped, book(accountability_settlements=SETTLED + other)).all_problems() == ()


def test_one_file_ends_a_settlement_and_begins_the_next(mapped: Act) -> None:
    imported(mapped, book(accountability_settlements=SETTLED + BY_BO))
    imported(mapped, book(accountability_settlements=f"{SETTLED}{BY_BO}31/08/2025\n{BY_CY}"))
    connection.check_constraints()
    assert settlements() == [
        ("1001", date(2025, 6, 1), date(2025, 9, 1)),
        ("1002", date(2025, 9, 1), None),
    ]


def test_the_table_takes_no_second_settlement_on_one_day(mapped: Act) -> None:
    imported(mapped, book(accountability_settlements=SETTLED + BY_BO))
    row = Settlement.objects.values().get()
    names = Names(mapped.trust_id)
    second = {**row, "id": None, "employment_id": names.id_of("people", "1002"), "starts": date(2025, 12, 1)}
    with pytest.raises(IntegrityError, match="settlement_never_two"):
        _write(mapped, second)


def _write(act: Act, row: dict[str, Any]) -> None:
    with transaction.atomic():
        with writing(act) as pen:
            pen.add(Settlement, [row])
        connection.check_constraints()


def test_what_somebody_answers_for_stands_in_the_history_of_the_person(mapped: Act) -> None:
    imported(mapped, book(accountability_claims=CLAIMS + "Patient record|1001|Job description|01/04/2025|"))
    imported(mapped, book(accountability_settlements=SETTLED + BY_BO))
    bo = Employment.objects.get(employee_number="1001").pk
    told = load_history(mapped.trust_id, rows_about_person(mapped.trust_id, bo))
    said = {one.kind: {change.column: change.after for change in one.changes} for one in told}
    assert said["accountabilityclaim"]["document"] == "Job description"
    assert (said["settlement"]["territory"], said["settlement"]["decision"]) == ("Patient record", "Board, item 7")


def test_a_territory_stands_once_whatever_its_capitals(mapped: Act) -> None:
    imported(mapped, book(territories="Territory|Kind\npatient RECORD|Other"))
    assert sorted(Territory.objects.values_list("name", "kind")) == [
        ("Cyber security", "cyber security"),
        ("patient RECORD", "other"),
    ]
