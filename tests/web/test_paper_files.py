"""The file of a board paper: attached by the secretary, opened by exactly those who read the paper's page."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from plait.engine.papers import PaperFile
from plait.engine.permissions import Role, Viewer
from plait.store.models import BoardPaper, BoardPaperFile, Event, Meeting, Trust
from plait.store.paging import Wanted
from plait.store.paper_files import FileDamaged, attach_file, load_file, take_file_away
from plait.store.papers import PaperLine, list_papers
from plait.store.writing import StaleRecord
from plait.web.board import paper_files
from tests.agendas import pdf_agenda, word_agenda
from tests.registers import Site, count_queries, read
from tests.web.test_paper_pages import EVERY, LIST, OPEN, READS, TODAY, UNBORN, circulated
from tests.web.test_undo import undo_in

__all__ = ["circulated"]
PDF, WORD = pdf_agenda(), word_agenda()
pytestmark = pytest.mark.django_db


def address(site: Site, title: str) -> str:
    return f"{LIST}{site.id_of(BoardPaper, title=title)}/"


def send(browser: Client, here: str, name: str, data: bytes, version: str = "") -> Any:
    """Attach a file by the form, on the version it shows unless another is given."""
    form = browser.get(f"{here}file/attach/").content.decode()
    seen = version or form.partition('name="version" value="')[2].partition('"')[0]
    return browser.post(
        f"{here}file/attach/", {"version": seen, "file": SimpleUploadedFile(name, data)}, follow=True
    )  # fmt: skip


def remove(browser: Client, here: str, version: str = "") -> Any:
    seen = version or browser.get(here).content.decode().partition('name="version" value="')[2].partition('"')[0]
    return browser.post(f"{here}file/remove/", {"version": seen}, follow=True)


def line(site: Site, title: str) -> PaperLine:
    """The paper as the store knows it."""
    site.see()
    viewer = Viewer(0, "", site.trust.pk, "PLA", "", is_invented=False, roles=frozenset({Role.SEC}))
    return next(one for one in list_papers(viewer, Wanted(limit=None), on=TODAY).rows if one.title == title)


def test_the_secretary_attaches_replaces_and_removes_and_each_is_taken_back(circulated: Site) -> None:
    browser, here = circulated.browser("SEC"), address(circulated, UNBORN)
    assert "Attach a file" in read(browser, here)
    page = send(browser, here, "First case.pdf", PDF).content.decode()
    assert "First case.pdf is the file of this paper, 2 kB." in " ".join(page.split())
    assert f'href="/t/PLA/board/papers/{line(circulated, UNBORN).id}/file/">First case.pdf (PDF, 2 kB)</a>' in page
    assert sha256(PDF).hexdigest() in page
    assert browser.get(f"{here}file/").content == PDF
    replaced = send(browser, here, "second.docx", WORD)
    assert "It takes the place of second.docx." in read(browser, f"{here}file/attach/")
    assert browser.get(f"{here}file/").content == WORD
    browser.post(undo_in(replaced.content.decode()))
    assert browser.get(f"{here}file/").content == PDF, "the earlier file is kept under its hash"
    gone = remove(browser, here)
    assert "First case.pdf is no longer the file of this paper." in gone.content.decode()
    assert browser.get(f"{here}file/").status_code == HTTPStatus.NOT_FOUND
    assert browser.post(f"{here}file/remove/").status_code == HTTPStatus.NOT_FOUND
    browser.post(undo_in(gone.content.decode()))
    assert browser.get(f"{here}file/").content == PDF


def test_it_travels_as_an_attachment_that_nothing_keeps_or_guesses_at(circulated: Site) -> None:
    browser, here = circulated.browser("SEC"), address(circulated, OPEN)
    send(browser, here, "Łódź “case”; x=1.pdf", PDF)
    answer = circulated.browser("ME").get(f"{here}file/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C5%81%C3%B3d%C5%BA%20%E2%80%9Ccase%E2%80%9D%3B%20x%3D1.pdf"
    )
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    meeting = read(circulated.browser("ME"), f"/t/PLA/board/{circulated.id_of(Meeting)}/")
    assert "PDF, 2 kB" in meeting
    circulated.see()
    [taken] = Event.objects.filter(action="exported")
    assert (taken.after or {})["page"] == f"{here}file/"


def test_each_role_opens_the_files_of_the_papers_it_reads(circulated: Site) -> None:
    circulated.see()
    for title in EVERY:
        attach_file(circulated.act, line(circulated, title), PaperFile("c.pdf", "pdf", PDF), version=1)
    for role, titles in READS.items():
        browser = circulated.browser(role)
        for title in EVERY:
            here = address(circulated, title)
            assert browser.get(f"{here}file/").status_code == (200 if title in titles else 404), (role, title)
            assert browser.get(f"{here}file/attach/").status_code == (200 if role == "SEC" else 403), role
            if role != "SEC":
                assert browser.post(f"{here}file/remove/", {"version": "2"}).status_code == HTTPStatus.FORBIDDEN, role


def test_a_paper_of_another_trust_has_no_file_and_answers_like_one_that_is_missing(
    circulated: Site, other_trust: Trust
) -> None:
    here = address(circulated, OPEN)
    send(circulated.browser("SEC"), here, "case.pdf", PDF)
    browser = circulated.signed_in_as(circulated.user_with_role("SEC", other_trust))
    foreign = here.replace("PLA", other_trust.code)
    for path in ("file/", "file/attach/"):
        answers = [browser.get(f"{one}{path}") for one in (foreign, foreign.replace(foreign.split("/")[-2], "987654"))]
        assert [answer.status_code for answer in answers] == [HTTPStatus.NOT_FOUND] * 2
    assert browser.post(f"{foreign}file/remove/", {"version": "2"}).status_code == HTTPStatus.NOT_FOUND
    assert circulated.browser("ME").get(f"{LIST}987654/file/").status_code == HTTPStatus.NOT_FOUND


def test_who_saves_second_is_told_and_nothing_is_saved(circulated: Site) -> None:
    browser, here = circulated.browser("SEC"), address(circulated, OPEN)
    for version in ("77", "one", "²"):
        assert send(browser, here, "case.pdf", PDF, version=version).status_code == HTTPStatus.CONFLICT
    assert line(circulated, OPEN).ending == ""
    send(browser, here, "case.pdf", PDF)
    assert "Nothing was different" in send(browser, here, "case.pdf", PDF).content.decode()
    assert remove(browser, here, version="1").status_code == HTTPStatus.CONFLICT
    assert browser.get(f"{here}file/").content == PDF


def test_what_is_no_paper_is_refused_and_nothing_is_kept(circulated: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    browser, here = circulated.browser("SEC"), f"{address(circulated, OPEN)}file/attach/"
    refused = browser.post(here, {"version": "1", "file": SimpleUploadedFile("a.pdf", b"MZ\x00\x01\x02")})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "a.pdf: this is no document that Plait keeps. Save it as PDF" in refused.content.decode()
    assert "Choose the file of this paper" in browser.post(here, {"version": "1"}).content.decode()
    two = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]
    assert "A paper has one file." in browser.post(here, {"version": "1", "file": two}).content.decode()
    monkeypatch.setattr(paper_files, "was_cut", lambda _request: True)
    assert "This is larger than 50 MB." in browser.post(here, {"version": "1"}).content.decode()
    circulated.see()
    assert not BoardPaperFile.objects.exists()


def test_a_file_that_is_not_what_was_attached_is_not_opened(circulated: Site) -> None:
    circulated.see()
    wrong = sha256(b"what was attached").hexdigest()
    BoardPaperFile.objects.create(trust=circulated.trust, sha256=wrong, ending="pdf", content=PDF)
    BoardPaper.objects.filter(title=OPEN).update(sha256=wrong, size=3)
    with pytest.raises(FileDamaged):
        load_file(circulated.trust.pk, line(circulated, OPEN))
    answer = circulated.browser("ME").get(f"{address(circulated, OPEN)}file/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "what is kept is not what was attached" in answer.content.decode()
    assert PDF not in answer.content


def test_the_database_lets_nobody_change_a_file_and_a_paper_that_is_gone_takes_none(circulated: Site) -> None:
    known = line(circulated, OPEN)
    attach_file(circulated.act, known, PaperFile("case.pdf", "pdf", PDF), version=1)
    for statement in ("UPDATE store_boardpaperfile SET ending = 'exe'", "DELETE FROM store_boardpaperfile"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    BoardPaper.objects.filter(title=OPEN).delete()
    with pytest.raises(StaleRecord):
        take_file_away(circulated.act, known, version=2)


def test_the_page_and_the_list_ask_as_often_with_files_as_without(circulated: Site) -> None:
    browser, here = circulated.browser("SEC"), address(circulated, OPEN)
    before = count_queries(browser, LIST), count_queries(browser, here)
    send(browser, here, "case.pdf", PDF)
    read(browser, here)
    assert (count_queries(browser, LIST), count_queries(browser, here)) == before
