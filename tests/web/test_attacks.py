"""What somebody who means harm sends, and what becomes of it."""

from __future__ import annotations

import io
import logging
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIRequest
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory, override_settings
from django.utils.module_loading import import_string

from plait.config import settings as written
from plait.store.models import Team, Trust, User
from plait.web.shared import editing
from plait.web.shared.letters import KeptLetters
from plait.web.shared.quiet_log import QuietFormatter, RefusalsInOneLine
from plait.web.shared.upload_limit import was_cut
from tests.conftest import UserWithRole
from tests.registers import Site, form_of

SIGN_IN = "/account/login/"
MEGABYTE = 1_000_000
FILE = b'--cut\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n\r\n'
FIELD = b'\r\n--cut\r\nContent-Disposition: form-data; name="after"\r\n\r\nread\r\n--cut--\r\n'


class LongLine:
    """The body of a request: a head, many letters without a line end, a tail; made as it is read."""

    def __init__(self, head: bytes, count: int, tail: bytes) -> None:
        self._head, self._count, self._tail = head, count, tail
        self.size = len(head) + count + len(tail)

    def read(self, size: int = -1) -> bytes:
        """At most so many of the next bytes."""
        if self._head:
            found, self._head = self._head[:size], self._head[size:]
        elif self._count:
            found = b"A" * min(size, self._count)
            self._count -= len(found)
        else:
            found, self._tail = self._tail[:size], self._tail[size:]
        return found

    readline = read  # nothing ends the line


def bringing(body: LongLine) -> WSGIRequest:
    """A request that brings this body."""
    made = RequestFactory().post("/account/login/", content_type="multipart/form-data; boundary=cut")
    return WSGIRequest({**made.META, "CONTENT_LENGTH": str(body.size), "wsgi.input": body})


def test_a_body_of_any_size_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", MEGABYTE)
    request = bringing(LongLine(FILE % (b"file", b"a.csv"), 60 * MEGABYTE, FIELD))
    tracemalloc.start()
    try:
        assert request.POST.dict() == {"after": "read"}
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert was_cut(request)
    assert most < 10 * MEGABYTE


def test_many_files_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.web.shared.upload_limit.MAX_FILE_BYTES", 100)
    files = [FILE % (name, name) + b"x" * 60 + b"\r\n" for name in (b"one", b"two", b"three")]
    body = b"".join(files)
    request = bringing(LongLine(body, 0, FIELD))
    assert list(request.FILES) == ["one"]
    assert was_cut(request)


def test_files_within_the_limit_are_kept() -> None:
    body = b"".join(FILE % (name, name) + b"x" * 60 + b"\r\n" for name in (b"one", b"two"))
    request = bringing(LongLine(body, 0, FIELD))
    assert list(request.FILES) == ["one", "two"]
    assert not was_cut(request)


@pytest.mark.django_db
def test_a_code_no_text_can_be_is_no_trust(
    user_with_role: UserWithRole, trust: Trust, signed_in_as: Callable[[User], Client]
) -> None:
    browser = signed_in_as(user_with_role("PMO", trust))
    other = ("/t/PLA/board/packs/1/board-pack.%00", "/t/PLA/executives/1/with/%00/accept/", "/%00/")
    for address in ("/t/P%00LA/", "/t/%00/teams/", "/t/PLA%00/imports/new/", *other):
        assert browser.get(address).status_code == browser.post(address).status_code == 404


def test_letters_are_for_nobody_else_on_the_machine(tmp_path: Path) -> None:
    kept = tmp_path / "mail"
    kept.mkdir(mode=0o755)  # as an earlier version left it
    with override_settings(EMAIL_BACKEND="plait.web.shared.letters.KeptLetters", EMAIL_FILE_PATH=kept):
        assert mail.send_mail("Reset your password", "a link", None, ["ann@trust.example"]) == 1
    [letter] = kept.iterdir()
    assert "a link" in letter.read_text()
    if sys.platform != "win32":
        assert kept.stat().st_mode & 0o077 == 0


def test_the_site_keeps_letters_so() -> None:
    assert written.EMAIL_HOST == ""
    assert import_string(written.EMAIL_BACKEND) is KeptLetters


@pytest.mark.django_db
def test_the_log_tells_what_broke_and_of_nobody(user_with_role: UserWithRole, trust: Trust) -> None:
    somebody = user_with_role("PMO", trust)
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(QuietFormatter("%(message)s"))
    log = logging.Logger("test of the log")  # noqa: LOG001 - of this test alone
    log.addHandler(handler)
    try:
        with transaction.atomic():
            User.objects.create(email=somebody.email, name="Twice")
    except IntegrityError:
        log.exception("refused")
    said = lines.getvalue()
    assert somebody.email not in said
    assert said.count("is left out") == said.count("duplicate key value") == 2
    assert "The above exception was the direct cause" in said


def test_a_refusal_is_one_line_and_what_broke_keeps_its_traceback() -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.addFilter(RefusalsInOneLine())
    log = logging.Logger("test of the log")  # noqa: LOG001 - of this test alone
    log.addHandler(handler)
    for status in (403, 500):
        try:
            raise ValueError(status)
        except ValueError:
            log.warning("answered", exc_info=True, extra={"status_code": status})
    assert lines.getvalue().splitlines()[:2] == ["answered", "answered"]
    assert "ValueError: 500" in lines.getvalue()
    assert "ValueError: 403" not in lines.getvalue()


def test_the_site_logs_so() -> None:
    [handler] = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    assert isinstance(handler.formatter, QuietFormatter)
    assert any(isinstance(one, RefusalsInOneLine) for one in handler.filters)


@pytest.mark.django_db
def test_a_flood_of_names_leaves_the_count_of_one(client: Client, tmp_path: Path) -> None:
    kept = {"default": {**settings.CACHES["default"], "LOCATION": tmp_path}}
    with override_settings(CACHES=kept):
        for number in range(5):
            client.post(SIGN_IN, {"login": "ann@trust.example", "password": f"guess {number}"})
        for number in range(1_500):
            cache.set(f"another-{number}", [number])
        refused = client.post(SIGN_IN, {"login": "ann@trust.example", "password": "guess 6"})
    assert refused.status_code == 429


TEAM_FORM = {"name": "Access team", "purpose": "Shorter waits"}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Access\u202emaet", "turns the direction of text (U+202E) at place 7"),
        ("Access\x1bteam", "A control character (U+001B) at place 7"),
        ("Access\0team", "A control character (U+0000) at place 7"),
        ("A" * 40_000, "characters in one cell"),
    ],
)
def test_signs_that_mislead_are_refused_in_a_form(site: Site, name: str, told: str) -> None:
    browser, here = site.browser("PMO"), f"/t/PLA/teams/{site.id_of(Team)}/edit/"
    answer = browser.post(here, form_of(browser, here) | TEAM_FORM | {"name": name})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    site.see()
    assert Team.objects.get().name == "Access team"


def test_who_saves_while_a_form_is_being_checked_is_not_overwritten(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, here = site.browser("PMO"), f"/t/PLA/teams/{site.id_of(Team)}/edit/"
    mine = form_of(browser, here) | {"purpose": "Mine"}
    checked = editing._checked

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(editing, "_checked", checked)
        other = site.browser("PMO")
        assert other.post(here, form_of(other, here) | {"purpose": "Theirs"}).status_code == 302
        site.see()
        return checked(*given)

    monkeypatch.setattr(editing, "_checked", meanwhile)
    answer = browser.post(here, mine)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    site.see()
    assert Team.objects.get().purpose == "Theirs"
