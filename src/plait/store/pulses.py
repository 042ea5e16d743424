"""Pulses opened, answered and closed: sums in one row, who answered in another, and no row for an answer.

An answer rewrites two rows, the sums of the pulse and the users who answered it, sorted. Neither says when, and the
event that it leaves names nobody and holds no level. So nothing that is kept puts a person beside what they said.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError

from plait.engine.pulses import BOARD, NO_COUNTS, TEAM, Sheet, add_sheets, answers_in
from plait.store.models import BoardMember, Membership, Pulse, PulseTally, PulseTurns, Submission
from plait.store.selecting import HOLDS, select
from plait.store.writing import Act, noting, read_rows_by

SOMEBODY = "Somebody who was asked"


class AlreadyOpen(Exception):
    """A pulse of this kind, and of this team, is open already."""


class AnsweredAlready(Exception):
    """This user answered before; nothing was added."""


class IsClosed(Exception):
    """The pulse is closed, or there is none of this id."""


@dataclass(frozen=True, slots=True)
class PulseLine:
    """One pulse with its sums and without anybody; `slips` of its answers were given here, the others on paper."""

    id: int
    version: int
    kind: str
    team: str
    asked: int
    opened_on: date
    closed_on: date | None
    counts: tuple[int, ...]
    slips: int

    @property
    def answers(self) -> int:
        """How many answered so far."""
        return answers_in(self.counts)


PULSES = """
    SELECT p.id, p.version, p.kind, COALESCE(t.name, '') AS team, p.asked, p.opened_on, p.closed_on, y.counts,
        cardinality(u.users) AS slips
    FROM store_pulse p JOIN store_pulsetally y ON y.pulse_id = p.id JOIN store_pulseturns u ON u.pulse_id = p.id
    LEFT JOIN store_team t ON t.id = p.team_id
    WHERE p.trust_id = %(trust)s"""


def list_pulses(trust_id: int) -> tuple[PulseLine, ...]:
    """The pulses of a trust, the latest first."""
    rows = select(f"{PULSES} ORDER BY p.closed_on DESC NULLS FIRST, p.opened_on DESC, p.id DESC", {"trust": trust_id})
    return tuple(PulseLine(**{**row, "counts": tuple(row["counts"])}) for row in rows)


def find_pulse(trust_id: int, pulse_id: int) -> PulseLine | None:
    """One pulse; None when the trust has none of this id."""
    rows = select(f"{PULSES} AND p.id = %(pulse)s", {"trust": trust_id, "pulse": pulse_id})
    return next((PulseLine(**{**row, "counts": tuple(row["counts"])}) for row in rows), None)


def pulses_answered(trust_id: int, user_id: int) -> frozenset[int]:
    """The pulses that this user has answered: asked for that user alone."""
    turns = PulseTurns.objects.filter(trust_id=trust_id, users__contains=[user_id])
    return frozenset(turns.values_list("pulse_id", flat=True))


def sits_on_board(trust_id: int, employee_number: str, *, on: date) -> bool:
    """Is this employment that of a member of the board on the day?"""
    held = BoardMember.objects.filter(
        trust_id=trust_id, employment__employee_number=employee_number, starts__lte=on
    ).values_list("ends", flat=True)
    return any(ends is None or ends > on for ends in held)


def count_asked(trust_id: int, kind: str, team: str, *, on: date) -> int:
    """How many sit on the board, or are in a team, on the day; 0 of a sample, which somebody counts."""
    asked = {"trust": trust_id, "on": on, "team": team}
    if kind == BOARD:
        query = f"SELECT count(*) AS n FROM store_boardmember m WHERE m.trust_id = %(trust)s AND {HOLDS.format('m')}"
    elif kind == TEAM:
        query = f"""SELECT count(DISTINCT e.person_id) AS n FROM {Membership._meta.db_table} m
            JOIN store_employment e ON e.id = m.employment_id JOIN store_team t ON t.id = m.team_id
            WHERE m.trust_id = %(trust)s AND t.name = %(team)s AND {HOLDS.format("m")} AND {HOLDS.format("e")}"""
    else:
        return 0
    return int(select(query, asked)[0]["n"])


def open_pulse(act: Act, kind: str, *, team_id: int | None, asked: int) -> int:
    """Open a pulse for a group of so many people, and give its id; AlreadyOpen where one is."""
    try:
        with noting(act) as pen:
            [pulse] = pen.add(
                Pulse, [{"kind": kind, "team_id": team_id, "asked": asked, "opened_on": act.day}], "opened"
            )
            PulseTally.objects.create(trust_id=act.trust_id, pulse_id=pulse, counts=list(NO_COUNTS))
            PulseTurns.objects.create(trust_id=act.trust_id, pulse_id=pulse, users=[])
    except IntegrityError as clash:
        raise AlreadyOpen from clash
    return pulse


def answer_pulse(act: Act, pulse_id: int, sheet: Sheet) -> None:
    """Add one answer to the sums, and its user to those who answered; AnsweredAlready or IsClosed, and nothing added.

    The event says that somebody answered, and neither who nor what nor in which request.
    """
    with noting(replace(act, by=None, by_name=SOMEBODY, request="")) as pen:
        turns = _open(act, pulse_id)
        if act.user_id in turns.users:
            raise AnsweredAlready
        turns.users = sorted([*turns.users, act.user_id])
        turns.save(update_fields=["users"])
        _add(act, pulse_id, [sheet])
        pen.note("answered", "pulse", pulse_id)


def add_paper(act: Act, pulse_id: int, sheets: Iterable[Sheet], *, submission: uuid.UUID | None = None) -> None:
    """Add answers that were given on paper, which nobody's name stands on; IsClosed, and nothing added.

    The same submission sent again adds nothing: nobody could find the papers to take them off again.
    """
    counted = tuple(sheets)
    with noting(act) as pen:
        _open(act, pulse_id)
        if submission is not None and not _is_first(act, submission):
            return
        _add(act, pulse_id, counted)
        pen.note("added papers", "pulse", pulse_id, {"papers": len(counted)})


def close_pulse(act: Act, pulse_id: int) -> None:
    """Close a pulse for good: only then is anything of it shown."""
    with noting(act) as pen:
        _open(act, pulse_id)
        [row] = read_rows_by(Pulse, trust_id=act.trust_id, id=pulse_id)
        pen.change(Pulse, [(row, {"closed_on": act.day})], "closed")


def _open(act: Act, pulse_id: int) -> PulseTurns:
    """Who answered an open pulse, locked until the act is over: of two answers at once the second waits."""
    turns = PulseTurns.objects.select_for_update().filter(trust_id=act.trust_id, pulse_id=pulse_id).first()
    if turns is None or Pulse.objects.filter(id=pulse_id).exclude(closed_on=None).exists():
        raise IsClosed
    return turns


def _is_first(act: Act, submission: uuid.UUID) -> bool:
    sent = {"trust_id": act.trust_id, "user_id": act.user_id, "key": submission}
    return Submission.objects.get_or_create(**sent, defaults={"at": act.at})[1]


def _add(act: Act, pulse_id: int, sheets: Iterable[Sheet]) -> None:
    tally = PulseTally.objects.select_for_update().get(trust_id=act.trust_id, pulse_id=pulse_id)
    tally.counts = list(add_sheets(tally.counts, sheets))
    tally.save(update_fields=["counts"])


def team_ids(trust_id: int, *, on: date) -> dict[str, int]:
    """The teams that run on the day, by name, and their ids."""
    query = (
        f"SELECT t.id, t.name FROM store_team t WHERE t.trust_id = %(trust)s AND {HOLDS.format('t')} ORDER BY t.name"
    )
    return {row["name"]: row["id"] for row in select(query, {"trust": trust_id, "on": on})}
