"""One search for several trusts, by page: offered to who may assemble in each, refused where it cannot be."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from plait.engine.assembly.wishes import Budget, Without
from plait.store.models import AssemblyRun, Service, Trust
from plait.store.scope import scoped
from plait.web.assembly.asking import first_days, without_limits
from plait.web.assembly.lent import together_words
from tests.books import act_of, book, furnish, imported
from tests.registers import COMPETENCIES, Site, read

pytestmark = pytest.mark.django_db
FORM = "/t/PLA/assemble/new/"
SERVICES = "Service|Phase\nFlow board|Alpha"
NEEDS = """
Service   |Competency     |Level       |People|Priority
Flow board|Clinical safety|Practitioner|1     |Must
"""


@pytest.fixture
def both(site: Site, other_trust: Trust) -> Client:
    """A CDIO of two trusts, of which one has a service that needs a team."""
    site.bring(services=SERVICES)
    site.bring(needs=NEEDS)
    user = site.user_with_role("CDIO", site.trust)
    site.user_with_role("PMO", other_trust, user=user)
    return site.signed_in_as(user)


def sent(site: Site, **more: str) -> dict[str, str]:
    site.see()
    service = Service.objects.get(trust=site.trust, name="Flow board")
    starts = first_days(timezone.localdate())[0].isoformat()
    return {"service": str(service.pk), "starts": starts, "months": "6", "together": "PLB", **more}


def runs(site: Site, other_trust: Trust) -> list[AssemblyRun]:
    with scoped(user_id=None, trust_ids=[site.trust.pk, other_trust.pk]):
        return list(AssemblyRun.objects.order_by("trust_id"))


def test_a_search_of_two_trusts_is_asked_for_with_one_form(site: Site, other_trust: Trust, both: Client) -> None:
    act = act_of(site.user_with_role("PMO", other_trust), other_trust)
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        furnish(act)
        imported(act, book(competencies=COMPETENCIES, services="Service|Phase\nBooking|Live\nQuiet|Live"))
        imported(act, book(needs=NEEDS.replace("Flow board", "Booking   ")))
    assert "Together with another trust" in read(both, FORM)
    answer = both.post(FORM, sent(site))
    first, second = runs(site, other_trust)
    assert answer["Location"] == f"/t/PLA/assemble/{first.pk}/"
    assert (first.services, second.services) == (["Flow board"], ["Booking"])
    assert first.shared == second.shared is not None
    assert first.borrows
    assert second.borrows
    page = read(both, answer["Location"])
    assert "Waiting for a worker" in page
    assert "Stop and keep the best so far" in page
    stopped = both.post(f"{answer['Location']}stop/", follow=True).content.decode()
    assert "keeps the best plan it has" in stopped
    first, second = runs(site, other_trust)
    assert first.wants_stop
    with scoped(user_id=None, trust_ids=[site.trust.pk]):
        AssemblyRun.objects.update(best=0.61, stage="Finding teams of each trust: 1 of 2 trusts done")
    page = read(both, answer["Location"])
    assert "1 of 2 trusts done. The best teams so far cover at least 61.0% of the need." in page


def test_a_trust_with_nothing_to_assemble_is_said_on_the_form(site: Site, other_trust: Trust, both: Client) -> None:
    answer = both.post(FORM, sent(site))
    assert answer.status_code == 422
    page = " ".join(answer.content.decode().split())
    assert f"{other_trust.name} has no service that needs something and lacks a team." in page
    assert re.search(r'name="together"[^>]*checked', page)
    assert runs(site, other_trust) == []


def test_who_assembles_in_one_trust_alone_is_offered_no_other(site: Site, other_trust: Trust, both: Client) -> None:
    del both
    user = site.user_with_role("CDIO", site.trust)
    site.user_with_role("TL", other_trust, user=user)
    browser = site.signed_in_as(user)
    assert "Together with another trust" not in read(browser, FORM)
    browser.post(FORM, sent(site))
    [alone] = runs(site, other_trust)
    assert (alone.trust_id, alone.shared) == (site.trust.pk, None)


def test_a_plan_says_with_whom_it_was_found() -> None:
    assert together_words({"together": {"with": ["Bee"], "workers": 2}}).startswith(
        "Found in one search together with Bee, by 2 workers. The most that any plan could cover counts what Bee gets"
    )
    assert "what Bee and Cee get as given" in together_words({"together": {"with": ["Bee", "Cee"], "workers": 1}})
    assert together_words(None) == ""


def test_a_search_of_several_trusts_keeps_wishes_but_no_limit_of_cost() -> None:
    limit = Budget("Flow board", 100)
    [fault] = without_limits(["PLB"], [limit])
    assert (fault.field, "no pay is known" in fault.text) == ("together", True)
    assert without_limits([], [limit]) == without_limits(["PLB"], [Without("1001")]) == ()
