"""Proposals of places in teams: sent to members and line managers, answered by them, settled by an acceptance."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import IntegrityError, connection

from plait.engine.assembly.consent import (
    Answer,
    Place,
    Proposal,
    Side,
    State,
    Word,
    carried_over,
    lacks_consent,
)
from plait.engine.permissions import Action, Viewer, reaches
from plait.store import models
from plait.store.lent_places import (
    answer_lent,
    ask_lent,
    count_lent_waiting,
    list_lent_asked,
    list_lent_proposals,
    open_places,
    settle_lent,
    withdraw_lent,
)
from plait.store.models import Employment
from plait.store.selecting import HOLDS, plain_name, select
from plait.store.staging import Refused
from plait.store.writing import Act, Row, StaleRecord, Writing, kind_of, noting, read_rows_by

Of = Literal["run", "second"]
"""What asks: a run of the assembler, or a proposed second team."""
OWN = ("id", "version", "run_id", "second_id", "name", "asked_on", "has_manager")
# Somebody's line manager of the day: their word is needed too, unless it would be the member's own by another post.
MANAGED = f"""EXISTS (SELECT 1 FROM store_assignment a JOIN store_employment b ON b.id = a.manager_id
    WHERE a.employment_id = e.id AND {HOLDS.format("a")} AND {HOLDS.format("b")} AND b.person_id <> e.person_id)"""
PROPOSALS = f"""
    SELECT q.*, trim_scale(q.wte) AS wte, e.employee_number, p.name, {MANAGED} AS has_manager
    FROM store_proposal q JOIN store_employment e ON e.id = q.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE q.trust_id = %(trust)s AND {{which}}
    ORDER BY {plain_name("q.team")}, {plain_name("p.name")}, q.id"""
OF_ONE = {of: PROPOSALS.format(which=f"q.{of}_id = %(of)s AND q.state <> 'withdrawn'") for of in ("run", "second")}
OF_PLACES = PROPOSALS.format(which="q.state = 'open' AND e.employee_number = ANY(%(numbers)s)")
IN_REACH = f"""q.state = 'open' AND (e.employee_number = %(own)s
    OR (e.employee_number = ANY(%(reports)s) AND {MANAGED}))"""
FOR_SOMEBODY = PROPOSALS.format(which=IN_REACH)
WAITING_FOR = f"""
    SELECT count(*) FILTER (WHERE e.employee_number = %(own)s AND q.member = 'waiting')
        + count(*) FILTER (WHERE e.employee_number = ANY(%(reports)s) AND {MANAGED} AND q.manager = 'waiting')
        AS waiting
    FROM store_proposal q JOIN store_employment e ON e.id = q.employment_id
    WHERE q.trust_id = %(trust)s AND {IN_REACH}"""
ANSWERING = f"""
    SELECT DISTINCT x.user_id FROM store_proposal q JOIN store_employment e ON e.id = q.employment_id
    JOIN store_access x ON x.trust_id = q.trust_id AND {HOLDS.format("x")} AND (
        (x.employment_id = e.id AND q.member = 'waiting')
        OR (q.manager = 'waiting' AND {MANAGED} AND x.employment_id IN (
            SELECT a.manager_id FROM store_assignment a WHERE a.employment_id = e.id AND {HOLDS.format("a")})))
    WHERE q.trust_id = %(trust)s AND {{which}} = %(of)s AND q.state = 'open' AND q.team = ANY(%(teams)s)
    ORDER BY x.user_id"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A proposal that asks for somebody's word, and in which part they give it."""

    proposal: Proposal
    side: Side

    @property
    def answer(self) -> Answer:
        """What they said so far."""
        return self.proposal.needed[self.side]


def list_proposals(trust_id: int, id: int, *, on: date, of: Of = "run") -> tuple[Proposal, ...]:
    """What a run, or a second team, asks of people, by team and name, but for what was withdrawn.

    Those whom other trusts lend stand after the others.
    """
    own = tuple(map(_proposal, select(OF_ONE[of], {"trust": trust_id, "of": id, "on": on})))
    return (*own, *list_lent_proposals(trust_id, id)) if of == "run" else own


def _proposal(row: Row) -> Proposal:
    place = Place(**{name: row[name] for name in Place.__dataclass_fields__ if name in row})
    member, manager = (
        Answer(Word(row[side]), row[f"{side}_on"], row[f"{side}_reason"]) for side in (Side.MEMBER, Side.MANAGER)
    )
    plain: Any = {name: row[name] for name in OWN}
    return Proposal(**plain, place=place, state=State(row["state"]), member=member, manager=manager)


def list_asked(viewer: Viewer, *, on: date) -> tuple[Asked, ...]:
    """The open proposals of this trust, or of one that borrows, that ask for the viewer's word; first who wait."""
    own = tuple(map(_proposal, select(FOR_SOMEBODY, _somebody(viewer, on))))
    found = [
        Asked(one, side)
        for one in (*own, *list_lent_asked(viewer))
        for side in one.needed
        if is_theirs(viewer, one, side)
    ]
    return tuple(sorted(found, key=lambda one: one.answer.word is not Word.WAITING))


def is_theirs(viewer: Viewer, proposal: Proposal, side: Side) -> bool:
    """Is this word the viewer's to give: the member's own, the line manager's for who reports to them?"""
    number = proposal.place.employee_number
    is_member = number == viewer.employee_number
    return is_member is (side is Side.MEMBER) and reaches(viewer, Action.CONSENT, employee_number=number)


def count_waiting(viewer: Viewer, *, on: date) -> int:
    """How many proposals wait for the viewer's word."""
    return int(select(WAITING_FOR, _somebody(viewer, on))[0]["waiting"]) + count_lent_waiting(viewer)


def _somebody(viewer: Viewer, on: date) -> Row:
    own = viewer.employee_number or ""
    return {"trust": viewer.trust_id, "own": own, "reports": sorted(viewer.reports), "on": on}


def send_proposals(act: Act, id: int, places: Sequence[Place], *, of: Of = "run") -> None:
    """Ask everybody who would take these places; whoever agreed to as much before is not asked again.

    What was asked before of the same people for the same services is withdrawn. Refused unless the plan of the run, or
    the second team, is ready, where somebody is asked already, has left, or is lent no more for that time.
    """
    lent, places = [one for one in places if one.home], [one for one in places if not one.home]
    try:
        with noting(act) as pen:
            _lock_ready(act.trust_id, id, of)
            _send(pen, id, places, of)
            ask_lent(pen, id, lent)
            with connection.cursor() as cursor:  # so that a loan that does not hold shows here
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as fault:
        raise Refused("Somebody of this plan is lent no more for all of that time. Assemble again.") from fault


def _send(pen: Writing, id: int, places: Sequence[Place], of: Of) -> None:
    act = pen.act
    numbers = {place.employee_number for place in places}
    found = select(OF_PLACES, {"trust": act.trust_id, "numbers": sorted(numbers), "on": act.day})
    before = tuple(map(_proposal, found))
    teams = {place.team for place in places}
    if any((one.run_id, one.second_id)[of == "second"] == id and one.place.team in teams for one in before):
        raise Refused("They are asked already. Look at their answers.")
    asked = {(place.employee_number, place.service) for place in places}
    _withdraw(pen, [one.id for one in before if (one.place.employee_number, one.place.service) in asked])
    rows = [{f"{of}_id": id, **row} for row in _new_rows(act, places, before)]
    pen.add(models.Proposal, rows, "asked")


def _new_rows(act: Act, places: Iterable[Place], before: Sequence[Proposal]) -> list[Row]:
    employed = Employment.objects.filter(trust_id=act.trust_id).exclude(ends__lte=act.day)
    ids = dict(employed.values_list("employee_number", "id"))
    rows = []
    for place in places:
        if place.employee_number not in ids:
            raise Refused("Somebody of this plan has left. Assemble again.")
        words = carried_over(place, before)
        kept = {name: getattr(place, name) for name in ("team", "service", "wte", "starts", "ends", "reason")}
        row = {"employment_id": ids[place.employee_number], "asked_on": act.day, **kept}
        rows.append(row | {part: value for side, one in words.items() for part, value in _columns(side, one).items()})
    return rows


def _columns(side: Side, answer: Answer) -> Row:
    return {side.value: answer.word.value, f"{side}_on": answer.on, f"{side}_reason": answer.reason}


def _lock_ready(trust_id: int, id: int, of: Of) -> None:
    """Hold the run or the second team, so that nobody accepts it meanwhile."""
    kept = {"run": models.AssemblyRun, "second": models.SecondTeam}[of]._default_manager
    if not kept.select_for_update().filter(trust_id=trust_id, id=id, status="ready").exists():
        raise Refused("This plan is accepted already, or not ready. Look at it again.")


def withdraw_proposals(act: Act, id: int, *, of: Of = "run") -> int:
    """Take back what a run, or a second team, asks of people, answered or not; how many were asked."""
    with noting(act) as pen:
        _lock_ready(act.trust_id, id, of)
        open_ones = models.Proposal.objects.filter(trust_id=act.trust_id, state=State.OPEN.value, **{f"{of}_id": id})
        lent = withdraw_lent(pen, open_places(act.trust_id, id)) if of == "run" else 0
        return _withdraw(pen, list(open_ones.values_list("id", flat=True))) + lent


def _withdraw(pen: Writing, ids: Sequence[int]) -> int:
    rows = read_rows_by(models.Proposal, trust_id=pen.act.trust_id, id__in=ids)
    pen.change(models.Proposal, [(row, {"state": State.WITHDRAWN.value}) for row in rows], "withdrawn")
    return len(rows)


def answer_proposal(act: Act, asked: Asked, word: Word, reason: str, *, version: int) -> None:
    """Write down what one side says to an open proposal; StaleRecord when it moved on since it was seen."""
    if asked.proposal.other:
        said_there = Answer(word, act.day, reason)
        answer_lent(act, (asked.proposal, asked.side), said_there, version=version)
        return
    with noting(act) as pen:
        rows = read_rows_by(models.Proposal, trust_id=act.trust_id, id=asked.proposal.id, state=State.OPEN.value)
        if not rows:
            raise StaleRecord(kind_of(models.Proposal), [asked.proposal.id])
        said = _columns(asked.side, Answer(word, act.day, reason))
        pen.change(models.Proposal, [({**row, "version": version}, said) for row in rows], word.value)


def list_answering(trust_id: int, id: int, teams: Collection[str], *, on: date, of: Of = "run") -> list[int]:
    """The users whose word the open proposals of these teams wait for."""
    parameters = {"trust": trust_id, "of": id, "teams": sorted(teams), "on": on}
    return [row["user_id"] for row in select(ANSWERING.format(which=f"q.{of}_id"), parameters)]


def refuse_without_consent(trust_id: int, run_id: int, teams: Collection[str], *, on: date) -> None:
    """Refused where people were asked for a place in one of these teams, and not all of them have agreed."""
    _refuse(lacks_consent(list_proposals(trust_id, run_id, on=on), teams))


def refuse_second_without_consent(trust_id: int, second_id: int, *, on: date) -> None:
    """Refused where people were asked about a second team, and not all of them have agreed."""
    asked = list_proposals(trust_id, second_id, on=on, of="second")
    _refuse(lacks_consent(asked, {one.place.team for one in asked}))


def _refuse(lacking: Collection[Proposal]) -> None:
    if lacking:
        named = ", ".join(sorted({one.place.team for one in lacking}))
        raise Refused(f"Not everybody has agreed yet: {named}. Nothing was saved.")


def settle_proposals(pen: Writing, run_id: int, teams: Collection[str]) -> None:
    """The proposals of accepted teams are settled by an acceptance; Refused where somebody has not agreed."""
    trust_id = pen.act.trust_id
    rows = read_rows_by(
        models.Proposal, trust_id=trust_id, run_id=run_id, state=State.OPEN.value, team__in=sorted(teams)
    )
    refuse_without_consent(trust_id, run_id, teams, on=pen.act.day)
    _settle(pen, rows)
    settle_lent(pen, run_id, teams)


def settle_second(pen: Writing, second_id: int) -> None:
    """What a second team asked of people is settled as it is built; Refused where somebody has not agreed."""
    trust_id = pen.act.trust_id
    rows = read_rows_by(models.Proposal, trust_id=trust_id, second_id=second_id, state=State.OPEN.value)
    refuse_second_without_consent(trust_id, second_id, on=pen.act.day)
    _settle(pen, rows)


def _settle(pen: Writing, rows: Iterable[Row]) -> None:
    pen.change(models.Proposal, [(row, {"state": State.ACCEPTED.value}) for row in rows], "accepted")
