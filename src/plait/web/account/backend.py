"""The account behind a session, as Django asks for it at every request."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from plait.store.sessions import load_user


class Accounts(AuthenticationBackend):
    """allauth's accounts."""

    def get_user(self, user_id: int) -> Any:
        """The account of this id, unless it is closed."""
        user = load_user(user_id)
        return user if user and self.user_can_authenticate(user) else None
