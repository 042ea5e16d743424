"""Every address of the site: a permission is declared, whoever lacks it is refused, looking changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, re_path

from plait.engine.permissions import Action, Role, may
from plait.store.models import Department, Event, Trust, User
from plait.store.scope import scoped
from plait.store.writing import Act, writing
from plait.web.shared.access import Open, TrustRequest, needs, public, signed_in
from tests.addresses import Address, site
from tests.conftest import UserWithRole

SignIn = Callable[[User], Client]

# What anybody may open. A new name here is a decision; nothing else is public.
PUBLIC = frozenset(
    ("health", "accessibility", "account_login", "account_logout", "account_inactive", "account_signup",
     "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
     "account_reset_password_from_key_done")
)  # fmt: skip
FITTING = {"code": "PLA", "uuid": "4a7ffe35-6d19-4a41-93cf-3a6a2e6d0f04", "any": "1"}


def find_undeclared(addresses: Sequence[Address]) -> list[str]:
    """Views that declare nothing, or something that does not go with their address."""
    return [f"{a.name or a.path}: {fault}" for a in addresses if (fault := _fault_of(a))]


def _fault_of(address: Address) -> str:
    is_of_a_trust = address.path.startswith("/t/PLA/")
    if address.permission is None:
        return "declares no permission"
    if isinstance(address.permission, Action) != is_of_a_trust:
        return f"needs {address.permission.name}, which does not go with its address"
    if (address.permission is Open.PUBLIC) != (address.name in PUBLIC):
        return "is public in one place and not in the other"
    is_open = getattr(address.view, "login_required", True) is False
    return "asks nobody to sign in" if is_open and address.permission is not Open.PUBLIC else ""


def find_open_to_strangers(client: Client, addresses: Sequence[Address]) -> list[str]:
    """Addresses that answer somebody who has not signed in with anything but the way to sign in."""
    return [
        f"{method} {address.path}"
        for address in addresses
        if address.permission is not Open.PUBLIC
        for method in ("GET", "POST")
        if not _leads_to_sign_in(client.generic(method, address.path))
    ]


def _leads_to_sign_in(response: Any) -> bool:
    return response.status_code == HTTPStatus.FOUND and str(response["Location"]).startswith("/account/login/?next=")


def find_open_to(browser: Client, role: Role, addresses: Sequence[Address]) -> list[str]:
    """Addresses of the trust that a role lacks the permission for, and yet is not refused."""
    return [
        f"{method} {address.path}"
        for address in addresses
        if isinstance(address.permission, Action) and not may(role, address.permission)
        for method in ("GET", "POST")
        if browser.generic(method, address.path).status_code != HTTPStatus.FORBIDDEN
    ]


def find_changed_by_looking(browser: Client, trust: Trust, addresses: Sequence[Address]) -> list[str]:
    """Addresses whose GET breaks, leaves an event or moves the revision; of files, `test_exports` knows the rest."""
    faults = []
    for address in addresses:
        before = _state(trust)
        response = browser.get(address.path)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            faults.append(f"{address.path}: {response.status_code}")
        if _state(trust) != before:
            faults.append(f"{address.path}: changed the record")
    return faults


def _state(trust: Trust) -> tuple[int, int]:
    with scoped(user_id=None, trust_ids=[trust.pk]):
        return Event.objects.count(), Trust.objects.get(code=trust.code).revision


def _browser_of_all_roles(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> Client:
    user = user_with_role(Role.PMO, trust)
    for role in Role:
        user_with_role(role, trust, user=user)
    return signed_in_as(user)


def test_every_view_declares_its_permission() -> None:
    assert find_undeclared(site(FITTING)) == []


def test_every_public_name_is_the_name_of_an_address() -> None:
    assert {address.name for address in site(FITTING)} >= PUBLIC


@pytest.mark.django_db
def test_strangers_are_sent_to_sign_in(client: Client) -> None:
    assert find_open_to_strangers(client, site(FITTING)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_whoever_lacks_the_permission_is_refused(
    role: Role, trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    assert find_open_to(signed_in_as(user_with_role(role, trust)), role, site(FITTING)) == []


@pytest.mark.django_db
def test_looking_changes_nothing(trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn) -> None:
    browser = _browser_of_all_roles(trust, user_with_role, signed_in_as)
    addresses = [address for address in site(FITTING) if address.name not in ("account_logout", "account_inactive")]
    assert find_changed_by_looking(browser, trust, addresses) == []


# The tests above, tested on views that break each of their rules.


def undeclared(_request: HttpRequest) -> HttpResponse:
    """Declares nothing."""
    return HttpResponse("open")


@needs(Action.READ_RECORD)
def trustless(_request: TrustRequest) -> HttpResponse:
    """Needs a permission in no trust."""
    return HttpResponse("open")


@public
def secretly_public(_request: HttpRequest) -> HttpResponse:
    """Public, and nobody decided so."""
    return HttpResponse("open")


@signed_in
def half_open(_request: HttpRequest) -> HttpResponse:
    """Declared for those who have signed in, yet asks nobody to."""
    return HttpResponse("open")


half_open.__dict__["login_required"] = False


def pretending(_request: HttpRequest, code: str) -> HttpResponse:
    """Says it needs a permission, and lets everybody in."""
    return HttpResponse(f"secrets of {code}")


pretending.__dict__["permission"] = Action.MANAGE_ACCESS


@needs(Action.ENTER)
def visited(request: TrustRequest) -> HttpResponse:
    """Writes when looked at."""
    at = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    with writing(Act(request.viewer.trust_id, request.viewer.user_id, request.viewer.name, at)) as pen:
        pen.add(Department, [{"name": "Visited", "origin_id": None}])
    return HttpResponse("done")


@needs(Action.READ_RECORD)
def fine(_request: TrustRequest, uuid: UUID, name: str) -> HttpResponse:
    """Breaks no rule."""
    return HttpResponse(f"{uuid} {name}")


@public
def door(_request: HttpRequest, key: str = "") -> HttpResponse:
    """The sign-in page."""
    return HttpResponse(f"sign in {key}")


urlpatterns = [
    path("undeclared/", undeclared, name="undeclared"),
    path("trustless/", trustless, name="trustless"),
    path("secretly-public/", secretly_public, name="secretly-public"),
    path("half-open/", half_open, name="half-open"),
    path("t/<str:code>/pretending/", pretending, name="pretending"),
    path("t/<str:code>/visited/", visited, name="visited"),
    path("t/<str:code>/things/<uuid:uuid>/<slug:name>/", fine, name="fine"),
    path("account/", include([re_path(r"^login/(?P<key>[a-z0-9]+)?$", door, name="account_login")])),
]


@pytest.mark.urls(__name__)
def test_the_walk_names_views_that_declare_wrongly() -> None:
    assert find_undeclared(site(FITTING)) == [
        "undeclared: declares no permission",
        "trustless: needs READ_RECORD, which does not go with its address",
        "secretly-public: is public in one place and not in the other",
        "half-open: asks nobody to sign in",
    ]


@pytest.mark.urls(__name__)
def test_the_walk_fills_in_addresses() -> None:
    assert [address.path for address in site(FITTING)][-2:] == [
        "/t/PLA/things/4a7ffe35-6d19-4a41-93cf-3a6a2e6d0f04/1/",
        "/account/login/1",
    ]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_walk_names_what_is_open_to_strangers(client: Client) -> None:
    opened = [path.split(" ")[1] for path in find_open_to_strangers(client, site(FITTING))]
    assert set(opened) == {"/half-open/"}


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_walk_names_what_a_role_should_not_open(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    browser = signed_in_as(user_with_role(Role.ME, trust))
    assert find_open_to(browser, Role.ME, site(FITTING)) == ["GET /t/PLA/pretending/", "POST /t/PLA/pretending/"]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_the_walk_names_what_changes_by_looking(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: SignIn
) -> None:
    browser = _browser_of_all_roles(trust, user_with_role, signed_in_as)
    addresses = [address for address in site(FITTING) if address.path.startswith("/t/")]
    assert find_changed_by_looking(browser, trust, addresses) == ["/t/PLA/visited/: changed the record"]
