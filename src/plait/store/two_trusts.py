"""Somebody who leads two trusts and may enter both: who they are in each, and that they took rows of both along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.access import entered, trusts_of
from plait.store.models import RoleHolder
from plait.store.scope import scoped
from plait.store.writing import Act, noting


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody who holds a leadership role in a trust: their employment there, and the person, one in all trusts."""

    employment_id: int
    person_id: int
    name: str


def leader_of(viewer: Viewer, *, on: date) -> Leader | None:
    """The viewer as a leader of their trust; None for who holds no leadership role, or reads nothing of sharing."""
    if viewer.employee_number is None or not scope_of(viewer, Action.READ_SHARED):
        return None
    held = RoleHolder.objects.filter(
        trust_id=viewer.trust_id, employment__employee_number=viewer.employee_number, starts__lte=on
    )
    found = held.exclude(ends__lte=on).exclude(employment__ends__lte=on)
    columns = ("employment_id", "employment__person_id", "employment__person__name")
    row = found.order_by("id").values_list(*columns).first()
    return Leader(*row) if row else None


def leads_two(user_id: int, *, on: date) -> bool:
    """Does this user lead two trusts or more that they may enter, as one person? It leaves no scope behind."""
    people = []
    for trust in trusts_of(user_id, on):
        with entered(user_id, trust.code, on) as viewer:
            leader = viewer and leader_of(viewer, on=on)
            people += [leader.person_id] if leader else []
    return len(people) > 1 and len(set(people)) == 1


def note_taken(acts: Sequence[Act], told: dict[str, object]) -> None:
    """Leave in the audit trail of each trust that a file with rows of all of them was taken, or in none."""
    with scoped(user_id=acts[0].by, trust_ids=[act.trust_id for act in acts]), transaction.atomic():
        for act in acts:
            with noting(act) as pen:
                pen.note("exported", "file", None, told)
