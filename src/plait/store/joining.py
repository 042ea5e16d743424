"""Two employments that are one person: said by somebody of each trust they are in, never guessed, and unsaid again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localtime

from plait.store.access import live_accesses
from plait.store.models import Employment, Person
from plait.store.people_register import OF_PERSON
from plait.store.writing import Act, Row, Writing, read_rows_by, writing


class CannotJoin(Exception):
    """Two employments cannot become one person; the text says why."""


def join_people(one: Act, other: Act, number: str, other_number: str) -> None:
    """Make the person behind `number` in the trust of `one` the person behind `other_number` in that of `other` too.

    The scope must show both trusts. The first trust's name, e-mail and registration stay; the second's go.
    CannotJoin when either act is not that of a user who may enter its trust that day, an employment is not there,
    or the other person is employed somewhere else too.
    Joined twice, nothing more happens.
    """
    if one.trust_id == other.trust_id:
        raise CannotJoin("Both employments are in one trust. Joining takes two trusts.")
    if not (_may_enter(one) and _may_enter(other)):
        raise CannotJoin("Joining takes a user of each trust.")
    kept, joined = _employment(one, number), _employment(other, other_number)
    if kept["person_id"] == joined["person_id"]:
        return
    with _whole(f"The person behind {other_number} has another employment too. Join that one first."):
        with writing(other) as pen:
            _give(pen, joined, kept["person_id"])
        with writing(one) as pen:
            pen.note("joined", "employment", kept["id"], {"trust_id": other.trust_id, "employee_number": other_number})


def join_posts(act: Act, number: str, other_number: str) -> None:
    """Say that two employments of one trust are one person, whose name, e-mail and registration are those of `number`.

    CannotJoin when one is not there, when they are one employment or one person already, or when the other person has
    a further employment.
    """
    kept, joined = _employment(act, number), _employment(act, other_number)
    if kept["person_id"] == joined["person_id"]:
        raise CannotJoin(f"{joined['employee_number']} is this very person already.")
    found = joined["employee_number"]
    further = f"The person behind {found} has another employment too. Open the page of {found} and join from there."
    with _whole(further), writing(act) as pen:
        _give(pen, joined, kept["person_id"])
        pen.change(Employment, [(kept, {})], "joined")  # so that the history of both tells of it


def part_posts(act: Act, number: str) -> None:
    """Say that an employment is another person's than those it is joined with; both keep name, e-mail, registration.

    CannotJoin when it is not there, or joined with none of this trust.
    """
    employment = _employment(act, number)
    together = Employment.objects.filter(trust_id=act.trust_id, person_id=employment["person_id"])
    if together.count() < 2:
        raise CannotJoin(f"{employment['employee_number']} stands for itself already.")
    [person] = read_rows_by(Person, id=employment["person_id"])
    with writing(act) as pen:
        [new] = pen.add(Person, [{column: person[column] for column in OF_PERSON}], "parted")
        pen.change(Employment, [(employment, {"person_id": new})], "parted")


def _give(pen: Writing, joined: Row, person_id: int) -> None:
    """The employment to the person who keeps it, and its own person away."""
    pen.remove(Person, read_rows_by(Person, id=joined["person_id"]), "joined")
    pen.change(Employment, [(joined, {"person_id": person_id})], "joined")


@contextmanager
def _whole(refusal: str) -> Iterator[None]:
    """All of it or nothing; the database knows of employments in trusts that are not in scope."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as fault:
        raise CannotJoin(refusal) from fault


def _may_enter(act: Act) -> bool:
    """May whoever acts enter the trust of the act on its day?"""
    return act.by is not None and live_accesses(act.by, localtime(act.at).date()).filter(trust_id=act.trust_id).exists()


def _employment(act: Act, number: str) -> Row:
    rows = read_rows_by(Employment, trust_id=act.trust_id, employee_number__iexact=number)
    if not rows:
        raise CannotJoin(f"There is no employee number {number} in this trust.")
    return rows[0]
