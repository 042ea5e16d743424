"""What a page shows is drawn once for a role and kept; nobody ever gets what is not theirs, or not true any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plait.engine.permissions import Action, Role, Viewer
from plait.jobs.judging import judge_trust
from plait.store.models import Access, Employment, Event, Finding, Trust, User
from plait.web.shared.access import TrustRequest, needs
from plait.web.shared.keeping import DrawingOrFile, kept_by_role
from tests.conftest import UserWithRole
from tests.registers import PEOPLE, Site, count_queries, form_of, read, same_words

KEPT = (
    "", "people/", "services/", "teams/", "competencies/", "communities/", "leadership/", "accountability/",
    "areas/", "areas/visits/", "champions/", "board/", "board/decisions/",
)  # fmt: skip
LIST = "/t/PLA/people/"
ASKING_WHO = 6
"""Queries: the session, the account, three for the viewer, and one that closes the scope."""
ENTERING = [role for role in Role if role is not Role.OPS]
pytestmark = pytest.mark.django_db


def middle(client: Client, address: str) -> str:
    """What stands between header and footer."""
    page = read(client, address)
    return page.partition('id="maincontent"')[2].partition("</main>")[0]


@pytest.mark.parametrize("page", KEPT)
def test_a_kept_page_asks_only_who_looks(site: Site, page: str) -> None:
    address, client = f"/t/PLA/{page}", site.browser("CDIO")
    first = count_queries(client, address)
    with CaptureQueriesContext(connection) as queries:
        read(client, address)
    assert len(queries) == ASKING_WHO < first


@pytest.mark.parametrize("page", KEPT)
def test_every_role_gets_its_own_page_whoever_came_before(site: Site, page: str) -> None:
    address = f"/t/PLA/{page}"
    clients = [site.browser(role) for role in ENTERING]
    fresh = []
    for client in clients:
        caches["pages"].clear()
        answer = client.get(address)
        fresh.append((answer.status_code, same_words(answer)))
    caches["pages"].clear()
    for _ in range(2):
        for client, (status, words) in zip(clients, fresh, strict=True):
            answer = client.get(address)
            assert (answer.status_code, same_words(answer)) == (status, words)


def test_two_people_of_one_role_share_the_middle_and_nothing_else(site: Site) -> None:
    first, second = site.browser("TL", "1001"), site.browser("TL")
    names = [User.objects.get(id=client.session["_auth_user_id"]).name for client in (first, second)]
    pages = [read(client, "/t/PLA/teams/") for client in (first, second)]
    assert middle(first, "/t/PLA/teams/") == middle(second, "/t/PLA/teams/")
    for page, own, other in zip(pages, names, names[::-1], strict=True):
        assert f"{own} (team lead)" in page
        assert other not in page
    tokens = [page.partition('name="csrfmiddlewaretoken" value="')[2][:64] for page in pages]
    nonces = [page.partition('nonce="')[2].partition('"')[0] for page in pages]
    assert tokens[0] != tokens[1]
    assert nonces[0] != nonces[1]


def test_a_view_whose_page_is_kept_is_told_of_nobody() -> None:
    @needs(Action.READ_RECORD)
    @kept_by_role
    def view(request: TrustRequest) -> DrawingOrFile:
        viewer = request.viewer
        assert (viewer.user_id, viewer.name, viewer.employee_number) == (0, "", None)
        assert not viewer.teams | viewer.reports | viewer.communities
        assert not {"user", "session", "place"} & request.__dict__.keys()
        assert not request.COOKIES
        return HttpResponse("told of nobody")

    request = TrustRequest()
    request.method, request.COOKIES = "GET", {"plait-session": "secret"}
    request.viewer = Viewer(
        7, "Ada", 1, "PLA", "Plaitford", is_invented=True, roles=frozenset((Role.TL,)), employee_number="1001",
        teams=frozenset(("A",)), reports=frozenset(("2",)), communities=frozenset(("C",)),
    )  # fmt: skip
    assert same_words(view(request)) == "told of nobody"


def test_the_same_role_in_another_trust_gets_the_other_trust(
    site: Site, other_trust: Trust, user_with_role: UserWithRole
) -> None:
    here, there = site.browser("PMO"), site.signed_in_as(user_with_role("PMO", other_trust))
    assert "5 people are employed today." in read(here, LIST)
    assert "No people are recorded yet." in read(there, "/t/PLB/people/")
    assert there.get(LIST).status_code == 404
    assert "5 people are employed today." in read(here, LIST)


def test_after_a_write_everybody_reads_what_was_written(site: Site) -> None:
    readers = [site.browser("BM"), site.browser("PMO")]
    for reader in readers:
        assert "Bo Price" in read(reader, LIST)
    site.bring(people=PEOPLE.replace("Bo Price", "Bo Prise"))
    for reader in readers:
        page = read(reader, LIST)
        assert "Bo Prise" in page
        assert "Bo Price" not in page


def test_whoever_saves_reads_what_was_done_and_the_way_back_and_so_does_nobody_else(site: Site) -> None:
    office, other = site.browser("PMO"), site.browser("PMO")
    address = f"{site.person('1001')}edit/"
    read(office, LIST)
    read(other, LIST)
    office.post(address, {**form_of(office, address), "name": "Bo Prise"})
    page = read(office, LIST)
    assert "Bo Price is saved." in page
    assert "Undo" in page
    assert "is saved." not in read(other, LIST)
    assert "is saved." not in read(office, LIST)


def test_after_a_judging_home_shows_what_was_found_though_nothing_was_written(site: Site) -> None:
    reader = site.browser("BM")
    assert "Nothing has been judged yet." in read(reader, "/t/PLA/")
    site.see()
    judge_trust(site.trust.pk)
    assert "Judged on" in read(reader, "/t/PLA/")
    site.see()
    Finding.objects.filter(question="teams-are-fused").update(sentence="Judged by other rules.")
    judged = Finding.objects.get(question="teams-are-fused")
    judged.delete()
    judged.save(force_insert=True)  # with an id of its own, as every judging gives
    assert "Judged by other rules." in read(reader, "/t/PLA/")


def test_the_day_after_is_another_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, today = site.browser("BM"), timezone.localdate()
    site.see()
    Employment.objects.filter(employee_number="1004").update(ends=today + timedelta(days=1))
    assert "5 people are employed today." in read(reader, LIST)
    monkeypatch.setattr(timezone, "localdate", lambda *_: today + timedelta(days=1))
    assert "4 people are employed today." in read(reader, LIST)


def test_a_changed_right_counts_at_once(site: Site) -> None:
    reader = site.browser("FIN")
    assert "7, point 3" in read(reader, LIST)
    site.see()
    Access.objects.filter(role="FIN").update(role="RO")
    page = read(reader, LIST)
    assert "Your role shows how many people there are" in page
    assert "Bo Price" not in page
    site.see()
    Access.objects.filter(role="RO").update(ends=timezone.localdate())
    assert reader.get(LIST).status_code == 404


def test_who_signs_out_or_whose_account_is_closed_gets_no_kept_page(site: Site) -> None:
    leaver, closed = site.browser("BM"), site.browser("BM")
    read(leaver, LIST)
    read(closed, LIST)
    stolen = leaver.cookies["plait-session"].value
    leaver.post("/account/logout/")
    leaver.cookies["plait-session"] = stolen
    site.see()
    User.objects.filter(id=closed.session["_auth_user_id"]).update(is_active=False)
    for gone in (leaver, closed):
        answer = gone.get(LIST)
        assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={LIST}")


def test_a_search_is_kept_apart_and_a_file_never(site: Site) -> None:
    reader = site.browser("BM")
    for wanted, name in (("Frost", "Ann Frost"), ("Mole", "Ed Mole"), ("Frost", "Ann Frost")):
        assert f"{name}</a>" in middle(reader, f"{LIST}?q={wanted}")
    for _ in range(2):
        assert reader.get(f"{LIST}?format=csv")["Content-Type"].startswith("text/csv")
    site.see()
    taken = Event.objects.filter(kind="file", action="exported")
    assert taken.count() == 2
    assert {event.actor_id for event in taken} == {int(reader.session["_auth_user_id"])}
