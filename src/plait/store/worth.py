"""What binds in kept plans and what recruiting would be worth: kept beside the plan, read for the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from plait.store.models import AssemblyRun


@dataclass(frozen=True, slots=True)
class Valued:
    """A run whose plan was valued; `worth` is what `plait.files.worth` wrote."""

    run_id: int
    asked_at: datetime
    services: tuple[str, ...]
    starts: date
    months: int
    covered: float
    worth: Mapping[str, Any]


def keep_worth(trust_id: int, run_id: int, worth: Mapping[str, Any]) -> None:
    """Keep what the plan of a run was found to be worth."""
    AssemblyRun.objects.filter(trust_id=trust_id, id=run_id, plan__isnull=False).update(worth=worth)


def load_valued(trust_id: int) -> Valued | None:
    """The latest run whose plan was valued, in one query."""
    kept = AssemblyRun.objects.filter(trust_id=trust_id, worth__isnull=False).defer("plan").order_by("-id").first()
    if kept is None:
        return None
    return Valued(
        kept.id, kept.asked_at, tuple(kept.services), kept.starts, kept.months, kept.best or 0.0, kept.worth or {}
    )
