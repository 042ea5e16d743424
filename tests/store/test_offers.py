"""Part-time offers recorded: what pages read of them, and what the database refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from plait.store.models import Community, Competency, Offer, Service, Team
from plait.store.offers import find_offer, list_offers
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, TEAMS, book, imported

pytestmark = pytest.mark.django_db
ON = date(2025, 8, 1)
OFFERS = """Community|Enabling team|Competency|Level|WTE|Service|Starts|Last day
Circle||Clinical safety|Expert|0.3||01/05/2025|
Circle||Clinical safety|Expert|0.1|Single point of access|01/05/2025|31/12/2025
|Access team|Clinical safety|Working|0.2||01/05/2025|31/07/2025
"""


@pytest.fixture
def filled(act: Act) -> Act:
    """PLA with a community that offers something, of which a service has a part, and an offer of a team that ended."""
    competencies, communities = "Competency|Family|Viewpoint\nClinical safety|Safety|Clinical", "Community\nCircle"
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS, competencies=competencies))
    imported(act, book(communities=communities, offers=OFFERS))
    return act


def test_each_page_finds_its_offers_with_what_is_left(filled: Act) -> None:
    of = {
        "community": Community.objects.get().pk,
        "competency": Competency.objects.get(name="Clinical safety").pk,
        "service": Service.objects.get(name="Single point of access").pk,
        "team": Team.objects.get(name="Access team").pk,
    }
    found = {what: list_offers(filled.trust_id, what, id, on=ON) for what, id in of.items()}
    assert [(one.giver, one.service, one.wte, one.taken) for one in found["community"]] == [
        ("Circle", "", Decimal("0.3"), Decimal("0.1")),
        ("Circle", "Single point of access", Decimal("0.1"), Decimal("0.1")),
    ]
    assert found["competency"] == found["community"]
    assert [one.service for one in found["service"]] == ["Single point of access"]
    assert found["team"] == ()
    [before] = list_offers(filled.trust_id, "team", of["team"], on=date(2025, 7, 31))
    assert (before.giver, before.community_id, before.taken, before.level.word) == (
        "Access team",
        None,
        Decimal(0),
        "Working",
    )
    later = list_offers(filled.trust_id, "community", of["community"], on=date(2026, 1, 1))
    assert [(one.wte, one.taken) for one in later] == [(Decimal("0.3"), Decimal(0))]


def test_one_offer_is_found_by_its_id_in_its_trust(filled: Act) -> None:
    id = Offer.objects.get(team__isnull=False).pk
    found = find_offer(filled.trust_id, id)
    assert found is not None
    assert found.giver == "Access team"
    assert find_offer(filled.trust_id, id + 1_000) is None


@pytest.mark.usefixtures("filled")
def test_the_database_keeps_an_offer_once_at_a_time_and_of_one_giver() -> None:
    [row] = Offer.objects.filter(service__isnull=False).values()
    later = {"id": None, "starts": date(2026, 1, 1), "ends": None}
    for wrong in ({"id": None}, {**later, "team_id": Team.objects.get().pk}, {**later, "community_id": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Offer.objects.create(**{**row, **wrong})
    Offer.objects.create(**{**row, **later})


def test_a_file_sent_again_changes_nothing(filled: Act) -> None:
    imported(filled, book(offers=OFFERS))
    assert {row.version for row in Offer.objects.all()} == {1}
