"""The rule that every test of a page keeps is seen to bite: a request that loads a whole Trust fails its test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from plait.engine.permissions import Action
from plait.store.models import Trust, User
from plait.store.snapshot import load_trust
from plait.web.shared.access import TrustRequest, needs
from tests.conftest import InScope, UserWithRole

TODAY = date(2026, 11, 2)


@needs(Action.ENTER)
def whole(request: TrustRequest) -> HttpResponse:
    """Loads a whole Trust for one page."""
    return HttpResponse(load_trust(request.viewer.trust_code, on=TODAY).name)


urlpatterns = [path("t/<slug:code>/whole/", whole)]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_request_that_loads_a_trust_fails_its_test(
    trust: Trust, user_with_role: UserWithRole, signed_in_as: Callable[[User], Client], in_scope: InScope
) -> None:
    browser = signed_in_as(user_with_role("PMO", trust))
    with pytest.raises(AssertionError, match="/t/PLA/whole/ loads a Trust"):
        browser.get("/t/PLA/whole/")
    in_scope(trust)
    assert load_trust("PLA", on=TODAY).name == trust.name
