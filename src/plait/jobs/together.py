"""A search shared by several trusts: a job of the queue for each part, done by any number of workers.

First each trust's prices for those it lends, then each trust's teams at these prices, then all joined. Whoever ends
the last job of a round has the next one done. What a job finds hangs on the record and on the round before alone, so
the plan is the same whoever did what, and a job done twice, as after a worker died, finds the same.
"""

import os
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import JobAborted

from plait.engine.assembly.asks import Policy, Window
from plait.engine.assembly.assembling import plan_of_teams, worth_of
from plait.engine.assembly.cost import prices_of
from plait.engine.assembly.decompose import NEAR, Proposed, alone, fitted, price, propose
from plait.engine.assembly.highs import Impossible, NotSolved, Watch
from plait.engine.assembly.levels import weights_of
from plait.engine.assembly.matrix import most_coverage
from plait.engine.assembly.plan import Plan, ProposedTeam, Status
from plait.engine.assembly.planning import checked
from plait.engine.assembly.together import Part, against, as_lent, part_of, plain_prices, prices_in, weighed
from plait.engine.assembly.wishes import Without
from plait.engine.permissions import Action, scope_of
from plait.files.conflicts import plain_conflict
from plait.files.plans import plain_plan, plain_teams, teams_of, wishes_of
from plait.jobs.acting import NotAllowed, act_of, acting, in_words
from plait.jobs.asking_together import JOINING, PRICING, PROPOSING, Home, Shared, defer, defer_each
from plait.jobs.assembly import AFTER_SHUTDOWN, BROKE, GAVE_UP, MOST_TRIES, NOT_ALL, REPORT_SECONDS
from plait.store.assembly import Run, fail_run, keep_plan, load_run
from plait.store.borrowed import with_borrowed
from plait.store.findings import load_revision
from plait.store.scope import scoped
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.together import (
    PRICED,
    PROPOSED,
    PartRun,
    fail_shared,
    keep_found,
    lent_references,
    lock_parts,
    reporting_part,
    tell_stage,
)
from plait.store.writing import Act

STAGES = {PRICING: "Finding what each trust wants for its people", PROPOSING: "Finding teams of each trust"}
LAST = "Joining the teams of all trusts"
CLASH = "The trusts wish for the same people, who have not the time for both. Change a wish, or search in one trust."
POLICY = Policy()


@queue.task(name=PRICING, pass_context=True, retry=AFTER_SHUTDOWN)
def price_part(context: JobContext, told: dict[str, Any]) -> None:
    """Find what one trust wants for those it lends."""
    _do(context, _shared(told), _price)


@queue.task(name=PROPOSING, pass_context=True, retry=AFTER_SHUTDOWN)
def propose_part(context: JobContext, told: dict[str, Any]) -> None:
    """Find the teams of one trust at everybody's prices, and the most it could cover."""
    _do(context, _shared(told), _propose)


@queue.task(name=JOINING, pass_context=True, retry=AFTER_SHUTDOWN)
def join_parts(context: JobContext, told: dict[str, Any]) -> None:
    """Join what was found, so that nobody is asked for twice, and keep every trust's plan, or none."""
    _do(context, _shared(told), _join)


def _shared(told: dict[str, Any]) -> Shared:
    return Shared(**{**told, "homes": tuple(Home(**one) for one in told["homes"])})


def _do(context: JobContext, told: Shared, work: Callable[[Shared, Act], None]) -> None:
    """Do a job with the rights its user has today, in every trust; what is refused or breaks is said on every run."""
    if context.job.attempts >= MOST_TRIES:
        _fail(told, GAVE_UP)
        return
    try:
        with _everywhere(told) as act:
            work(told, act)
    except Impossible:
        _fail(told, CLASH)
    except NotSolved:
        _fail(told, "No plan was found. Assemble again, for fewer services.")
    except (Refused, NotAllowed) as refusal:
        _fail(told, in_words(refusal))
    except JobAborted:
        raise
    except Exception:
        _fail(told, BROKE)
        raise


@contextmanager
def _everywhere(told: Shared) -> Iterator[Act]:
    """Within the rows of all the trusts, each of which the user may assemble in today."""
    at, mine = timezone.now(), None
    for home in told.homes:
        with acting(told.user_id, home.code, on=timezone.localdate(at)) as viewer:
            if not scope_of(viewer, Action.ASSEMBLE):
                raise NotAllowed(f"Your role ({viewer.role_words}) may not {Action.ASSEMBLE.value} in {home.code}.")
            if home.code == told.home:
                mine = act_of(viewer, at, request=told.request)
    if mine is None:
        raise NotAllowed(f"{told.home} is none of the trusts of this search.")
    with scoped(user_id=told.user_id, trust_ids=[home.trust_id for home in told.homes]):
        yield mine


def _fail(told: Shared, failure: str) -> None:
    with scoped(user_id=told.user_id, trust_ids=[home.trust_id for home in told.homes]):
        fail_shared({home.run_id: home.trust_id for home in told.homes}, failure)


def _run(told: Shared, code: str) -> Run:
    home = next(one for one in told.homes if one.code == code)
    run = load_run(home.trust_id, home.run_id)
    if run is None:
        raise Refused("The run is there no more.")
    return run


def _part(told: Shared, code: str, act: Act) -> Part:
    home, run = next(one for one in told.homes if one.code == code), _run(told, code)
    trust = with_borrowed(load_trust(home.code, on=run.starts), home.trust_id)
    others = [one.code for one in told.homes if one is not home]
    lent = lent_references(home.trust_id, others, act=act)
    wishes = (*map(Without, run.left_out), *wishes_of(run.wishes))
    return part_of(trust, run.services, Window(run.starts, run.months), lent, wishes)


def _price(told: Shared, act: Act) -> None:
    if _waits(told, PRICED):
        part, run = _part(told, told.home, act), _run(told, told.home)
        clash = against(part, run.services, Window(run.starts, run.months))
        if clash:
            fail_run(_trust_id(told), run.id, NOT_ALL, conflict=plain_conflict(clash))
            raise Refused(f"The wishes of {part.trust.name} cannot be had together.")
        _keep(told, PRICED, plain_prices(price(part.block, part.shared), part.block))
    _go_on(told, PRICED, PROPOSING)


def _trust_id(told: Shared) -> int:
    return next(one.trust_id for one in told.homes if one.code == told.home)


def _propose(told: Shared, act: Act) -> None:
    if _waits(told, PROPOSED):
        block = _part(told, told.home, act).block
        whole = most_coverage(block.asks)
        prices = prices_in(block, [one.prices for one in _parts(told) if one.prices])
        with _watched(told, whole) as watch:
            found = propose(block, prices, POLICY, watch=watch)
            separate = alone(block, POLICY, watch=watch)
        own = prices.of_all([one for one in block.pool if one.home == told.home])
        bound = min(found.bound, whole) + own
        kept = {"teams": plain_teams(found.teams), "alone": plain_teams(separate), "bound": bound}
        _keep(told, PROPOSED, kept)
    _go_on(told, PROPOSED, JOINING)


@contextmanager
def _watched(told: Shared, whole: float) -> Iterator[Watch]:
    """Told of what was found, it tells the run once a second, and answers whether nobody wants to stop.

    What is found is worth no less than it is less the price of those it shares.
    """
    run_id = next(one.run_id for one in told.homes if one.code == told.home)
    with reporting_part([one.trust_id for one in told.homes], UUID(told.shared), run_id) as report:
        last, goes_on = 0.0, True

        def watch(value: float, _: float) -> bool:
            nonlocal last, goes_on
            if goes_on and monotonic() - last >= REPORT_SECONDS:
                share = value / whole if whole and 0 < value <= whole else None
                last, goes_on = monotonic(), report(share)
            return goes_on

        yield watch


def _parts(told: Shared) -> tuple[PartRun, ...]:
    """Every run of the search, unless it has ended meanwhile."""
    with transaction.atomic():
        return lock_parts(UUID(told.shared))


def _waits(told: Shared, column: str) -> bool:
    return any(one.code == told.home and getattr(one, column) is None for one in _parts(told))


def _keep(told: Shared, column: str, found: dict[str, Any]) -> None:
    run_id = next(one.run_id for one in told.homes if one.code == told.home)
    keep_found(run_id, column, {**found, "by": f"{socket.gethostname()}:{os.getpid()}"})


def _go_on(told: Shared, column: str, then: str) -> None:
    """Have the next round done where this job was the last of its own: of two that end at once, the second sees it."""
    with transaction.atomic():
        parts = lock_parts(UUID(told.shared))
        done = sum(getattr(one, column) is not None for one in parts)
        if len(parts) < len(told.homes) or done < len(parts):
            stage = STAGES[PRICING if column == PRICED else PROPOSING]
            tell_stage(UUID(told.shared), f"{stage}: {done} of {len(told.homes)} trusts done")
            return
        tell_stage(UUID(told.shared), LAST if then == JOINING else STAGES[then])
        if then == JOINING:
            defer(JOINING, told, f"{JOINING}-{told.shared}")
        else:
            defer_each(then, told)


def _join(told: Shared, act: Act) -> None:
    """The runs are held only while their plans are kept: who asks meanwhile to stop must not have to wait."""
    revisions = {home.code: load_revision(home.trust_id) for home in told.homes}
    runs = _parts(told)
    if len(runs) < len(told.homes):
        return  # done already, by a worker that died before it could say so
    parts = [_part(told, one.code, act) for one in runs]
    plans = _joined(told, runs, parts)
    with transaction.atomic():
        if len(lock_parts(UUID(told.shared))) < len(runs):
            return  # ended meanwhile
        for run, part, plan in zip(runs, parts, plans, strict=True):
            others = [one.trust_name for one in runs if one is not run]
            workers = {told_by["by"] for one in runs for told_by in (one.prices, one.part) if told_by}
            kept = {**plain_plan(plan), "together": {"with": others, "workers": len(workers)}}
            keep_plan(run.trust_id, run.id, kept, revision=revisions[part.trust.code])


def _joined(told: Shared, runs: Sequence[PartRun], parts: Sequence[Part]) -> tuple[Plan, ...]:
    """The plan of each part, of the teams that were found for all of them."""
    found = {one.code: Proposed(teams_of((one.part or {})["teams"]), (one.part or {})["bound"]) for one in runs}
    prices = [one.prices for one in runs if one.prices]
    separate = {one.code: teams_of((one.part or {})["alone"]) for one in runs}
    blocks = [(part.block, prices_in(part.block, prices)) for part in parts]
    with _watched(told, 0.0) as watch:
        proposed = {code: one.teams for code, one in found.items()}
        made = fitted(blocks, proposed, POLICY, separate=separate, watch=watch)
        policies = [_policy(part, _run(told, part.trust.code)) for part in parts]
        teams = [_weigh(part, made, policy, watch) for part, policy in zip(parts, policies, strict=True)]
    return tuple(_plans(parts, teams, sum(one.bound for one in found.values()), policies))


def _policy(part: Part, run: Run) -> Policy:
    """What counts for a trust beside coverage, at its own rates."""
    weights = weights_of(run.weights)
    paid = prices_of(part.trust.people, run.starts, Window(run.starts, run.months).ends) if weights.thousands else {}
    return replace(
        POLICY, weights=weights, prices={part.names.get(number, number): one for number, one in paid.items()}
    )


def _weigh(part: Part, made: Mapping[str, ProposedTeam], policy: Policy, watch: Watch) -> tuple[ProposedTeam, ...]:
    """The teams of a part by all that counts for its trust; as they were joined once somebody wants to stop."""
    if not watch(0.0, 0.0):
        return part.teams(made.values())
    return weighed(part, made, policy, progress=lambda *_: watch(0.0, 0.0))


def _plans(
    parts: Sequence[Part], teams: Sequence[Sequence[ProposedTeam]], bound: float, policies: Sequence[Policy]
) -> Iterator[Plan]:
    """Each trust's plan, checked with what the others ask of its people; bounded by what it leaves the others."""
    worth = [sum(map(worth_of, some)) for some in teams]
    is_near = bound - sum(worth) <= POLICY.gap * sum(worth) + NEAR
    for part, some, own, trust, policy in zip(parts, teams, worth, as_lent(parts, teams), policies, strict=True):
        told = replace(policy, wishes=part.wishes, prices={})
        plan = plan_of_teams(tuple(some), bound - sum(worth) + own, part.pool, told)
        status = Status.PROVED if is_near else Status.STOPPED
        yield checked(replace(plan, status=status), trust)
