"""A search that several trusts share: each has a run of its own, and what was found of it so far stands beside it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plait.engine.lending import reference_of
from plait.store.assembly import WORKING, fail_run
from plait.store.models import AssemblyRun
from plait.store.progress import own_connection
from plait.store.selecting import HOLDS, select
from plait.store.writing import Act

LENT = f"""
    SELECT e.employee_number, t.code, e.id FROM store_lentperson l JOIN store_employment e ON e.id = l.employment_id
    JOIN store_trust t ON t.id = l.trust_id
    WHERE l.trust_id = %(trust)s AND upper(l.borrower) = ANY(%(borrowers)s) AND {HOLDS.format("l")}"""
BEST = "UPDATE store_assemblyrun SET best = %s WHERE id = %s"
STOPPED = "SELECT 1 FROM store_assemblyrun WHERE shared = %s AND wants_stop"
PRICED, PROPOSED = "prices", "part"


@dataclass(frozen=True, slots=True)
class PartRun:
    """One trust's run of a shared search: what it wants for its people, and the teams found for it, once they are.

    `wants_stop` where somebody of that trust asked the search to stop.
    """

    id: int
    trust_id: int
    code: str
    trust_name: str
    prices: Mapping[str, Any] | None
    part: Mapping[str, Any] | None
    wants_stop: bool = False


def share_runs(run_ids: Collection[int], shared: UUID) -> None:
    """These runs are one search from here on; the scope must show all of them."""
    AssemblyRun.objects.filter(id__in=run_ids).update(shared=shared)


def lock_parts(shared: UUID) -> tuple[PartRun, ...]:
    """The runs of a shared search that still wait for their plans, held until the transaction ends."""
    runs = AssemblyRun.objects.filter(shared=shared, status=WORKING).select_related("trust").order_by("id")
    return tuple(
        PartRun(one.id, one.trust_id, one.trust.code, one.trust.name, one.prices, one.part, one.wants_stop)
        for one in runs.select_for_update(of=("self",))
    )


def keep_found(run_id: int, column: str, found: Mapping[str, Any]) -> None:
    """Keep what a worker found of one run, its prices or its part."""
    AssemblyRun.objects.filter(id=run_id, status=WORKING).update(**{column: dict(found)})


def tell_stage(shared: UUID, stage: str) -> None:
    """Say on every run of a shared search how far it is."""
    AssemblyRun.objects.filter(shared=shared, status=WORKING).update(stage=stage)


@contextmanager
def reporting_part(trust_ids: Collection[int], shared: UUID, run_id: int) -> Iterator[Callable[[float | None], bool]]:
    """Tells others at once what the best teams of a part cover at least; it answers whether nobody wants to stop."""
    with own_connection(*trust_ids) as own:

        def report(best: float | None) -> bool:
            with own.cursor() as cursor:
                if best is not None:
                    cursor.execute(BEST, [best, run_id])
                cursor.execute(STOPPED, [shared])
                return cursor.fetchone() is None

        yield report


def fail_shared(trust_ids: Mapping[int, int], failure: str) -> None:
    """The search came to nothing, for every trust that shared it; given are the runs and their trusts."""
    for run_id, trust_id in trust_ids.items():
        fail_run(trust_id, run_id, failure)


def lent_references(trust_id: int, borrowers: Collection[str], *, act: Act) -> dict[str, str]:
    """Whom a trust lends to any of these today: by employee number, the reference they go by there."""
    wanted = {"trust": trust_id, "borrowers": [one.upper() for one in borrowers], "on": act.day}
    return {row["employee_number"]: reference_of(row["code"], row["id"]) for row in select(LENT, wanted)}
