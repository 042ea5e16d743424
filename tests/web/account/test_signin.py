"""Signing in and out, the password, and where one arrives."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from plait.engine.permissions import Role
from plait.store.models import Trust, User
from tests.conftest import UserWithRole

pytestmark = pytest.mark.django_db

PASSWORD = "three words unlike each other"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def elin(user_with_role: UserWithRole, trust: Trust) -> User:
    """Somebody of the transformation office, with a password."""
    user = user_with_role("PMO", trust)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> int:
    """Send the form; the status says how it went."""
    return client.post("/account/login/", {"login": user.email, "password": password, **more}).status_code


def test_one_signs_in_by_email_and_arrives_at_ones_trust(client: Client, elin: User) -> None:
    assert client.get("/").headers["Location"] == "/account/login/?next=/"
    answer = client.post("/account/login/", {"login": elin.email.upper(), "password": PASSWORD})
    assert answer.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/t/PLA/"


def test_signing_in_gives_a_new_session(client: Client, elin: User) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "abcdefghijklmnopqrstuvwxyz012345"
    sign_in(client, elin)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert first != "abcdefghijklmnopqrstuvwxyz012345"
    client.post("/account/logout/")
    sign_in(client, elin)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first


@pytest.mark.parametrize("login", ["known", "nobody@trust.example"])
def test_a_wrong_password_and_an_unknown_address_read_the_same(client: Client, elin: User, login: str) -> None:
    address = elin.email if login == "known" else login
    page = client.post("/account/login/", {"login": address, "password": "wrong"}).content.decode()
    assert "The e-mail address or the password is not right." in page
    assert "<title>Error: Sign in – Plait</title>" in page
    assert 'value="wrong"' not in page


def test_an_empty_form_says_what_to_enter(client: Client) -> None:
    page = client.post("/account/login/", {}).content.decode()
    assert "Enter the e-mail address" in page
    assert 'href="#id_login"' in page


def test_the_sixth_failed_attempt_answers_429(client: Client, elin: User) -> None:
    answers = [sign_in(client, elin, "wrong") for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert sign_in(client, elin) == 429


def test_logging_out_needs_a_post(client: Client, elin: User) -> None:
    client.force_login(elin)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/account/").status_code == 200
    assert client.post("/account/logout/").headers["Location"] == "/account/login/"
    assert client.get("/account/").status_code == 302


def test_forms_without_their_token_are_refused_in_words(elin: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": elin.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "This form was open too long" in answer.content.decode()


def test_nobody_is_sent_to_another_site(client: Client, elin: User) -> None:
    answer = client.post(
        "/account/login/", {"login": elin.email, "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_a_closed_account_cannot_sign_in(client: Client, elin: User) -> None:
    elin.is_active = False
    elin.save()
    sign_in(client, elin)
    assert client.get("/account/").status_code == 302


def test_without_a_live_access_the_page_says_so(client: Client, user_with_role: UserWithRole, trust: Trust) -> None:
    client.force_login(user_with_role("PMO", trust, ends=date(2021, 1, 1)))
    answer = client.get("/")
    assert answer.status_code == 200
    assert "You cannot enter a trust yet" in answer.content.decode()
    assert "None today." in client.get("/account/").content.decode()


def test_the_account_lists_each_trust(
    client: Client, elin: User, user_with_role: UserWithRole, other_trust: Trust
) -> None:
    user_with_role("CDIO", other_trust, user=elin)
    client.force_login(elin)
    page = client.get("/account/").content.decode()
    assert 'href="/t/PLA/"' in page
    assert 'href="/t/PLB/"' in page
    assert elin.email in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPS])
def test_every_role_arrives_at_a_page_it_may_open(
    client: Client, user_with_role: UserWithRole, trust: Trust, role: Role
) -> None:
    client.force_login(user_with_role(role, trust))
    arrived = client.get("/", follow=True)
    assert (arrived.status_code, len(arrived.redirect_chain)) == (200, 1)
    address = arrived.redirect_chain[0][0]
    assert address == ("/t/PLA/access/" if role is Role.ADM else "/t/PLA/")
    assert f'href="{address}"' in client.get("/account/").content.decode()
    lost = client.get("/t/PLA/nowhere/").content.decode()
    assert f'<a href="{address}">go to' in lost


def test_a_refused_administrator_is_shown_the_way_to_a_page_of_theirs(
    client: Client, user_with_role: UserWithRole, trust: Trust
) -> None:
    client.force_login(user_with_role("ADM", trust))
    refused = client.get("/t/PLA/")
    page = refused.content.decode()
    assert refused.status_code == 403
    assert '<a href="/t/PLA/access/">Go to Users and access</a>' in page
    assert 'href="/t/PLA/"' not in page


def test_who_may_open_nothing_of_a_trust_is_told_so(client: Client, user_with_role: UserWithRole, trust: Trust) -> None:
    client.force_login(user_with_role("OPS", trust))
    assert "You cannot enter a trust yet" in client.get("/").content.decode()
    assert '<a href="/account/">Go to your account</a>' in client.get("/t/PLA/").content.decode()


def test_signing_up_is_closed(client: Client) -> None:
    form = {"email": "new@trust.example", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/account/signup/", form)
    assert "Accounts are made by your trust" in answer.content.decode()
    assert not User.objects.filter(email="new@trust.example").exists()


def test_a_password_is_reset_by_letter(client: Client, elin: User) -> None:
    answer = client.post("/account/password/reset/", {"email": elin.email})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    (letter,) = mail.outbox
    assert letter.subject == "Reset your password for Plait"
    link = next(line for line in letter.body.splitlines() if "/account/password/reset/key/" in line)
    form = client.get(client.get(link.removeprefix("http://testserver")).headers["Location"])
    assert "Choose a new password" in form.content.decode()
    short = client.post(form.request["PATH_INFO"], {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    done = client.post(form.request["PATH_INFO"], {"password1": PASSWORD * 2, "password2": PASSWORD * 2})
    assert done.headers["Location"] == "/account/password/reset/key/done/"
    assert "Your password is changed" in client.get("/account/password/reset/key/done/").content.decode()
    assert sign_in(Client(), elin, PASSWORD * 2) == 302
    again = client.get(link.removeprefix("http://testserver"), follow=True)
    assert "This link no longer works" in again.content.decode()


def test_an_unknown_address_gets_no_letter_and_the_same_answer(client: Client) -> None:
    answer = client.post("/account/password/reset/", {"email": "nobody@trust.example"})
    assert answer.headers["Location"] == "/account/password/reset/done/"
    assert mail.outbox == []


def test_a_password_is_changed_by_whoever_knows_it(client: Client, elin: User) -> None:
    client.force_login(elin)
    wrong = {"oldpassword": "wrong", "password1": PASSWORD * 2, "password2": PASSWORD * 2}
    assert "This is not the password you use now." in client.post("/account/password/change/", wrong).content.decode()
    client.post("/account/password/change/", {**wrong, "oldpassword": PASSWORD})
    elin.refresh_from_db()
    assert elin.check_password(PASSWORD * 2)
    assert "Your password is changed." in client.get("/account/").content.decode()
