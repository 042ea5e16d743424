"""Second teams in the background: proposed, checked again by the scorer, built into the record."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as queue

from plait.engine.assembly.another import build_another
from plait.engine.assembly.asks import Window
from plait.engine.assembly.highs import NotSolved
from plait.engine.assembly.second_team import Way, first_release, too_early
from plait.engine.assembly.split_scorer import check_another
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.teams import Team
from plait.engine.trust import Trust
from plait.files.second_teams import another_of, plain_another
from plait.jobs.acting import NotAllowed, act_of, acting, in_words
from plait.store.borrowed import without_guests
from plait.store.scope import scoped
from plait.store.second_teams import (
    SAVING,
    WORKING,
    SecondRun,
    add_second,
    begin_building,
    build_second,
    fail_second,
    keep_proposal,
    load_exception,
    load_second,
)
from plait.store.snapshot import load_trust
from plait.store.staging import Refused
from plait.store.writing import Act, StaleRecord

PROPOSING, BUILDING = "plait.propose_second", "plait.build_second"
MONTHS = 6
"""For how long whoever joins is asked, as in the assembler unless somebody chooses otherwise."""
BROKE = "Plait could not finish this, and the record is as it was. Whoever runs Plait finds the reason in its log."


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker is told: which wish, and in whose name."""

    code: str
    trust_id: int
    user_id: int
    run_id: int
    request: str = ""


def ask_for_second(viewer: Viewer, act: Act, parent_id: int, way: Way, starts: date) -> int:
    """Keep a wish for a second team, and have a worker propose one; the number of the wish."""
    return _ask(viewer, act, (parent_id, way.value, starts))


def ask_without(viewer: Viewer, act: Act, run: SecondRun, declined: Collection[str]) -> int:
    """Have a worker propose again for the same wish, and ask those who declined no more; the number of the wish."""
    return _ask(viewer, act, (run.parent_id, run.way, run.starts), {*run.left_out, *declined})


def _ask(viewer: Viewer, act: Act, wish: tuple[int, str, date], left_out: Collection[str] = ()) -> int:
    with transaction.atomic():
        run_id, is_new = add_second(act, *wish, sorted(left_out))
        if is_new:
            _defer(PROPOSING, viewer, act, run_id)
    return run_id


def ask_to_build(viewer: Viewer, act: Act, run_id: int, name: str) -> None:
    """Have a worker write a proposed second team into the record. Refused unless it is ready and the name is free."""
    with transaction.atomic():
        begin_building(act, run_id, name)
        _defer(BUILDING, viewer, act, run_id)


def _defer(task: str, viewer: Viewer, act: Act, run_id: int) -> None:
    errand = Errand(viewer.trust_code, viewer.trust_id, viewer.user_id, run_id, act.request)
    queue.configure_task(task, lock=f"second-{run_id}").defer(errand=asdict(errand))


@queue.task(name=PROPOSING)
def propose_second(errand: dict[str, Any]) -> None:
    """Propose a second team for a wish."""
    _do(Errand(**errand), WORKING)


@queue.task(name=BUILDING)
def build_proposed(errand: dict[str, Any]) -> None:
    """Check a proposal against the record of now, and write it."""
    _do(Errand(**errand), SAVING)


def _do(told: Errand, status: str) -> None:
    """Do what a wish in this status waits for; what is refused or breaks is said on it, and the record stays."""
    at = timezone.now()
    failure = BROKE
    try:
        with acting(told.user_id, told.code, on=timezone.localdate(at)) as viewer:
            run = load_second(viewer.trust_id, told.run_id)
            if run and run.status == status:
                work = _build if status == SAVING else _propose
                work(viewer, run, act_of(viewer, at, request=told.request))
        failure = ""
    except NotSolved:
        failure = "No second team was found before the search stopped. Try another first day."
    except (Refused, NotAllowed, StaleRecord) as refusal:
        failure = in_words(refusal)
    finally:
        if failure:
            with scoped(user_id=told.user_id, trust_ids=[told.trust_id]):
                fail_second(told.trust_id, told.run_id, failure)


def _propose(viewer: Viewer, run: SecondRun, act: Act) -> None:
    del act
    _allow(viewer, Action.ASSEMBLE)
    trust = _without(_trust(viewer, run), run)
    is_excepted = load_exception(viewer.trust_id, run.parent_id) is not None
    window = Window(run.starts, MONTHS)
    made = build_another(trust, _team(trust, run), Way(run.way), window, is_excepted=is_excepted)
    keep_proposal(viewer.trust_id, run.id, plain_another(made))


def _trust(viewer: Viewer, run: SecondRun) -> Trust:
    """The trust alone: whom another lends was asked for one team, and stays with it."""
    return without_guests(load_trust(viewer.trust_code, on=run.starts))


def _without(trust: Trust, run: SecondRun) -> Trust:
    """The trust as if nobody who declined held anything that could be asked of them; whoever is in the team stays."""
    there = {one.employee_number for one in trust.memberships if one.team == run.parent}
    out = set(run.left_out) - there
    return replace(trust, holdings=tuple(one for one in trust.holdings if one.employee_number not in out))


def _build(viewer: Viewer, run: SecondRun, act: Act) -> None:
    _allow(viewer, Action.ACCEPT_TEAMS)
    made = replace(another_of(run.proposal or {}), name=run.name)

    def check_now() -> None:
        trust = _trust(viewer, run)
        team = _team(trust, run)
        is_excepted = load_exception(viewer.trust_id, run.parent_id) is not None
        early = too_early(team.name, run.starts, first_release(trust, team), is_excepted=is_excepted)
        faults = ([early] if early else []) + list(check_another(replace(made, parent=team), trust))
        if faults:
            raise Refused(f"The record has changed since, and this no longer fits: {faults[0]}. Propose it again.")

    build_second(act, run, made, check=check_now)


def _allow(viewer: Viewer, action: Action) -> None:
    if not scope_of(viewer, action):
        raise NotAllowed(f"Your role ({viewer.role_words}) may not {action.value}.")


def _team(trust: Trust, run: SecondRun) -> Team:
    return next(one for one in trust.teams if one.name == run.parent)
