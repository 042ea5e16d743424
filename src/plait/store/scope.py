"""Whose rows a request or job may see: set first, cleared last, enforced by row security."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import Error, connection

from plait.store.selecting import planning_once


def set_scope(*, user_id: int | None, trust_ids: Iterable[int] = ()) -> None:
    """From here on this connection acts for `user_id` and sees the rows of `trust_ids`; none, without them."""
    trusts = "{" + ",".join(str(int(trust)) for trust in trust_ids) + "}"
    user = "" if user_id is None else str(int(user_id))
    with planning_once() as cursor:
        cursor.execute(
            "SELECT set_config('plait.user', %s, false), set_config('plait.trusts', %s, false)", [user, trusts]
        )


def clear_scope() -> None:
    """See nothing again. A connection too broken to be told so is closed, lest its next user inherit a scope."""
    try:
        set_scope(user_id=None)
    except Error:
        connection.close()


@contextmanager
def scoped(*, user_id: int | None, trust_ids: Iterable[int] = ()) -> Iterator[None]:
    """Act within a scope for a while, and see nothing afterwards, whatever happens."""
    set_scope(user_id=user_id, trust_ids=trust_ids)
    try:
        yield
    finally:
        clear_scope()
