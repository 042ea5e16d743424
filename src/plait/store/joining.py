"""Two employments that are one person: said by a user of each trust, never guessed."""

from django.db import IntegrityError, connection, transaction

from plait.store.models import Access, Employment, Person
from plait.store.writing import Act, Row, read_rows_by, writing


class CannotJoin(Exception):
    """Two employments cannot become one person; the text says why."""


def join_people(one: Act, other: Act, number: str, other_number: str) -> None:
    """Make the person behind `number` in the trust of `one` the person behind `other_number` in that of `other` too.

    The scope must show both trusts. The first trust's name, e-mail and registration stay; the second's go.
    CannotJoin when either act is not that of a user of its trust, an employment is not there, or the other
    person is employed somewhere else too.
    Joined twice, nothing more happens.
    """
    if one.trust_id == other.trust_id:
        raise CannotJoin("Both employments are in one trust. Joining takes two trusts.")
    if not (_may_enter(one) and _may_enter(other)):
        raise CannotJoin("Joining takes a user of each trust.")
    kept = _employment(one, number)
    joined = _employment(other, other_number)
    if kept["person_id"] == joined["person_id"]:
        return
    try:
        with transaction.atomic():
            with writing(other) as pen:
                pen.remove(Person, read_rows_by(Person, id=joined["person_id"]), "joined")
                pen.change(Employment, [(joined, {"person_id": kept["person_id"]})], "joined")
            with writing(one) as pen:
                pen.note(
                    "joined", "employment", kept["id"], {"trust_id": other.trust_id, "employee_number": other_number}
                )
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as fault:
        raise CannotJoin(
            f"The person behind {other_number} has another employment too. Join that one first."
        ) from fault


def _may_enter(act: Act) -> bool:
    """Has whoever acts an access to the trust of the act?"""
    return act.by is not None and Access.objects.filter(trust_id=act.trust_id, user_id=act.by).exists()


def _employment(act: Act, number: str) -> Row:
    rows = read_rows_by(Employment, trust_id=act.trust_id, employee_number__iexact=number)
    if not rows:
        raise CannotJoin(f"There is no employee number {number} in this trust.")
    return rows[0]
