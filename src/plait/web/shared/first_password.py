"""The letter with which somebody new chooses their first password, by the same link that resets one."""

from __future__ import annotations

import logging

from allauth.account.forms import default_token_generator
from allauth.account.utils import filter_users_by_email, user_pk_to_url_str
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse

_log = logging.getLogger("plait.access")
LETTER_NOT_SENT = (
    "The letter with the way to a password could not be sent. Ask them to choose one by “Reset your password” on the "
    "sign-in page."
)
SUBJECT = "Your access to Plait"
WORDS = """{name},

you may now enter {trust} in Plait.

Open this link and choose a password. It works once, for 3 days.

{link}

Too late? Ask for a new link: {again}
Then sign in with this e-mail address: {start}
"""


def send_first_password(request: HttpRequest, email: str, trust_name: str) -> bool:
    """Send whoever signs in with `email` the way to a password; false when the letter did not go."""
    [user] = filter_users_by_email(email, is_active=True)
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = reverse("account_reset_password_from_key", kwargs=parts)
    words = WORDS.format(
        name=user,
        trust=trust_name,
        link=request.build_absolute_uri(link),
        again=request.build_absolute_uri(reverse("account_reset_password")),
        start=request.build_absolute_uri("/"),
    )
    try:
        send_mail(SUBJECT, words, None, [email])
    except OSError:  # a mail server that refuses, is away, or a disk that is full
        _log.exception("no letter to user %s", user.pk)
        return False
    return True
