"""Time an accepted plan promised, and a form that would ask for more: refused by the database, told in words."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from plait.store.embedded import Addresses
from plait.store.models import Membership, Team, Trust, User
from tests.conftest import UserWithRole
from tests.registers import form_of, make_site


def test_a_form_says_that_a_plan_has_the_time(
    fresh_database: Addresses,  # noqa: ARG001 - the database looks when a transaction ends
    trust: Trust,
    user_with_role: UserWithRole,
    signed_in_as: Callable[[User], Client],
) -> None:
    site = make_site(trust, user_with_role("PMO", trust), user_with_role, signed_in_as)
    site.bring(teams="Team|Starts\nSecond team|01/06/2025")
    site.see()
    held = Membership.objects.filter(wte="0.4")  # Bo Price, who has 0.8
    held.update(promised=True)
    number = held.get().employment.employee_number
    other = f"/t/PLA/teams/{site.id_of(Team, name='Second team')}/"
    office, here = site.browser("PMO"), f"{other}members/add/"
    site.see()
    form = form_of(office, here) | {"employee_number": number, "starts": "01/10/2025"}
    refused = office.post(here, form | {"wte": "0.5"}).content.decode()
    assert "An accepted plan promised time of this person" in refused
    assert office.post(here, form | {"wte": "0.4"})["Location"] == other
