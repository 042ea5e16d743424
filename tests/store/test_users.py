"""Users and trusts as people read and find them."""

from __future__ import annotations

import pytest

from plait.store.models import Trust, User

pytestmark = pytest.mark.usefixtures("db")


def test_a_user_is_found_whatever_the_capitals_of_the_address() -> None:
    User.objects.create(email="ann@trust.example", name="Ann Frost", password="!")
    assert str(User.objects.get_by_natural_key("Ann@Trust.Example")) == "Ann Frost"


def test_a_trust_reads_as_its_name(trust: Trust) -> None:
    assert str(trust) == trust.name
