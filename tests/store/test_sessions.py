"""The session and the account of a request are read anew each time."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session

from plait.store.models import User
from plait.store.sessions import SessionStore, load_user

pytestmark = pytest.mark.django_db


def signed_in() -> SessionStore:
    session = SessionStore()
    session["who"] = "Ada"
    session.save()
    return session


def test_a_session_is_found_by_its_key() -> None:
    there = SessionStore(signed_in().session_key)
    assert dict(there.items()) == {"who": "Ada"}
    assert not there.modified


def test_a_session_that_is_over_or_never_was_is_empty_and_has_no_key() -> None:
    over, ended = signed_in(), signed_in()
    Session.objects.filter(session_key=over.session_key).update(expire_date=datetime(2026, 1, 1, tzinfo=UTC))
    ended.delete()
    for key in (over.session_key, ended.session_key, "a-key-nobody-ever-had-0123456789", "\u2028" * 32):
        session = SessionStore(key)
        assert dict(session.items()) == {}
        assert session.session_key is None


def test_an_account_is_found_by_its_id_as_it_stands() -> None:
    made = User.objects.create(email="ada@trust.example", name="Ada", password="!")
    found = load_user(made.pk)
    assert found == made
    assert found is not None
    assert (found.name, found.password, found.is_active) == ("Ada", "!", True)
    found.name = "Ada Lovelace"
    found.save(update_fields=["name"])
    assert User.objects.get().name == "Ada Lovelace"
    assert load_user(made.pk + 1) is None
