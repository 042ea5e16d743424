"""Second teams: a proposal kept, built in one transaction, taken back; and the exceptions directors record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower

from plait.engine.assembly.second_team import Another, How, Place
from plait.store.asked_offers import serve_part_time
from plait.store.consent import refuse_second_without_consent, settle_second
from plait.store.models import Employment, Event, Membership, SecondTeam, Team, Trust, User
from plait.store.staging import Refused
from plait.store.taking_back import WHILE, take_back
from plait.store.teams import EXCEPTION
from plait.store.writing import Act, Row, Writing, noting, read_rows_by, writing

WORKING, READY, FAILED, SAVING, BUILT = "working", "ready", "failed", "saving", "built"
KIND, WITHDRAWN = "secondteam", "withdrawn"
CLASH = "The second team clashes with what somebody saved just now. Nothing was saved. Propose it again."


@dataclass(frozen=True, slots=True)
class SecondRun:
    """One wish for a second team as its page and the worker see it."""

    id: int
    parent_id: int
    parent: str
    way: str
    starts: date
    name: str
    asked_by: str
    asked_at: datetime
    status: str
    failure: str
    proposal: Mapping[str, Any] | None
    built_by_id: int | None
    built_at: datetime | None
    left_out: tuple[str, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Is a worker looking, or saving what was asked to be built?"""
        return self.status in {WORKING, SAVING}


@dataclass(frozen=True, slots=True)
class Allowance:
    """A director's word that a team may have a second one before its first release, and why."""

    by: str
    at: datetime
    reason: str


def load_second(trust_id: int, run_id: int) -> SecondRun | None:
    """One wish with its proposal; None when the trust has none of this number."""
    one = _runs(trust_id, run_id).select_related("parent", "asked_by").first()
    if one is None:
        return None
    return SecondRun(
        one.pk,
        one.parent_id,
        one.parent.name,
        one.way,
        one.starts,
        one.name,
        one.asked_by.name,
        one.asked_at,
        one.status,
        one.failure,
        one.proposal,
        one.built_by_id,
        one.built_at,
        tuple(one.left_out),
    )


@transaction.atomic
def add_second(act: Act, parent_id: int, way: str, starts: date, left_out: Sequence[str] = ()) -> tuple[int, bool]:
    """Keep a wish for a second team, for which those `left_out` are asked no more: its number, and whether it is new.

    The same user's same wish, while a worker still looks, is that wish: a second click asks for nothing more.
    """
    User.objects.select_for_update(no_key=True).get(id=act.user_id)
    wish = {"trust_id": act.trust_id, "parent_id": parent_id, "way": way, "starts": starts, "asked_by_id": act.user_id}
    wish["left_out"] = sorted(left_out)
    under_way = SecondTeam.objects.filter(**wish, status=WORKING).values_list("id", flat=True).first()
    if under_way is not None:
        return under_way, False
    with noting(act) as pen:
        made = SecondTeam.objects.create(**wish, asked_at=act.at, status=WORKING)
        pen.note("asked", KIND, None, {"name": f"Second team of {made.parent.name}"})
    return made.pk, True


def keep_proposal(trust_id: int, run_id: int, proposal: Mapping[str, Any]) -> None:
    """The search is over: keep what it proposes, or what stands in the way."""
    _runs(trust_id, run_id).filter(status=WORKING).update(status=READY, proposal=proposal, name=proposal["name"])


def fail_second(trust_id: int, run_id: int, failure: str) -> None:
    """The work came to nothing: a search has failed, a building leaves the proposal as it was."""
    _runs(trust_id, run_id).filter(status=WORKING).update(status=FAILED, failure=failure[:500])
    _runs(trust_id, run_id).filter(status=SAVING).update(status=READY, failure=failure[:500])


def begin_building(act: Act, run_id: int, name: str) -> None:
    """Have a proposal built under a name; Refused unless it is ready and the name is free, so that it happens once.

    Refused too where people were asked, and not all of them have agreed.
    """
    refuse_second_without_consent(act.trust_id, run_id, on=act.day)
    if Team.objects.alias(plain=Lower("name")).filter(trust_id=act.trust_id, plain=name.lower()).exists():
        raise Refused(f"There is a team called {name} already. Write another name.")
    ready = _runs(act.trust_id, run_id).filter(status=READY)
    if not ready.update(status=SAVING, failure="", name=name):
        raise Refused("This team is built already, or not ready. Look at it again.")


def build_second(act: Act, run: SecondRun, made: Another, *, check: Callable[[], None]) -> int:
    """Write the second team and who moves, shares or joins, in one transaction or nothing of it; the id of the team.

    `check` is called with the trust's record held against other writers, and raises where the proposal breaks a rule
    by now. Refused where it clashes with the record.
    """
    try:
        with writing(act) as pen:
            Trust.objects.select_for_update().get(id=act.trust_id)
            check()
            [parent] = read_rows_by(Team, trust_id=act.trust_id, id=run.parent_id)
            kept = {column: parent[column] for column in ("purpose", "service_id")}
            row = {**kept, "name": run.name, "parent_id": parent["id"], "starts": run.starts}
            [second] = pen.add(Team, [row])
            settle_second(pen, run.id)
            _seat(pen, made, {"first": parent["id"], "second": second})
            serve_part_time(pen, made, parent["service_id"])
            pen.touch("teams", "memberships")
            pen.note("built", KIND, None, {"name": run.name, "parent": run.parent})
            done = _runs(act.trust_id, run.id).filter(status=SAVING)
            done.update(status=BUILT, built_by=act.by, built_at=act.at, request=act.request)
    except IntegrityError as fault:
        raise Refused(CLASH) from fault
    return second


def _seat(pen: Writing, made: Another, teams: Mapping[str, int]) -> None:
    """End, begin and move the stays, all from the first day of the second team."""
    numbers = {one.employee_number for one in (*made.first, *made.second)}
    posts = dict(
        Employment.objects.filter(trust_id=pen.act.trust_id, employee_number__in=numbers).values_list(
            "employee_number", "id"
        )
    )
    seating = _Seating(made, teams["first"], teams["second"])
    for place in made.second:
        if place.how in {How.MOVES, How.SHARES}:
            seating.take_over(place, _stays(pen.act.trust_id, teams["first"], posts[place.employee_number], made))
    for team_id, places in ((teams["first"], made.first), (teams["second"], made.second)):
        newcomers = [_newcomer(one, team_id, posts, made) for one in places if one.how is How.JOINS]
        seating.begins += newcomers
    pen.change(Membership, seating.ends, "ended")
    pen.change(Membership, seating.changes)
    pen.add(Membership, seating.begins)


@dataclass(slots=True)
class _Seating:
    """What becomes of the stays of those who are in the first team today: rows that end, change and begin."""

    made: Another
    first: int
    second: int
    ends: list[tuple[Row, Row]] = field(default_factory=list)
    changes: list[tuple[Row, Row]] = field(default_factory=list)
    begins: list[Row] = field(default_factory=list)

    def take_over(self, place: Place, stays: Iterable[Row]) -> None:
        """Somebody comes to the second team, with all their stays or, sharing their one, with a part of its time."""
        starts = self.made.window.starts
        for row in stays:
            joined = max(row["joined"], starts)
            if place.how is How.MOVES:
                self._become(row, {"team_id": self.second, "joined": joined})
            else:
                [first] = [one.wte for one in self.made.first if one.employee_number == place.employee_number]
                self._become(row, {"wte": first})
                there = {"team_id": self.second, "joined": joined, "wte": place.wte, "starts": joined}
                self.begins.append({**_kept(row), **there})

    def _become(self, row: Row, new: Row) -> None:
        """The row is new from that day on: it ends, and another follows, unless it only begins then or later."""
        starts = self.made.window.starts
        if row["starts"] >= starts:
            self.changes.append((row, new))
        else:
            self.ends.append((row, {"ends": starts}))
            self.begins.append({**_kept(row), **new, "starts": starts})


def _stays(trust_id: int, team_id: int, employment_id: int, made: Another) -> list[Row]:
    """What goes on or begins from that day of the stays of one person in the team, by whichever post."""
    person = Employment.objects.filter(id=employment_id).values("person_id")
    rows = read_rows_by(Membership, trust_id=trust_id, team_id=team_id, employment__person_id__in=person)
    return [row for row in rows if row["ends"] is None or row["ends"] > made.window.starts]


def _kept(row: Row) -> Row:
    return {column: value for column, value in row.items() if column not in {"id", "version"}}


def _newcomer(place: Place, team_id: int, posts: Mapping[str, int], made: Another) -> Row:
    window = made.window
    return {
        "team_id": team_id,
        "employment_id": posts[place.employee_number],
        "wte": place.wte,
        "part": "; ".join(place.brings)[:200],
        "starts": window.starts,
        "joined": window.starts,
        "ends": window.ends,
    }


def can_take_back(run: SecondRun, user_id: int, now: datetime) -> bool:
    """May this user still take the second team back: built by them, not an hour ago?"""
    is_theirs = run.status == BUILT and run.built_by_id == user_id
    return is_theirs and run.built_at is not None and now - run.built_at < WHILE


def take_second_back(act: Act, run_id: int) -> None:
    """End what the building wrote as if it had never been; the proposal is ready again.

    As `store.taking_back.take_back`, whose errors it raises.
    """
    request = _runs(act.trust_id, run_id).filter(status=BUILT).values_list("request", flat=True).first()
    take_back(act, request or "")


def record_exception(act: Act, team_id: int, reason: str) -> None:
    """A director's word that the team may have a second one before its first release; the audit trail keeps it."""
    with noting(act) as pen:
        pen.note("recorded", EXCEPTION, team_id, {"reason": reason})


def withdraw_exception(act: Act, team_id: int) -> bool:
    """Take a director's word back, which the audit trail keeps; False where none stands."""
    with noting(act) as pen:
        Team.objects.select_for_update(no_key=True).get(trust_id=act.trust_id, id=team_id)
        stands = load_exception(act.trust_id, team_id)
        if stands is not None:
            pen.note(WITHDRAWN, EXCEPTION, team_id, {"reason": stands.reason})
    return stands is not None


def load_exception(trust_id: int, team_id: int) -> Allowance | None:
    """The exception that stands for a team, the latest recorded; None where there is none, or it was withdrawn."""
    found = Event.objects.filter(trust_id=trust_id, kind=EXCEPTION, record_id=team_id).order_by("-id").first()
    if found is None or found.action == WITHDRAWN:
        return None
    return Allowance(found.actor_name, found.at, (found.after or {})["reason"])


def _runs(trust_id: int, run_id: int) -> "models.QuerySet[SecondTeam]":
    return SecondTeam.objects.filter(trust_id=trust_id, id=run_id)
