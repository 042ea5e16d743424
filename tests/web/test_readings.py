"""Who opens what the board has not published leaves a row; who opens what everybody reads leaves none."""

from __future__ import annotations

import pytest

from plait.engine.board_packs import CIRCULATED, PUBLISHED, STATES, WITHDRAWN
from plait.store.models import Event
from plait.store.packs import ask, find_pack, keep, move
from tests.registers import Site, read, read_rows
from tests.web.test_paper_files import PDF, address, send
from tests.web.test_paper_pages import CIRCLING, OPEN, PRIVATE, UNBORN, circulated

__all__ = ["circulated"]
pytestmark = pytest.mark.django_db


def rows(site: Site, kind: str) -> list[tuple[str, str]]:
    """What was done to what, in the order it was done."""
    site.see()
    events = Event.objects.filter(kind=kind).order_by("id")
    return [(event.action, (event.after or {})["name"]) for event in events]


def test_each_opening_of_a_paper_that_not_everybody_reads_is_a_row_and_no_other_is(circulated: Site) -> None:
    secretary, member = circulated.browser("SEC"), circulated.browser("BM")
    for title in (OPEN, PRIVATE, CIRCLING):
        send(secretary, address(circulated, title), "case.pdf", PDF)
    before = rows(circulated, "paperreading")
    for title in (OPEN, PRIVATE, CIRCLING, UNBORN):
        member.get(address(circulated, title))
        member.get(f"{address(circulated, title)}file/")
    assert rows(circulated, "paperreading")[len(before) :] == [
        ("looked at", PRIVATE), ("exported", PRIVATE), ("looked at", CIRCLING), ("exported", CIRCLING)
    ]  # fmt: skip


def test_the_secretary_reads_who_opened_a_paper_and_nobody_else_does(circulated: Site) -> None:
    here, director = address(circulated, UNBORN), circulated.browser("EX")
    read(director, here)
    page = read(circulated.browser("SEC"), here)
    circulated.see()
    assert "Who opened this paper before it was everybody’s" in page
    [director_row, _] = sorted(Event.objects.filter(kind="paperreading").values_list("id", "actor_name"))
    assert director_row[1] in page
    assert "Who opened this paper" not in read(director, here)
    trail = read_rows(circulated.browser("CDIO"), "/t/PLA/access/audit/?kind=paperreading&format=csv")
    assert {row["What"] for row in trail} == {"Board paper not published looked at"}
    assert "name Unborn case" in {row["Values"] for row in trail}


def test_an_opening_is_no_slip_that_can_be_taken_back(circulated: Site) -> None:
    secretary = circulated.browser("SEC")
    secretary.get(address(circulated, UNBORN), headers={"X-Request-ID": "abcdef0123456789"})
    assert rows(circulated, "paperreading") == [("looked at", UNBORN)]
    assert secretary.post("/t/PLA/undo/abcdef0123456789/").status_code == 404


def test_each_opening_of_a_pack_that_is_not_published_is_a_row(site: Site) -> None:
    site.see()
    number, _ = ask(site.act, site.act.day)
    here, director = f"/t/PLA/board/packs/{number}/", site.browser("EX")
    read(director, here)
    assert rows(site, "packreading") == [], "while it is made there is nothing to read"
    keep(site.act, number, {"html": b"<style></style>", "pdf": b"%PDF-"}, {"mark": "a", "release": "1"})
    for state in ("draft", CIRCULATED, PUBLISHED, WITHDRAWN):
        site.see()
        if state != "draft":
            pack = find_pack(site.trust.pk, number, STATES)
            assert pack is not None
            move(site.act, pack, state, version=pack.version)
        for path in ("", "read/", "board-pack.pdf"):
            assert director.get(f"{here}{path}").status_code == 200
    name = f"Board pack of {site.act.day:%-d %B %Y}"
    assert rows(site, "packreading") == [("looked at", name), ("looked at", name), ("exported", name)] * 3
