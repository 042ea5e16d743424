"""Who was where, by Django's own means: a part of the same trust."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from plait.engine.areas import Area, Visit
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


def _all(model: Any, trust: models.Trust) -> Any:
    return model._default_manager.filter(trust=trust).select_related("origin__imported").order_by("id")
