"""Access to a trust, given, changed and closed: never one's own, and never the last administrator's."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from plait.engine.permissions import Role
from plait.store.access import Grant, end_access, grant_access
from plait.store.models import Access, Employment, Submission, User
from plait.store.users import AccessLine
from plait.store.writing import Act, noting, read_rows_by

OWN_ROLE = "Nobody gives themselves a role. Ask another trust administrator."
OWN_POST = (
    "This is your own post, and nobody gives themselves a role, under another address neither. "
    "Ask another trust administrator."
)
OWN_ACCESS = "Nobody changes or closes their own access. Ask another trust administrator."
HAS_ENDED = "This access has ended by that day. Give the role again instead."
NOT_ASCII = "This address has a letter other than a to z. Write it with plain letters, like ann.frost@trust.example."
UNUSABLE = "!"
"""How a password begins that opens nothing, as Django writes it."""


@dataclass(frozen=True, slots=True)
class Giving:
    """A role somebody is to have, by the address they sign in with; the name counts for a new account only."""

    email: str
    name: str
    role: Role
    starts: date
    ends: date | None = None
    employee_number: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """The access that came of it; `is_new_user` when it took a new account, which has no password yet."""

    access_id: int
    name: str
    email: str
    is_new_user: bool


class CannotGive(Exception):
    """This role cannot be given so; `field` names what to write differently, and the text says what."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


class LastAdministrator(Exception):
    """Nobody would be left who may give access without an end of their own."""


def give_role(act: Act, giving: Giving, *, submission: uuid.UUID) -> Given:
    """Give somebody a role in the trust of `act`, with a new account where the address has none.

    CannotGive says what stands against it. The same submission sent again leads to the same access.
    """
    with transaction.atomic():
        taken, is_fresh = Submission.objects.get_or_create(
            trust_id=act.trust_id, user_id=act.user_id, key=submission, defaults={"at": act.at}
        )
        if not is_fresh and taken.record_id:
            access = Access.objects.select_related("user").get(trust_id=act.trust_id, id=taken.record_id)
            return Given(access.pk, access.user.name, access.user.email, is_new_user=False)
        number = _employee_number(act, giving)
        user, is_new = _user(act, giving)
        if user.pk == act.by:
            raise CannotGive("email", OWN_ROLE)
        _refuse_twice(act.trust_id, user, giving)
        grant = Grant(user.pk, giving.role, giving.starts, giving.ends, number)
        taken.record_id = grant_access(act, grant)
        taken.save(update_fields=["record_id"])
        return Given(taken.record_id, user.name, user.email, is_new_user=is_new)


def close_access(act: Act, line: AccessLine, *, on: date) -> None:
    """End an access on a day, the first that no longer counts.

    CannotGive when it is one's own, LastAdministrator when nobody else administers the trust without an end,
    StaleRecord when somebody changed the access since it was read.
    """
    if line.user_id == act.by:
        raise CannotGive("ends", OWN_ACCESS)
    with transaction.atomic():
        if line.role == Role.ADM:
            _refuse_last(act.trust_id, line.id, on)
        end_access(act, line.id, version=line.version, on=on)


def change_access(act: Act, line: AccessLine, *, role: Role, ends: date | None, on: date) -> bool:
    """Give an access another role from `on`, or another end; what it was before stays in the record.

    False when nothing is different. CannotGive says what stands against it, LastAdministrator as with closing,
    StaleRecord when somebody changed the access since it was read.
    """
    with transaction.atomic():
        _refuse_change(act, line, role=role, ends=ends, on=on)
        if (role, ends) == (line.role, line.own_ends):
            return False
        [row] = read_rows_by(Access, trust_id=act.trust_id, id=line.id)
        seen = {**row, "version": line.version}
        with noting(act) as pen:
            if role == line.role or line.starts >= on:
                pen.change(Access, [(seen, {"role": role.value, "ends": ends})])
                return True
            pen.change(Access, [(seen, {"ends": on})], action="ended")
            kept = {name: row[name] for name in ("user_id", "employment_id")}
            pen.add(Access, [{**kept, "role": role.value, "starts": on, "ends": ends}], action="granted")
            return True


def _refuse_change(act: Act, line: AccessLine, *, role: Role, ends: date | None, on: date) -> None:
    if line.user_id == act.by:
        raise CannotGive("role", OWN_ACCESS)
    if line.ends is not None and line.ends <= on:
        raise CannotGive("starts", HAS_ENDED)
    if line.role == Role.ADM and role != Role.ADM:
        _refuse_last(act.trust_id, line.id, on)
    elif line.role == Role.ADM and ends is not None and (line.ends is None or ends < line.ends):
        _refuse_last(act.trust_id, line.id, ends)
    user = User.objects.select_for_update().get(id=line.user_id)
    _refuse_twice(act.trust_id, user, Giving(user.email, user.name, role, max(on, line.starts), ends), but=line.id)


def renew_first_password(act: Act, line: AccessLine) -> bool:
    """Make every earlier way to the first password of this user useless, so that a new one can be handed over.

    False where none is due: the account was opened elsewhere, is closed, or has a password by now.
    """
    with noting(act) as pen:
        waiting = User.objects.filter(id=line.user_id, is_active=True, password__startswith=UNUSABLE)
        if not line.awaits_password or not waiting.update(password=make_password(None)):
            return False
        pen.note("invited", "user", line.user_id, {"name": line.name, "email": line.email})
        return True


def _refuse_last(trust_id: int, access_id: int, on: date) -> None:
    administrators = Access.objects.filter(trust_id=trust_id, role=Role.ADM)
    # Two administrators who close each other's access at once wait for one another here.
    list(administrators.order_by("id").select_for_update().values_list("id"))
    lasting = Q(employment=None) | Q(employment__ends=None)
    others = administrators.filter(lasting, starts__lte=on, ends=None, user__is_active=True)
    if not others.exclude(id=access_id).exists():
        raise LastAdministrator


def _employee_number(act: Act, giving: Giving) -> str | None:
    """The number of the employment that the role hangs on, as it is recorded; none where none is given."""
    if not giving.employee_number:
        return None
    found = Employment.objects.filter(trust_id=act.trust_id, employee_number__iexact=giving.employee_number)
    if found.filter(person__employment__access__user=act.by).exists():
        raise CannotGive("employee_number", OWN_POST)
    number = found.filter(Q(ends=None) | Q(ends__gt=giving.starts)).values_list("employee_number", flat=True).first()
    if number is None:
        wrong = f"Nobody is employed under the number {giving.employee_number} on that day."
        raise CannotGive("employee_number", f"{wrong} Look it up in the list of people.")
    return number


def _user(act: Act, giving: Giving) -> tuple[User, bool]:
    """Who signs in with this address, and whether the account is new; a new one has no password that opens it."""
    if not giving.email.isascii():
        raise CannotGive("email", NOT_ASCII)
    new = {"email": giving.email.lower(), "name": giving.name, "password": make_password(None)}
    # Of several who open one address at once, one makes the account; the others wait for it and find it there.
    accounts = User.objects.select_for_update()
    user, is_new = accounts.get_or_create(email__iexact=giving.email, defaults=new)
    if is_new:
        with noting(act) as pen:
            pen.note("opened", "user", user.pk, {"name": user.name, "email": user.email})
    elif not user.is_active:
        wrong = "The account of this address is closed."
        raise CannotGive("email", f"{wrong} Whoever runs this installation of Plait can open it again.")
    return user, is_new


def _refuse_twice(trust_id: int, user: User, giving: Giving, *, but: int = 0) -> None:
    """Nobody holds a role twice on one day; the access `but` may."""
    held = Access.objects.filter(
        Q(ends=None) | Q(ends__gt=giving.starts),
        Q(employment=None) | Q(employment__ends=None) | Q(employment__ends__gt=giving.starts),
        trust_id=trust_id,
        user=user,
        role=giving.role,
    )
    held = held.exclude(id=but)
    if giving.ends is not None:
        held = held.filter(starts__lt=giving.ends)
    if held.exists():
        raise CannotGive("role", f"{user.name} is {giving.role.words} on these days already. Choose another role.")
