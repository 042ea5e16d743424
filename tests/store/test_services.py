"""Services for pages."""

from __future__ import annotations

from datetime import date

import pytest

from plait.store.models import Need, Service, Trust
from plait.store.paging import Wanted
from plait.store.services import find_service_of_need, list_competency_names, list_services, load_service
from plait.store.writing import Act
from tests.books import book, imported
from tests.registers import SHEETS

TODAY = date(2025, 10, 1)


@pytest.fixture
def recorded(act: Act) -> Act:
    imported(act, book(**SHEETS))
    imported(act, book(services="Service|Phase|Outcome\nRota board|Alpha|Fewer calls"))
    return act


def names(act: Act, wanted: Wanted) -> list[str]:
    return [one.name for one in list_services(act.trust_id, wanted, on=TODAY).rows]


def test_list_counts_needs_and_names_teams(recorded: Act) -> None:
    [one] = list_services(recorded.trust_id, Wanted("access"), on=TODAY).rows
    assert (one.owner, one.teams, one.needs, one.phase) == ("Ann Frost", ("Access team",), 1, "live")
    assert one.origin is not None
    assert one.origin.line == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["Rota board", "Single point of access"]),
        (Wanted("fewer"), ["Rota board"]),
        (Wanted(filters={"phase": "live"}), ["Single point of access"]),
        (Wanted(filters={"team": "with"}), ["Single point of access"]),
        (Wanted(filters={"team": "without"}), ["Rota board"]),
        (Wanted(sort="phase", descending=True), ["Single point of access", "Rota board"]),
        (Wanted(sort="needs", descending=True), ["Single point of access", "Rota board"]),
    ],
)
def test_search_filters_and_order(recorded: Act, wanted: Wanted, found: list[str]) -> None:
    assert names(recorded, wanted) == found


def test_one_service(recorded: Act, other_trust: Trust) -> None:
    service_id = Service.objects.get(name="Single point of access").pk
    service = load_service(recorded.trust_id, service_id)
    assert service is not None
    assert service.owner is not None
    assert service.owner.employee_number == "1000"
    assert [(need.competency, need.level.word, need.people) for need in service.needs] == [
        ("Clinical safety", "Practitioner", 1)
    ]
    assert [team.name for team in service.teams] == ["Access team"]
    assert load_service(other_trust.pk, service_id) is None
    rota = load_service(recorded.trust_id, Service.objects.get(name="Rota board").pk)
    assert rota is not None
    assert rota.owner is None


def test_a_need_leads_to_its_service(recorded: Act, other_trust: Trust) -> None:
    need = Need.objects.get()
    assert find_service_of_need(recorded.trust_id, need.pk) == need.service_id
    assert find_service_of_need(other_trust.pk, need.pk) is None


def test_competencies_by_name(recorded: Act) -> None:
    assert list_competency_names(recorded.trust_id) == ("Clinical safety", "User research")
