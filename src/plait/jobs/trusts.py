"""Opening a trust: its row by the owner, its first user, and what every trust starts with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plait.engine.frameworks.govuk import competency_entries
from plait.engine.frameworks.shipped import shipped_competencies
from plait.engine.permissions import Role
from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.store.access import Grant, find_user_id, find_viewer, grant_access
from plait.store.scope import scoped
from plait.store.trusts import create_trust, create_user, furnish_trust, holds_trust
from plait.store.writing import Act

OPERATOR = "Whoever runs this installation"


class TrustRefused(Exception):
    """The trust may not be opened here; the text says why."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A trust to open, and who enters it first, as what."""

    code: str
    name: str
    email: str
    roles: tuple[Role, ...] = (Role.ADM,)


def open_trust(opening: Opening, ask_password: Callable[[], str], *, at: datetime) -> bool:
    """Open a trust with staff groups, competencies and a first user; false when it was there, and then only enter it.

    The password is asked for only when nobody signs in with that address yet. Doing it twice adds nothing.
    TrustRefused for a real trust beside invented ones, since everybody knows the demo's password.
    """
    if holds_trust(is_invented=True):
        raise TrustRefused("This database holds the demo's trusts. Give a real trust a database of its own.")
    today = timezone.localdate(at)
    user_id = find_user_id(opening.email)
    if user_id is None:
        user_id = create_user(opening.email, opening.email.split("@")[0], ask_password())
    trust_id, is_new = create_trust(opening.code, opening.name)
    act = Act(trust_id, None, OPERATOR, at)
    viewer = find_viewer(user_id, opening.code, today)
    held = viewer.roles if viewer else frozenset()
    with scoped(user_id=None, trust_ids=[trust_id]):  # nobody gives themselves a role: the operator gives it
        furnish_trust(act, USUAL_STAFF_GROUPS, competency_entries(shipped_competencies()).entries, on=today)
        for role in opening.roles:
            if role not in held:
                grant_access(act, Grant(user_id, role, starts=today))
    return is_new
