"""Asking for teams of several trusts at once: who may, what each trust is searched for, and the jobs of the search."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from plait.engine.assembly.wishes import Budget
from plait.engine.permissions import Action, Viewer, scope_of
from plait.files.plans import plain_wishes, wishes_of
from plait.jobs.acting import NotAllowed, act_of, acting
from plait.store.access import enters_elsewhere, trusts_of
from plait.store.assembly import Wish, add_run, list_plans
from plait.store.paging import Wanted
from plait.store.scope import set_scope
from plait.store.services import list_services
from plait.store.staging import Refused
from plait.store.together import share_runs
from plait.store.writing import Act

PRICING, PROPOSING, JOINING = "plait.price_part", "plait.propose_part", "plait.join_parts"


@dataclass(frozen=True, slots=True)
class Home:
    """One trust of a shared search, and its run."""

    code: str
    trust_id: int
    run_id: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What a worker is told: in whose name, all homes, and which of them this job is about."""

    shared: str
    user_id: int
    homes: tuple[Home, ...]
    home: str
    request: str = ""


def others_of(viewer: Viewer, *, on: datetime) -> dict[str, str]:
    """The other trusts in which the viewer may assemble too: names by code. Afterwards the scope is the viewer's."""
    day = timezone.localdate(on)
    if not enters_elsewhere(viewer):
        return {}
    try:
        found = {one.code: one.name for one in trusts_of(viewer.user_id, day) if one.code != viewer.trust_code}
        return {code: name for code, name in found.items() if _may_assemble(viewer.user_id, code, on)}
    finally:
        set_scope(user_id=viewer.user_id, trust_ids=[viewer.trust_id])


def _may_assemble(user_id: int, code: str, on: datetime) -> bool:
    with acting(user_id, code, on=timezone.localdate(on)) as other:
        return bool(scope_of(other, Action.ASSEMBLE))


def ask_together(viewer: Viewer, act: Act, wish: Wish, codes: Collection[str]) -> int:
    """Have workers look for teams of several trusts at once; the number of this trust's run.

    In the others for every service that needs something and has no team. Refused where a trust has none, NotAllowed
    where the viewer may not assemble there.
    """
    shared, homes = uuid4(), []
    try:
        with transaction.atomic():
            homes.append(Home(viewer.trust_code, viewer.trust_id, add_run(act, wish)))
            homes.extend(_home(viewer.user_id, code, act, wish) for code in sorted(codes))
            set_scope(user_id=viewer.user_id, trust_ids=[one.trust_id for one in homes])
            share_runs([one.run_id for one in homes], shared)
            told = Shared(str(shared), viewer.user_id, tuple(homes), viewer.trust_code, act.request)
            defer_each(PRICING, told)
    finally:
        set_scope(user_id=viewer.user_id, trust_ids=[viewer.trust_id])
    return homes[0].run_id


def _home(user_id: int, code: str, act: Act, wish: Wish) -> Home:
    with acting(user_id, code, on=act.day) as other:
        if not scope_of(other, Action.ASSEMBLE):
            raise NotAllowed(f"Your role ({other.role_words}) may not {Action.ASSEMBLE.value} in {other.trust_name}.")
        lines = list_services(other.trust_id, Wanted(limit=None), on=wish.starts).rows
        names = [one.name for one in lines if one.needs and not one.teams and one.phase != "retired"]
        if not names:
            raise Refused(f"{other.trust_name} has no service that needs something and lacks a team.")
        theirs = replace(_latest(other.trust_id, names), services=names, starts=wish.starts, months=wish.months)
        return Home(code, other.trust_id, add_run(act_of(other, act.at, request=act.request), theirs))


def _latest(trust_id: int, names: Sequence[str]) -> Wish:
    """The wishes about these services, and the weights, of the latest plan of a trust; limits of cost are none here."""
    before = next(iter(list_plans(trust_id, most=1)), None)
    if before is None:
        return Wish(names, date.min, 0, borrows=True)
    told = wishes_of(before.wishes)
    kept = [one for one in told if one.service in {"", *names} and not isinstance(one, Budget)]
    return Wish(
        names,
        before.starts,
        before.months,
        before.left_out,
        wishes=plain_wishes(kept),
        weights=before.weights,
        borrows=True,
    )


def defer_each(task: str, told: Shared) -> None:
    """Have a job done for each trust."""
    for home in told.homes:
        defer(task, replace(told, home=home.code), f"{task}-{home.run_id}")


def defer(task: str, told: Shared, name: str) -> None:
    """Have a job done, unless it waits already."""
    try:
        with transaction.atomic():
            queue.configure_task(task, lock=name, queueing_lock=name).defer(told=asdict(told))
    except AlreadyEnqueued:
        pass  # by a worker that did the same before it died
