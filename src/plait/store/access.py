"""Who may enter which trust as what: looked up at every request, never remembered."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from plait.engine.permissions import Role, Viewer
from plait.store.models import Access, Assignment, Community, Employment, Membership, Trust, User
from plait.store.scope import scoped, set_scope
from plait.store.writing import Act, noting, read_rows_by


@dataclass(frozen=True, slots=True)
class TrustName:
    """A trust somebody may enter."""

    code: str
    name: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """One user's right to enter a trust in a role, from `starts` up to, not including, `ends`.

    Where it names an employment, it ends with that employment at the latest.
    """

    user_id: int
    role: Role
    starts: date
    ends: date | None = None
    employee_number: str | None = None


def find_user_id(email: str) -> int | None:
    """The user who signs in with this e-mail address, capitals aside, unless the account is closed."""
    return User.objects.filter(email__iexact=email, is_active=True).values_list("id", flat=True).first()


def trusts_of(user_id: int, on: date) -> tuple[TrustName, ...]:
    """The trusts this user may enter on a day, by name; no scope is left behind."""
    with scoped(user_id=user_id):
        trusts = list(_entered(user_id, on).order_by("name", "code"))
        set_scope(user_id=user_id, trust_ids=[trust.pk for trust in trusts])
        live = set(_live_accesses(user_id, on).values_list("trust_id", flat=True))
    return tuple(TrustName(trust.code, trust.name, trust.is_invented) for trust in trusts if trust.pk in live)


def find_viewer(user_id: int, code: str, on: date) -> Viewer | None:
    """This user as they may look at one trust on a day; None alike for no such trust and for no access to it.

    It sets a scope of its own and leaves none behind.
    """
    with scoped(user_id=user_id):
        trust = _entered(user_id, on).filter(code=code).first()
        if trust is None:
            return None
        set_scope(user_id=user_id, trust_ids=[trust.pk])
        return _viewer(user_id, trust, on)


def grant_access(act: Act, grant: Grant) -> int:
    """Let somebody enter the trust of `act`, and give the id of their access; the scope must show that trust."""
    employment = None
    if grant.employee_number is not None:
        employment = Employment.objects.get(trust_id=act.trust_id, employee_number__iexact=grant.employee_number)
    row = {
        "user_id": grant.user_id,
        "role": grant.role.value,
        "employment_id": employment.pk if employment else None,
        "starts": grant.starts,
        "ends": grant.ends,
    }
    with noting(act) as pen:
        return pen.add(Access, [row], action="granted")[0]


def end_access(act: Act, access_id: int, *, version: int, on: date) -> bool:
    """End an access on a day; false when the trust has no such access, StaleRecord when it changed meanwhile."""
    with noting(act) as pen:
        rows = read_rows_by(Access, trust_id=act.trust_id, id=access_id)
        pen.change(Access, [({**row, "version": version}, {"ends": on}) for row in rows], action="ended")
    return bool(rows)


def _live(on: date) -> Q:
    return Q(starts__lte=on) & (Q(ends=None) | Q(ends__gt=on))


def _entered(user_id: int, on: date) -> "QuerySet[Trust]":
    """Trusts to which the user holds an access today; whether its employment has ended only the trust's scope tells."""
    accesses = Access.objects.filter(_live(on), trust_id=OuterRef("pk"), user_id=user_id, user__is_active=True)
    return Trust.objects.filter(Exists(accesses))


def _live_accesses(user_id: int, on: date) -> "QuerySet[Access]":
    still_employed = Q(employment=None) | Q(employment__ends=None) | Q(employment__ends__gt=on)
    return Access.objects.filter(_live(on), still_employed, user_id=user_id, role__in=list(Role))


def _viewer(user_id: int, trust: Trust, on: date) -> Viewer | None:
    accesses = list(_live_accesses(user_id, on).filter(trust=trust).order_by("id").select_related("user"))
    if not accesses:
        return None
    employments = _ties_of([access.employment_id for access in accesses if access.employment_id], on)
    return Viewer(
        user_id=user_id,
        name=accesses[0].user.name,
        trust_id=trust.pk,
        trust_code=trust.code,
        trust_name=trust.name,
        is_invented=trust.is_invented,
        roles=frozenset(Role(access.role) for access in accesses),
        employee_number=employments[0].number if employments else None,
        teams=frozenset(name for employment in employments for name in employment.teams),
        reports=frozenset(number for employment in employments for number in employment.reports),
        communities=frozenset(name for employment in employments for name in employment.communities),
    )


@dataclass(frozen=True, slots=True)
class _Ties:
    """What an employment is tied to on a day: its teams, those who report to it, the communities it leads."""

    number: str
    teams: list[str]
    reports: list[str]
    communities: list[str]


def _ties_of(employment_ids: list[int], on: date) -> list[_Ties]:
    """The ties of some employments, in one query."""
    if not employment_ids:
        return []
    teams = Membership.objects.filter(_live(on), employment_id=OuterRef("pk")).values("team__name")
    reports = Assignment.objects.filter(_live(on), manager_id=OuterRef("pk")).values("employment__employee_number")
    communities = Community.objects.filter(_live(on), lead_id=OuterRef("pk")).values("name")
    rows = Employment.objects.filter(id__in=employment_ids).order_by("id")
    ties = rows.values_list("employee_number", ArraySubquery(teams), ArraySubquery(reports), ArraySubquery(communities))
    return [_Ties(*row) for row in ties]
