"""A trust's beginning: made by the owner, furnished with what every trust starts with."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.models import Min

from plait.engine.sheets import Entry
from plait.engine.staff_groups import StaffGroup as Group
from plait.store import models
from plait.store.imports import Choices, Saving, plan_sheets, save_plans
from plait.store.names import Names
from plait.store.writing import Act, writing


def create_trust(code: str, name: str, *, is_invented: bool = False) -> tuple[int, bool]:
    """A new, empty trust made on the owner's address: its id, and false where the code was taken and it is that one."""
    trusts = models.Trust.objects.using("owner")
    made, is_new = trusts.get_or_create(code=code, defaults={"name": name, "is_invented": is_invented})
    return made.pk, is_new


def create_user(email: str, name: str, password: str) -> int:
    """A user who signs in with this address; the one there already keeps name and password.

    A ValueError for letters other than a to z: PostgreSQL takes some of them for others, ı for I.
    """
    if not email.isascii():
        raise ValueError("an address is written with plain letters")
    there = models.User.objects.filter(email__iexact=email).values_list("id", flat=True).first()
    return there or models.User.objects.create(email=email, name=name, password=make_password(password)).pk


def create_users(names: Mapping[str, str], password: str) -> dict[str, int]:
    """Users by address who share one password, as those of a demonstration do; it is hashed once. Their ids."""
    hashed = make_password(password)
    users = models.User.objects
    return {
        email: users.get_or_create(email=email, defaults={"name": name, "password": hashed})[0].pk
        for email, name in names.items()
    }


def furnish_trust(act: Act, groups: Iterable[Group], competencies: Iterable[Entry], *, on: date) -> None:
    """Give the trust of `act` its staff groups and competencies, those it does not have yet; the scope must show it."""
    with writing(act) as pen:
        there = Names(act.trust_id)
        wanted = [group for group in groups if not there.has("staff groups", group.name)]
        pen.add(models.StaffGroup, [{"name": group.name, "viewpoint": group.viewpoint.value} for group in wanted])
        names = Names(act.trust_id)
        choices = Choices(on)
        plans = plan_sheets(act.trust_id, {"competencies": list(competencies)}, choices, names)
        save_plans(pen, plans, Saving(choices, names))


def code_of(trust_id: int) -> str | None:
    """The code of a trust in scope; None when the scope holds none of this number."""
    return models.Trust.objects.filter(id=trust_id).values_list("code", flat=True).first()


def holds_trust(*, is_invented: bool) -> bool:
    """Is there an invented, or a real, trust in this database? Asked on the owner's address, which sees every trust."""
    return models.Trust.objects.using("owner").filter(is_invented=is_invented).exists()


def revision_of(trust_id: int) -> int:
    """How often the record of a trust was written to; 0 while it is empty. Asked on the owner's address."""
    return models.Trust.objects.using("owner").values_list("revision", flat=True).get(id=trust_id)


def first_import_day(trust_ids: Iterable[int]) -> date:
    """The earliest day a file of these trusts is true from; there must be one. Asked on the owner's address."""
    files = models.Import.objects.using("owner").filter(trust_id__in=list(trust_ids))
    first: date = files.aggregate(first=Min("true_from"))["first"]
    return first
