"""The whole permission table, walked by a browser: every role, every action, own trust, another, both, and expired."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone

from plait.engine.permissions import PERMISSIONS, Action, Role, Scope
from plait.store.models import Department, Trust, User
from plait.store.scope import scoped
from plait.web.shared.access import TrustAccess, TrustRequest, needs, public, signed_in
from tests.conftest import UserWithRole

SignIn = Callable[[User], Client]

pytestmark = [
    pytest.mark.urls(__name__),
    pytest.mark.filterwarnings("ignore:No directory at"),  # static files are collected by `make demo`, not by tests
]


def _page_needing(action: Action) -> Callable[..., HttpResponseBase]:
    @needs(action)
    def page(request: TrustRequest) -> HttpResponse:
        seen = Department.objects.order_by("id").values_list("name", flat=True)
        return HttpResponse(f"{request.viewer.trust_code}: {', '.join(seen)}")

    return page


@needs(Action.ENTER)
def streamed(_request: TrustRequest) -> StreamingHttpResponse:
    """Rows asked for while the answer is on its way."""

    def rows() -> Iterator[str]:
        yield from Department.objects.values_list("name", flat=True)
        yield "; "
        yield from Department.objects.values_list("name", flat=True)

    return StreamingHttpResponse(rows())


@needs(Action.ENTER)
def broken(request: TrustRequest) -> HttpResponse:
    """A view that fails."""
    raise RuntimeError(request.viewer.trust_code)


@needs(Action.ENTER)
def record(request: TrustRequest, number: int) -> HttpResponse:
    """One record of the trust."""
    return HttpResponse(f"{request.viewer.trust_code} {number}")


def forgotten(_request: HttpRequest, code: str) -> HttpResponse:
    """A view nobody thought about."""
    return HttpResponse(f"secrets of {code}")


@signed_in
def welcome(_request: HttpRequest) -> HttpResponse:
    """A page of no trust."""
    return HttpResponse("Welcome")


@public
def door(_request: HttpRequest) -> HttpResponse:
    """A page for anybody."""
    return HttpResponse("Sign in")


urlpatterns = [
    *(path(f"t/<str:code>/{action.name}/", _page_needing(action)) for action in Action),
    path("t/<str:code>/streamed/", streamed),
    path("t/<str:code>/broken/", broken),
    path("t/<str:code>/records/<int:number>/", record),
    path("t/<str:code>/forgotten/", forgotten),
    path("welcome/", welcome),
    path("login/", door, name="account_login"),
    path("accessibility", door, name="accessibility"),
    path("account/", welcome, name="account"),
    path("logout/", door, name="account_logout"),
]

# As in the site itself, so that a refusal is the page people will see.
handler403 = "plait.web.shared.views.forbidden"
handler404 = "plait.web.shared.views.not_found"


def _answers(browser: Client, code: str) -> dict[Action, int]:
    return {action: browser.get(f"/t/{code}/{action.name}/").status_code for action in Action}


@pytest.fixture
def two_wards(trust: Trust, other_trust: Trust) -> None:
    """A department in each trust, each seen from its own only."""
    for owner in (trust, other_trust):
        with scoped(user_id=None, trust_ids=[owner.pk]):
            Department.objects.create(trust=owner, name=f"Ward of {owner.code}")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_every_action_in_own_trust_another_both_and_expired(
    role: Role, trust: Trust, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    today = timezone.localdate()
    # What hangs on an office is refused to whoever is not named to it, whatever their role.
    expected = {action: 200 if PERMISSIONS[role, action] & ~Scope.OFFICE else 403 for action in Action}
    missing = dict.fromkeys(Action, 404)
    user = user_with_role(role, trust)
    browser = signed_in_as(user)

    assert _answers(browser, trust.code) == expected
    assert _answers(browser, other_trust.code) == missing

    user_with_role(role, other_trust, user=user, starts=today - timedelta(days=9), ends=today)
    user_with_role(role, other_trust, user=user, starts=today + timedelta(days=1))
    assert _answers(browser, other_trust.code) == missing

    user_with_role(role, other_trust, user=user, starts=today)
    assert _answers(browser, trust.code) == expected
    assert _answers(browser, other_trust.code) == expected


@pytest.mark.django_db
@pytest.mark.usefixtures("two_wards")
def test_a_page_sees_only_the_trust_of_its_address(
    trust: Trust, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    user = user_with_role("PMO", trust)
    user_with_role("PMO", other_trust, user=user)
    browser = signed_in_as(user)
    assert browser.get("/t/PLA/ENTER/").content == b"PLA: Ward of PLA"
    assert browser.get("/t/PLB/ENTER/").content == b"PLB: Ward of PLB"


def _body(browser: Client, address: str) -> tuple[int, str]:
    response = browser.get(address)
    return response.status_code, re.sub(r'(nonce|value)="[^"]{16,64}"', "", response.content.decode())


@pytest.mark.django_db
def test_a_foreign_trust_answers_exactly_like_a_missing_one(
    trust: Trust, other_trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    browser = signed_in_as(user_with_role("PMO", trust))
    for page in ("ENTER/", "records/7/", "no-such-page/"):
        foreign, missing = (_body(browser, f"/t/{code}/{page}") for code in (other_trust.code, "ZZZ"))
        assert foreign == missing
        assert foreign[0] == HTTPStatus.NOT_FOUND
        assert other_trust.name not in foreign[1]


@pytest.mark.django_db
def test_a_closed_account_enters_nothing(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> None:
    user = user_with_role("PMO", trust)
    browser = signed_in_as(user)
    assert browser.get("/t/PLA/ENTER/").status_code == HTTPStatus.OK
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert browser.get("/t/PLA/ENTER/").status_code == HTTPStatus.FOUND  # to the sign-in page


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in_whatever_the_code(client: Client) -> None:
    ways = {client.get(f"/t/{code}/ENTER/")["Location"].replace(code, "…") for code in ("PLA", "PLB", "ZZZ")}
    assert ways == {"/login/?next=/t/…/ENTER/"}


def _scope_of_connection() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('plait.user', true), current_setting('plait.trusts', true)")
        return [value or "" for value in cursor.fetchone() or ()]


@pytest.mark.django_db
def test_no_scope_is_left_behind(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> None:
    browser = signed_in_as(user_with_role("PMO", trust))
    for page in ("ENTER/", "MANAGE_ACCESS/", "no-such-page/"):
        browser.get(f"/t/PLA/{page}")
        assert _scope_of_connection() == ["", "{}"]
    with pytest.raises(RuntimeError):
        browser.get("/t/PLA/broken/")
    assert _scope_of_connection() == ["", "{}"]


def _stream(user: User) -> StreamingHttpResponse:
    """The answer as a server gets it; the test client would close the connection along with it."""
    request = RequestFactory().get("/t/PLA/streamed/")
    request.user = user
    response = TrustAccess(lambda request: streamed(request, code="PLA"))(request)
    assert isinstance(response, StreamingHttpResponse)
    assert _scope_of_connection() == ["", "{}"]
    return response


@pytest.mark.django_db
@pytest.mark.usefixtures("two_wards")
def test_a_streamed_answer_sees_its_trust_and_leaves_no_scope(trust: Trust, user_with_role: UserWithRole) -> None:
    response = _stream(user_with_role("PMO", trust))
    assert b"".join(iter(response)) == b"Ward of PLA; Ward of PLA"
    assert _scope_of_connection() == ["", "{}"]


@pytest.mark.django_db
@pytest.mark.usefixtures("two_wards")
def test_a_streamed_answer_cut_short_leaves_no_scope(trust: Trust, user_with_role: UserWithRole) -> None:
    user = user_with_role("PMO", trust)
    response = _stream(user)
    assert next(iter(response)) == b"Ward of PLA"
    assert _scope_of_connection() == [str(user.pk), f"{{{trust.pk}}}"]
    for close in response.__dict__[
        "_resource_closers"
    ]:  # what close() calls before it tells the server that all is done
        close()
    assert _scope_of_connection() == ["", "{}"]


@pytest.mark.django_db
def test_a_view_that_declares_nothing_is_refused_to_all(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    response = signed_in_as(user_with_role("PMO", trust)).get("/t/PLA/forgotten/")
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert b"secrets" not in response.content


@pytest.mark.django_db
def test_a_page_of_no_trust_opens_to_whoever_has_signed_in(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn, client: Client
) -> None:
    assert signed_in_as(user_with_role("OPS", trust)).get("/welcome/").content == b"Welcome"
    assert client.get("/welcome/").status_code == HTTPStatus.FOUND


@pytest.mark.django_db
def test_refusals_are_logged_without_names(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    user = user_with_role("ME", trust)
    browser = signed_in_as(user)
    with caplog.at_level(logging.WARNING, logger="plait.access"):
        for page in ("PLA/IMPORT/", "PLA/forgotten/", "PLB/ENTER/"):
            browser.get(f"/t/{page}")
    lines = [record.getMessage() for record in caplog.records if record.name == "plait.access"]
    assert lines == [
        f"refused: user {user.pk}, GET '/t/PLA/IMPORT/' needs IMPORT",
        f"refused: user {user.pk}, GET '/t/PLA/forgotten/' forgotten declares no permission",
        f"refused: user {user.pk} has no access to the trust of '/t/PLB/ENTER/'",
    ]
    assert user.name not in caplog.text


@pytest.mark.django_db
def test_the_refusal_is_a_page_in_plain_words(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> None:
    response = signed_in_as(user_with_role("ME", trust)).get("/t/PLA/IMPORT/")
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "<h1" in response.content.decode()
