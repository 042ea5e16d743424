"""People whom PLA lends to PLB, as rows of the two trusts, and counts of what either sees."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import connection

from plait.store.models import Borrowing, Employment, LentPerson
from plait.store.scope import scoped
from plait.store.writing import Act


def day(ahead: int) -> date:
    """So many days from the day of the database, by which grants begin and end."""
    [(today,)] = rows("SELECT (now() AT TIME ZONE 'Europe/London')::date")
    return date.fromisoformat(str(today)) + timedelta(days=ahead)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def rows(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def lend(act: Act, number: str = "1002", *, starts: int = -3, ends: int = 90, **more: Any) -> int:
    """PLA lends somebody to PLB, from and to so many days from today."""
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        employment = Employment.objects.get(employee_number=number)
        values = {"borrower": "PLB", "starts": day(starts), "ends": day(ends), **more}
        return LentPerson.objects.create(trust_id=act.trust_id, employment=employment, **values).pk


def agree(act: Act, *, starts: int = -1, ends: int = 400) -> None:
    with scoped(user_id=act.by, trust_ids=[act.trust_id]):
        Borrowing.objects.create(trust_id=act.trust_id, lender="PLA", starts=day(starts), ends=day(ends))
