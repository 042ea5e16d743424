"""Who was where, by Django's own means: a part of the same trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plait.engine.areas import Area, Visit
from plait.engine.board_development import Learning
from plait.engine.contacts import Contact
from plait.engine.education import Session, Target
from plait.engine.origins import Origin
from plait.store import models

OriginOf = Callable[[Any], Origin | None]


def areas_of(trust: models.Trust, origin: OriginOf) -> tuple[Area, ...]:
    """The clinical areas, whatever the day."""
    rows = _all(models.ClinicalArea, trust).select_related("site")
    return tuple(Area(a.name, a.starts, a.ends, a.site.name if a.site else "", origin(a)) for a in rows)


def visits_of(trust: models.Trust, origin: OriginOf) -> tuple[Visit, ...]:
    """The visits to them."""
    rows = _all(models.ClinicalVisit, trust).select_related("area", "employment")
    return tuple(
        Visit(v.area.name, v.visited_on, v.employment.employee_number, v.purpose, v.took_place, origin(v)) for v in rows
    )


def sessions_of(trust: models.Trust, origin: OriginOf) -> tuple[Session, ...]:
    """The education sessions."""
    rows = _all(models.EducationSession, trust).select_related("staff_group")
    return tuple(Session(s.held_on, s.topic, s.staff_group.name, s.reached, origin(s)) for s in rows)


def targets_of(trust: models.Trust, origin: OriginOf) -> tuple[Target, ...]:
    """Their targets."""
    rows = _all(models.EducationTarget, trust).select_related("staff_group")
    return tuple(Target(t.staff_group.name, t.share, origin(t)) for t in rows)


def contacts_of(trust: models.Trust, origin: OriginOf) -> tuple[Contact, ...]:
    """The contacts with directors."""
    rows = _all(models.DirectorContact, trust)
    return tuple(Contact(c.met_on, c.leader, c.kind, tuple(c.offices), origin(c)) for c in rows)


def learning_of(trust: models.Trust, origin: OriginOf) -> tuple[Learning, ...]:
    """What members of the board did."""
    rows = _all(models.BoardLearning, trust).select_related("member")
    return tuple(Learning(b.member.name, b.held_on, b.kind, b.what, b.took_place, origin(b)) for b in rows)


def _all(model: Any, trust: models.Trust) -> Any:
    return model._default_manager.filter(trust=trust).select_related("origin__imported").order_by("id")
