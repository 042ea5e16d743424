"""Who may enter which trust as what: looked up at every request, never remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plait.engine.permissions import Role, Viewer
from plait.store.models import Access, Employment, Trust, User
from plait.store.scope import clear_scope, scoped, set_scope
from plait.store.selecting import HOLDS, planning_once
from plait.store.writing import Act, noting, read_rows_by

# Every request asks these, one after the other: act for the user alone; then for the trust of the code, where they hold
# an access to it; read what they hold and are tied to. To plan them costs the server far more than to run them.
ACT_ALONE = "SELECT set_config('plait.user', %(user)s::bigint::text, false), set_config('plait.trusts', '{}', false)"
ACT_IN_TRUST = f"""
    SELECT set_config('plait.trusts', '{{' || t.id || '}}', false) FROM store_trust t
    WHERE t.code = %(code)s AND EXISTS (
        SELECT FROM store_access a WHERE a.trust_id = t.id AND a.user_id = %(user)s::bigint AND {HOLDS.format("a")})"""  # noqa: S608 # nothing but HOLDS is put in
VIEWER = f"""
    SELECT u.name, t.id, t.code, t.name, t.is_invented, t.revision,
        (SELECT f.id FROM store_finding f WHERE f.trust_id = t.id AND f."on" <= %(on)s
         ORDER BY f."on" DESC, f.id DESC LIMIT 1),
        a.role, e.employee_number,
        ARRAY(SELECT o.name FROM store_membership m JOIN store_team o ON o.id = m.team_id
              WHERE m.employment_id = e.id AND {HOLDS.format("m")} AND {HOLDS.format("o")}),
        ARRAY(SELECT o.employee_number FROM store_assignment r JOIN store_employment o ON o.id = r.employment_id
              WHERE r.manager_id = e.id AND {HOLDS.format("r")} AND {HOLDS.format("o")}),
        ARRAY(SELECT c.name FROM store_community c WHERE c.lead_id = e.id AND {HOLDS.format("c")}),
        ARRAY(SELECT o.office FROM store_officeholder o
              WHERE o.trust_id = t.id AND o.user_id = u.id AND {HOLDS.format("o")})
    FROM store_access a JOIN store_trust t ON t.id = a.trust_id JOIN store_user u ON u.id = a.user_id
    LEFT JOIN store_employment e ON e.id = a.employment_id
    WHERE t.code = %(code)s AND u.id = %(user)s::bigint AND u.is_active AND {HOLDS.format("a")}
        AND (e.ends IS NULL OR e.ends > %(on)s) AND a.role = ANY(%(roles)s)
    ORDER BY e.id, a.id"""  # noqa: S608 # nothing but HOLDS is put in


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
    if not email.isascii():
        return None  # capitals aside, PostgreSQL takes ı for I, and so one address for another
    return User.objects.filter(email__iexact=email, is_active=True).values_list("id", flat=True).first()


def email_of(user_id: int) -> str:
    """The e-mail address this user signs in with."""
    return User.objects.values_list("email", flat=True).get(id=user_id)


def trusts_of(user_id: int, on: date) -> tuple[TrustName, ...]:
    """The trusts this user may enter on a day, by name; no scope is left behind."""
    with scoped(user_id=user_id):
        trusts = list(_entered(user_id, on).order_by("name", "code"))
        set_scope(user_id=user_id, trust_ids=[trust.pk for trust in trusts])
        live = set(live_accesses(user_id, on).values_list("trust_id", flat=True))
    return tuple(TrustName(trust.code, trust.name, trust.is_invented) for trust in trusts if trust.pk in live)


def enters_elsewhere(viewer: Viewer) -> bool:
    """Was the viewer ever given an access to another trust? It asks no other trust whether that still holds."""
    return Access.objects.filter(user_id=viewer.user_id).exclude(trust_id=viewer.trust_id).exists()


def find_viewer(user_id: int, code: str, on: date) -> Viewer | None:
    """This user as they may look at one trust on a day; None alike for no such trust and for no access to it.

    It sets a scope of its own and leaves none behind.
    """
    with entered(user_id, code, on) as viewer:
        return viewer


@contextmanager
def entered(user_id: int, code: str, on: date) -> Iterator[Viewer | None]:
    """As `find_viewer`, and within the scope of that trust for a while; None sees nothing."""
    try:
        viewer = None if "\0" in code else _viewer(user_id, code, on)  # the database takes no such text
        if viewer is None:
            clear_scope()
        yield viewer
    finally:
        clear_scope()


def _viewer(user_id: int, code: str, on: date) -> Viewer | None:
    parameters: Any = {"user": user_id, "code": code, "on": on}  # the stubs know no named ones
    parameters["roles"] = [role.value for role in Role]
    with planning_once() as cursor:
        for query in (ACT_ALONE, ACT_IN_TRUST, VIEWER):
            cursor.execute(query, parameters)
        accesses = cursor.fetchall()
    if not accesses:
        return None
    name, trust_id, trust_code, trust_name, is_invented, revision, findings_id, *_ = accesses[0]
    _, _, _, _, _, _, _, roles, numbers, teams, reports, communities, offices = zip(*accesses, strict=True)
    return Viewer(
        user_id=user_id,
        name=name,
        trust_id=trust_id,
        trust_code=trust_code,
        trust_name=trust_name,
        is_invented=is_invented,
        roles=frozenset(map(Role, roles)),
        employee_number=numbers[0],
        teams=frozenset(chain(*teams)),
        reports=frozenset(chain(*reports)),
        communities=frozenset(chain(*communities)),
        offices=frozenset(chain(*offices)),
        revision=revision,
        findings_id=findings_id or 0,
    )


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


def live_accesses(user_id: int, on: date) -> "QuerySet[Access]":
    """What a user holds in the trusts in scope on a day; an access ends with its employment."""
    still_employed = Q(employment=None) | Q(employment__ends=None) | Q(employment__ends__gt=on)
    return Access.objects.filter(_live(on), still_employed, user_id=user_id, role__in=list(Role))
