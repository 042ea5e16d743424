"""Places in teams of one trust for people whom another lends: asked for there, answered here, accepted and seen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plait.engine.assembly.consent import Answer, Place, Proposal, Side, State, Word
from plait.engine.permissions import Viewer
from plait.store.models import LentAnswer, LentPlace, Team
from plait.store.selecting import HOLDS, plain_name, select
from plait.store.staging import Refused
from plait.store.writing import Act, Row, StaleRecord, Writing, kind_of, noting, read_rows_by

PLACE = ("team", "service", "wte", "starts", "ends", "reason")
"""What an answer keeps of the place it is about, but for the reason."""
# Names go with the loan: what was kept under the reference stays.
OF_RUN = f"""
    SELECT q.id, q.version, q.run_id, q.lender || '/' || q.number AS employee_number, q.lender AS home, q.team,
        q.service, trim_scale(q.wte) AS wte, q.starts, q.ends, q.reason, q.asked_on, q.state,
        COALESCE(NULLIF(l.name, ''), q.lender || '/' || q.number) AS name,
        COALESCE(s.lender_name, o.name, q.lender) AS other, s.id IS NOT NULL AS is_lent,
        COALESCE(s.has_manager, true) AS has_manager, COALESCE(s.member, 'waiting') AS member, s.member_on,
        COALESCE(s.member_reason, '') AS member_reason, COALESCE(s.manager, 'waiting') AS manager, s.manager_on,
        COALESCE(s.manager_reason, '') AS manager_reason
    FROM store_lentplace q LEFT JOIN store_sharedplace s ON s.id = q.id AND s.borrower_id = q.trust_id
    LEFT JOIN store_lent l ON l.borrower_id = q.trust_id AND l.reference = q.lender || '/' || q.number
    LEFT JOIN store_othertrust o ON upper(o.code) = upper(q.lender)
    WHERE q.trust_id = %(trust)s AND q.run_id = %(run)s AND q.state <> 'withdrawn'
    ORDER BY {plain_name("q.team")}, employee_number"""
MINE = """(e.employee_number = %(own)s OR (e.employee_number = ANY(%(reports)s) AND s.has_manager))"""
FOR_SOMEBODY = f"""
    SELECT s.*, trim_scale(s.wte) AS wte, s.said_version AS version, e.employee_number, '' AS home, p.name,
        s.borrower_name AS other, true AS is_lent
    FROM store_sharedplace s JOIN store_employment e ON e.id = s.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE s.lender_id = %(trust)s AND s.state = 'open' AND {MINE}
    ORDER BY {plain_name("s.team")}, {plain_name("p.name")}, s.id"""
WAITING = f"""
    SELECT count(*) FILTER (WHERE e.employee_number = %(own)s AND s.member = 'waiting')
        + count(*) FILTER (WHERE e.employee_number = ANY(%(reports)s) AND s.has_manager AND s.manager = 'waiting')
        AS waiting
    FROM store_sharedplace s JOIN store_employment e ON e.id = s.employment_id
    WHERE s.lender_id = %(trust)s AND s.state = 'open' AND {MINE}"""
STILL_OPEN = """
    SELECT s.employment_id, s.borrower FROM store_sharedplace s
    WHERE s.lender_id = %(trust)s AND s.id = %(id)s AND s.state = 'open'"""
ANSWERING = f"""
    SELECT DISTINCT x.user_id FROM store_sharedplace s JOIN store_access x ON x.trust_id = s.lender_id
        AND {HOLDS.format("x")} AND ((x.employment_id = s.employment_id AND s.member = 'waiting')
        OR (s.manager = 'waiting' AND s.has_manager AND x.employment_id IN (
            SELECT a.manager_id FROM store_assignment a WHERE a.employment_id = s.employment_id
            AND {HOLDS.format("a")})))
    WHERE s.lender_id = %(trust)s AND s.run_id = %(run)s AND s.state = 'open' ORDER BY x.user_id"""
LENDERS = """
    SELECT DISTINCT lender_id, lender FROM store_sharedplace
    WHERE borrower_id = %(trust)s AND run_id = %(run)s AND state = 'open' ORDER BY lender"""
SEATED = f"""
    SELECT q.id, q.lender || '/' || q.number AS reference, COALESCE(l.name, '') AS name,
        COALESCE(l.lender_name, o.name, q.lender) AS lender, COALESCE(l.viewpoint, '') AS viewpoint,
        trim_scale(q.wte) AS wte, q.starts, COALESCE(s.ends, q.ends) AS ends, s.id IS NOT NULL AS is_lent
    FROM store_lentplace q LEFT JOIN store_sharedplace s ON s.id = q.id AND s.borrower_id = q.trust_id
    LEFT JOIN store_lent l ON l.borrower_id = q.trust_id AND l.reference = q.lender || '/' || q.number
    LEFT JOIN store_othertrust o ON upper(o.code) = upper(q.lender)
    WHERE q.trust_id = %(trust)s AND q.seat_id = %(team)s AND q.state = 'accepted'
    ORDER BY q.starts, {plain_name("q.lender")}, q.number"""
GIVEN = f"""
    SELECT s.id, p.name, s.employment_id, s.borrower, s.borrower_name, s.team, trim_scale(s.wte) AS wte, s.starts,
        s.ends
    FROM store_sharedplace s JOIN store_employment e ON e.id = s.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE s.lender_id = %(trust)s AND s.state = 'accepted' AND (%(employment)s = 0 OR e.id = %(employment)s)
    ORDER BY s.starts, {plain_name("s.team")}"""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of another trust in a team of this one: whose they are, and until when; `is_lent` while the loan holds.

    Of somebody lent no more neither name nor viewpoint is known.
    """

    id: int
    reference: str
    name: str
    lender: str
    viewpoint: str
    wte: Decimal
    starts: date
    ends: date
    is_lent: bool


@dataclass(frozen=True, slots=True)
class Given:
    """Time that somebody of this trust gives to a team of another."""

    id: int
    name: str
    employment_id: int
    borrower: str
    borrower_name: str
    team: str
    wte: Decimal
    starts: date
    ends: date


def list_guests(trust_id: int, team_id: int) -> tuple[Guest, ...]:
    """Everybody of other trusts who takes, took or will take a place in a team, by their first day."""
    return tuple(Guest(**row) for row in select(SEATED, {"trust": trust_id, "team": team_id}))


def list_given(trust_id: int, employment_id: int = 0) -> tuple[Given, ...]:
    """The places people of this trust take in teams of others while it lends them; of one employment, or of all."""
    return tuple(Given(**row) for row in select(GIVEN, {"trust": trust_id, "employment": employment_id}))


def list_lent_proposals(trust_id: int, run_id: int) -> tuple[Proposal, ...]:
    """What a run asks of people whom other trusts lend, by team and reference, but for what was withdrawn."""
    return tuple(map(_proposal, select(OF_RUN, {"trust": trust_id, "run": run_id})))


def list_lent_asked(viewer: Viewer) -> tuple[Proposal, ...]:
    """The places other trusts ask the viewer, or somebody who reports to them, to take, while the loan holds."""
    return tuple(map(_proposal, select(FOR_SOMEBODY, _somebody(viewer))))


def count_lent_waiting(viewer: Viewer) -> int:
    """How many places in teams of other trusts wait for the viewer's word."""
    return int(select(WAITING, _somebody(viewer))[0]["waiting"])


def _somebody(viewer: Viewer) -> Row:
    return {"trust": viewer.trust_id, "own": viewer.employee_number or "", "reports": sorted(viewer.reports)}


def _proposal(row: Row) -> Proposal:
    place = Place(**{name: row[name] for name in Place.__dataclass_fields__})
    member, manager = (
        Answer(Word(row[side]), row[f"{side}_on"], row[f"{side}_reason"]) for side in (Side.MEMBER, Side.MANAGER)
    )
    plain: Any = {
        name: row[name] for name in ("id", "version", "run_id", "name", "asked_on", "has_manager", "other", "is_lent")
    }
    return Proposal(**plain, place=place, state=State(row["state"]), member=member, manager=manager)


def ask_lent(pen: Writing, run_id: int, places: Sequence[Place]) -> None:
    """Ask people whom other trusts lend to take these places; what was asked of them for the same service is withdrawn.

    The database refuses whoever is not lent for all of that time, as an IntegrityError.
    """
    trust_id, wanted = pen.act.trust_id, {(place.employee_number, place.service) for place in places}
    before = read_rows_by(LentPlace, trust_id=trust_id, state=State.OPEN.value)
    again = [row for row in before if (f"{row['lender']}/{row['number']}", row["service"]) in wanted]
    if any(row["run_id"] == run_id for row in again):
        raise Refused("They are asked already. Look at their answers.")
    withdraw_lent(pen, again)
    rows = [
        {
            "run_id": run_id,
            "lender": place.home,
            "number": int(place.employee_number.rpartition("/")[2]),
            "asked_on": pen.act.day,
            **{name: getattr(place, name) for name in PLACE},
        }
        for place in places
    ]
    pen.add(LentPlace, rows, "asked")


def open_places(trust_id: int, run_id: int) -> list[Row]:
    """The places a run asks people of other trusts to take, as the table holds them."""
    return read_rows_by(LentPlace, trust_id=trust_id, run_id=run_id, state=State.OPEN.value)


def withdraw_lent(pen: Writing, rows: Sequence[Row]) -> int:
    """Ask for these places no longer; how many there were."""
    pen.change(LentPlace, [(row, {"state": State.WITHDRAWN.value}) for row in rows], "withdrawn")
    return len(rows)


def settle_lent(pen: Writing, run_id: int, teams: Collection[str]) -> None:
    """The places in accepted teams are taken from now on; the teams are in the record by then."""
    trust_id = pen.act.trust_id
    ids = {name.casefold(): id for name, id in Team.objects.filter(trust_id=trust_id).values_list("name", "id")}
    rows = [row for row in open_places(trust_id, run_id) if row["team"] in teams]
    taken = [(row, {"state": State.ACCEPTED.value, "seat_id": ids[row["team"].casefold()]}) for row in rows]
    pen.change(LentPlace, taken, "accepted")


def list_lent_answering(trust_id: int, run_id: int, *, on: date) -> list[int]:
    """The users of the trust that lends whose word the open places of a run wait for."""
    return [row["user_id"] for row in select(ANSWERING, {"trust": trust_id, "run": run_id, "on": on})]


def list_asked_lenders(trust_id: int, run_id: int) -> dict[int, str]:
    """The trusts whose people a run asks for: codes by number."""
    return {row["lender_id"]: row["lender"] for row in select(LENDERS, {"trust": trust_id, "run": run_id})}


def answer_lent(act: Act, asked: tuple[Proposal, Side], answer: Answer, *, version: int) -> None:
    """Write down what one side says to a place in a team of another trust; StaleRecord when it moved on since."""
    proposal, side = asked
    with noting(act) as pen:
        still = select(STILL_OPEN, {"trust": act.trust_id, "id": proposal.id})
        if not still:
            raise StaleRecord(kind_of(LentAnswer), [proposal.id])
        about = {name: getattr(proposal.place, name) for name in PLACE if name != "reason"}
        said = {f"{side.value}{end}": value for end, value in _said(answer).items()}
        rows = read_rows_by(LentAnswer, trust_id=act.trust_id, place=proposal.id)
        pen.change(LentAnswer, [({**row, "version": version}, {**about, **said}) for row in rows], answer.word.value)
        if not rows:
            pen.add(LentAnswer, [{"place": proposal.id, **still[0], **about, **said}], answer.word.value)


def _said(answer: Answer) -> Row:
    return {"": answer.word.value, "_on": answer.on, "_reason": answer.reason}
