"""Health, accessibility and what is said when something is wrong."""

from __future__ import annotations

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, RequestFactory

from plait.web.shared import views
from plait.web.shared.notice import notice, undo_address
from tests.web import gallery


@pytest.mark.django_db
def test_health_answers_while_the_database_does(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_health_says_when_the_database_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "ensure_connection", gone)
        assert client.get("/healthz").status_code == 503


def test_the_accessibility_statement_is_open_to_all(client: Client) -> None:
    page = client.get("/accessibility").content.decode()
    assert "<h1>Accessibility statement</h1>" in page
    assert "WCAG 2.2 level AA" in page


def test_a_page_that_is_not_there(client: Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "nowhere" not in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "status", "said"),
    [
        (views.bad_request, 400, "This request cannot be read"),
        (views.forbidden, 403, "Your role cannot open this page"),
        (views.form_expired, 403, "This form was open too long"),
        (views.not_found, 404, "Page not found"),
        (views.too_many_requests, 429, "Wait 5 minutes"),
        (views.server_error, 500, "Something broke on our side"),
    ],
)
def test_errors_speak_plainly(view: object, status: int, said: str, rf: RequestFactory) -> None:
    request = with_messages(rf.get("/"))
    answer = view(request)  # type: ignore[operator] # each is a view
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{said}" in page or said in page
    assert not {"invalid", "please", "sorry"} & set(page.lower().split())


def test_an_error_is_drawn_where_nothing_else_works() -> None:
    assert views.server_error(HttpRequest()).status_code == 500


def test_a_conflict_shows_both_versions(rf: RequestFactory) -> None:
    answer = views.conflict(with_messages(rf.get("/")), gallery.CONFLICT)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Answer within 2 minutes" in page
    assert "Answer within 1 minute" in page


def test_a_notice_keeps_its_way_back(rf: RequestFactory) -> None:
    request = with_messages(rf.get("/"))
    notice(request, "37 people saved.", undo="/t/PLA/imports/3/undo")
    notice(request, "Saved.")
    first, second = request._messages  # type: ignore[attr-defined] # as Django's own middleware keeps them
    assert undo_address(first.extra_tags) == "/t/PLA/imports/3/undo"
    assert undo_address(second.extra_tags) == ""


def with_messages(request: HttpRequest) -> HttpRequest:
    """The request as the message middleware leaves it."""
    request.session = {}  # type: ignore[assignment] # all that messages ask of a session
    request.__dict__["_messages"] = FallbackStorage(request)
    return request
