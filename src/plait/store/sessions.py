"""Who has signed in, as every request asks: the session, and the account it belongs to, read anew each time.

Nothing of either is kept: who signs out, or whose account is closed, is out with the next request.
"""

from typing import Any

from django.contrib.sessions.backends import db
from django.db import DEFAULT_DB_ALIAS

from plait.store.models import User
from plait.store.selecting import planning_once

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > now()"
COLUMNS = tuple(field.attname for field in User._meta.concrete_fields)
USER = f"SELECT {', '.join(COLUMNS)} FROM store_user WHERE id = %s"  # noqa: S608 # nothing but columns is put in


class SessionStore(db.SessionStore):
    """Django's sessions in the database, found by a query that is planned once."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and a new session, where there is none of this key or it has ended."""
        with planning_once() as cursor:
            cursor.execute(SESSION, [self.session_key])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found[0]))


def load_user(user_id: int) -> User | None:
    """The account of this id, open or closed."""
    with planning_once() as cursor:
        cursor.execute(USER, [user_id])
        found = cursor.fetchone()
    return User.from_db(DEFAULT_DB_ALIAS, COLUMNS, found) if found else None
