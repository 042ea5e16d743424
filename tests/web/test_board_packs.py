"""The board pack by page: made by one press, moved by the secretary, read by role, and by nobody of another trust."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from plait.engine.permissions import Role
from plait.jobs import packs
from plait.jobs.assembly import MOST_TRIES
from plait.jobs.packs import BROKE, GAVE_UP, make_pack
from plait.jobs.printing import print_pack
from plait.store.models import Access, BoardPack, BoardPackFile, Event, Trust, User
from plait.store.packs import ENDINGS, ask, fail, find_pack, keep, list_packs, move
from plait.store.scope import scoped
from plait.store.writing import StaleRecord
from tests.conftest import UserWithRole
from tests.registers import Site, count_queries, read, read_rows

LIST = "/t/PLA/board/packs/"
STEPS = ("circulated", "published", "withdrawn")
READERS = {
    "draft": {Role.EX, Role.CDIO, Role.SEC},
    "circulated": {Role.BM, Role.EX, Role.CDIO, Role.SEC},
    "published": set(Role) - {Role.OPS},
    "withdrawn": {Role.BM, Role.EX, Role.CDIO, Role.SEC},
}
pytestmark = pytest.mark.django_db


def work(site: Site, *, attempts: int = 0) -> None:
    """Do what the press has put in the queue, as a worker does."""
    site.see()
    waiting = ProcrastinateJob.objects.filter(task_name="plait.make_pack").latest("id")
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="plait.make_pack", attempts=attempts)
    context = JobContext(app=queue, job=job, start_timestamp=0, abort_reason=lambda: None)
    try:
        make_pack.func(context, waiting.args["errand"])
    finally:
        site.see()


def pressed(secretary: Client) -> str:
    """The address of the pack that one press asks for."""
    answer = secretary.post(f"{LIST}make/")
    assert answer.status_code == HTTPStatus.FOUND
    return str(answer["Location"])


def moved(secretary: Client, here: str, state: str, version: str = "") -> int:
    page = secretary.get(here).content.decode()
    seen = version or page.partition('name="version" value="')[2].partition('"')[0]
    return secretary.post(f"{here}move/", {"state": state, "version": seen or "1"}).status_code


@pytest.fixture
def secretary(site: Site) -> Client:
    return site.browser("SEC")


@pytest.fixture
def drafted(site: Site, secretary: Client) -> str:
    """The address of a pack that a worker has made."""
    here = pressed(secretary)
    work(site)
    return here


def test_one_press_makes_a_pack_that_is_kept_with_its_hashes_and_printed_again_alike(
    site: Site, secretary: Client
) -> None:
    assert "No board pack is there to read yet." in read(secretary, LIST)
    here = pressed(secretary)
    assert "The pack is being made." in read(secretary, here)
    assert pressed(secretary) == here, "a second press asks for nothing more"
    work(site)
    page = read(secretary, here)
    assert "Draft." in page
    kept = {ending: secretary.get(f"{here}board-pack.{ending}").content for ending in ENDINGS}
    for ending, content in kept.items():
        assert sha256(content).hexdigest() in page, ending
    snapshot = kept["json"].decode()
    assert print_pack(snapshot) == kept
    assert (json.loads(snapshot)["code"], kept["pdf"][:5]) == ("PLA", b"%PDF-")
    for name in ("Bo Price", "Cy Otieno", "Di Sykes", "Ed Mole"):
        assert name not in snapshot, "a pack names nobody but those who lead"
    work(site)
    assert BoardPackFile.objects.count() == len(ENDINGS), "done twice, it is kept once"
    assert list(Event.objects.filter(kind="boardpack").order_by("id").values_list("action", flat=True)) == [
        "asked",
        "made",
    ]
    made = secretary.get(f"{here}read/")
    assert made.content == kept["html"]
    assert made["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_each_role_reads_the_pack_in_the_states_that_are_its_own(site: Site, secretary: Client, drafted: str) -> None:
    browsers = {role: site.browser(role) for role in Role}
    for state, readers in READERS.items():
        if state != "draft":
            assert moved(secretary, drafted, state) == HTTPStatus.FOUND
        for role, browser in browsers.items():
            wanted = HTTPStatus.OK if role in readers else HTTPStatus.NOT_FOUND
            if role is Role.OPS:
                wanted = HTTPStatus.FORBIDDEN
            for end in ("", "read/", "board-pack.pdf"):
                assert browser.get(drafted + end).status_code == wanted, (state, role, end)
            listed = browser.get(LIST)
            assert (drafted in listed.content.decode()) == (role in readers), (state, role)
    assert "Withdrawn since" in read(secretary, drafted)
    assert 'action="move/"' not in read(secretary, drafted)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SEC}))
def test_only_the_secretary_makes_and_moves(site: Site, drafted: str, role: Role) -> None:
    browser = site.browser(role)
    for address in (f"{LIST}make/", f"{drafted}move/"):
        answer = browser.post(address, {"state": "circulated", "version": "2"})
        assert answer.status_code == HTTPStatus.FORBIDDEN
    site.see()
    assert list(BoardPack.objects.values_list("state", flat=True)) == ["draft"]


def test_a_pack_of_another_trust_is_not_there(
    site: Site, drafted: str, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client]
) -> None:
    stranger = signed_in_as(user_with_role("SEC", other_trust))
    inside = drafted.replace("/t/PLA/", f"/t/{other_trust.code}/")
    for address in (drafted, inside, f"{inside}read/", f"{inside}board-pack.json"):
        assert stranger.get(address).status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(f"{inside}move/", {"state": "circulated", "version": "2"}).status_code == HTTPStatus.NOT_FOUND
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        assert BoardPack.objects.count() == BoardPackFile.objects.count() == 0
    site.see()
    assert BoardPackFile.objects.count() == len(ENDINGS)


def test_what_moved_on_is_not_moved_by_an_old_page(secretary: Client, drafted: str) -> None:
    assert moved(secretary, drafted, "published") == HTTPStatus.CONFLICT, "a draft is circulated first"
    assert moved(secretary, drafted, "circulated", "1") == HTTPStatus.CONFLICT
    assert moved(secretary, drafted, "circulated") == HTTPStatus.FOUND
    assert "It is no draft again, only withdrawn." in read(secretary, drafted), "said before it is pressed"
    assert moved(secretary, drafted, "circulated") == HTTPStatus.CONFLICT
    for state, version in (("burnt", "3"), ("published", "three"), ("published", "")):
        answer = secretary.post(f"{drafted}move/", {"state": state, "version": version})
        assert answer.status_code == HTTPStatus.NOT_FOUND
    assert secretary.get(f"{drafted}board-pack.exe").status_code == HTTPStatus.NOT_FOUND


def test_a_printed_file_cannot_be_changed_or_removed(site: Site, drafted: str) -> None:
    assert drafted
    site.see()
    for statement in ("UPDATE store_boardpackfile SET content = ''", "DELETE FROM store_boardpackfile"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as sql:
            sql.execute(statement)


def test_a_pack_that_breaks_says_so_and_another_can_be_made(
    site: Site, secretary: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = pressed(secretary)
    work(site, attempts=MOST_TRIES)
    assert GAVE_UP in read(secretary, here)
    again = pressed(secretary)
    assert again != here

    def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(packs, "content_for", breaks)
    with pytest.raises(ZeroDivisionError):
        work(site)
    assert BROKE in read(secretary, again)
    assert "Could not be made" in read(secretary, LIST)


def test_a_worker_that_stops_puts_the_pack_back(site: Site, secretary: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed(secretary)

    def stops(*_: Any, **__: Any) -> None:
        raise JobAborted

    monkeypatch.setattr(packs, "content_for", stops)
    with pytest.raises(JobAborted):
        work(site)
    assert list(BoardPack.objects.values_list("state", flat=True)) == ["making"]


def test_who_is_secretary_no_longer_gets_no_pack(site: Site, secretary: Client) -> None:
    here = pressed(secretary)
    site.see()
    Access.objects.filter(role="SEC").update(role="ME")
    work(site)
    assert "may not make, circulate, publish and withdraw a board pack" in read(site.browser("EX"), here)


def test_the_store_keeps_what_is_not_there_or_not_next_as_it_was(site: Site) -> None:
    site.see()
    number, is_new = ask(site.act, site.act.day)
    assert is_new
    assert find_pack(site.trust.pk, number, {"draft"}) is None
    keep(site.act, number, {"json": b"{}"}, {"mark": "0000 0000", "release": "1"})
    keep(site.act, number, {"json": b"[]"}, {"mark": "1111 1111", "release": "1"})
    fail(site.act, number, "Too late.")
    [pack] = list_packs(site.trust.pk, {"draft"})
    assert (pack.mark, pack.failure) == ("0000 0000", "")
    with pytest.raises(ValueError, match="A pack that is draft is not withdrawn next"):
        move(site.act, pack, "withdrawn", version=pack.version)
    with pytest.raises(StaleRecord):
        move(site.act, pack, "circulated", version=pack.version - 1)


def test_the_list_is_searched_sorted_filtered_and_taken_along_within_what_one_reads(
    site: Site, secretary: Client, drafted: str
) -> None:
    assert drafted
    site.see()
    for day, state in ((date(2026, 3, 2), "published"), (date(2026, 4, 1), "withdrawn")):
        BoardPack.objects.create(
            trust=site.trust, on=day, state=state, asked_by="Ann Moss", asked_on=day, moved_by="Bo Price", moved_on=day
        )
    assert [row["State"] for row in read_rows(secretary, f"{LIST}?format=csv")] == ["Draft", "Withdrawn", "Published"]
    oldest = read_rows(secretary, f"{LIST}?sort=on&format=csv")
    assert [row["Records of"] for row in oldest][:2] == ["2026-03-02", "2026-04-01"]
    assert [row["State"] for row in read_rows(secretary, f"{LIST}?q=march+2026&format=csv")] == ["Published"]
    assert [row["By"] for row in read_rows(secretary, f"{LIST}?state=withdrawn&format=csv")] == ["Bo Price"]
    assert "The latest published pack shown is of 2 March 2026." in read(secretary, LIST)
    assert "No packs match." in read(secretary, f"{LIST}?q=nothing+like+it")
    member = site.browser("ME")
    assert [row["State"] for row in read_rows(member, f"{LIST}?state=withdrawn&format=csv")] == ["Published"]
    assert "Withdrawn" not in read(member, LIST)


def test_a_list_of_many_packs_takes_as_many_queries_as_one_of_one(site: Site, secretary: Client, drafted: str) -> None:
    assert drafted
    one = count_queries(secretary, LIST)
    site.see()
    today = timezone.localdate()
    for state in STEPS:
        BoardPack.objects.create(trust=site.trust, on=today, state=state, asked_by="Ann", asked_on=today)
    assert count_queries(secretary, LIST) == one
    first, *_ = read_rows(secretary, f"{LIST}?format=csv")
    assert first["State"] == "Withdrawn", "of one day the one made last stands first"
