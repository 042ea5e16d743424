"""Claims of competency: made, changed and withdrawn by oneself, confirmed by those who can tell."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, models

from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.editing import NoSuchRecord
from plait.store.models import Holding
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.reach import REACHED, Reach
from plait.store.registers import another_level, next_row
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Act, Row, StaleRecord, Writing, kind_of, writing

SHEET = "holdings"


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says of themselves; `version` is that of the row they saw, 0 where they saw none."""

    employment_id: int
    competency_id: int
    level: Level
    version: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a confirmation, with what each level means."""

    id: int
    name: str
    competency_id: int
    competency: str
    level: Level
    since: date
    levels: tuple[str, str, str, str]
    version: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody's word on a claim: at the level claimed, or at a lower one."""

    holding_id: int
    level: Level
    version: int
    by_employment: int


@dataclass(frozen=True, slots=True)
class Overseer:
    """Somebody who sees what a person can do: the line manager, or the lead of a community the person is in."""

    name: str
    community: str = ""
    family: str = ""

    def may_confirm(self, family: str) -> bool:
        """May they confirm a claim of this family? A lead one of the community's own; of a community without, any."""
        return self.family.casefold() in ("", family.casefold())


def save_claim(act: Act, claim: Claim, *, on: date) -> bool:
    """Save what somebody claims from `on`; False when the record says so already.

    Another level ends the old row and starts a new one, which nobody has confirmed. Raises StaleRecord when
    the record moved on since it was seen.
    """
    row = _held(act.trust_id, claim, on)
    if row is not None and row["level"] == claim.level:
        return False
    if (row["version"] if row else 0) != claim.version:
        raise StaleRecord(kind_of(Holding), [row["id"]] if row else [])
    new = another_level({"level": claim.level.value, **_TYPED}, on)
    try:
        with writing(act) as pen:
            if row is None:
                keys = {"employment_id": claim.employment_id, "competency_id": claim.competency_id}
                pen.add(Holding, [{**keys, **new, "starts": on}], "claimed")
            else:
                _follow(pen, row, new, on, "claimed")
            pen.touch(SHEET)
    except IntegrityError as twice:  # two first claims at once: the database lets one of them through
        raise StaleRecord(kind_of(Holding), []) from twice
    return True


def withdraw_claim(act: Act, claim: Claim, *, on: date) -> None:
    """Take back a claim nobody has confirmed; what it replaced, if that was confirmed, holds again.

    Raises NoSuchRecord where there is no such claim, StaleRecord when it was changed or confirmed meanwhile.
    """
    row = _held(act.trust_id, claim, on)
    if row is None:
        raise NoSuchRecord(f"claim of {claim.competency_id}")
    if row["version"] != claim.version or row["confirmed_on"] is not None:
        raise StaleRecord(kind_of(Holding), [row["id"]])
    before = _rows(act.trust_id, claim).filter(ends=row["starts"], confirmed_on__isnull=False).values().first()
    with writing(act) as pen:
        if row["starts"] < on:
            pen.change(Holding, [(row, {"ends": on})], "withdrawn")
            if before:
                pen.add(Holding, [next_row({**before}, {"ends": None}, on)])
        else:
            pen.remove(Holding, [row], "withdrawn")
            if before:
                pen.change(Holding, [({**before}, {"ends": None})])
        pen.touch(SHEET)


_TYPED = {"origin_id": None, "origin_line": None}  # what a person says here comes from no file


def _rows(trust_id: int, claim: Claim) -> "models.QuerySet[Holding]":
    return Holding.objects.filter(
        trust_id=trust_id, employment_id=claim.employment_id, competency_id=claim.competency_id
    )


def _held(trust_id: int, claim: Claim, on: date) -> Row | None:
    rows = _rows(trust_id, claim).filter(models.Q(ends=None) | models.Q(ends__gt=on)).order_by("starts").values()
    found = rows.first()
    return {**found} if found else None


def _follow(pen: Writing, row: Row, new: Row, on: date, action: str) -> None:
    """End the row on `on` and start the next; a row that began on that very day just changes."""
    if row["starts"] >= on:
        pen.change(Holding, [(row, {**new, "starts": on})], action)
        return
    pen.change(Holding, [(row, {"ends": on})], "ended")
    pen.add(Holding, [next_row(row, new, on)], action)


# A community lead confirms the competencies of the community's own family; one without a family confirms any.
OF_FAMILY = f"""EXISTS (SELECT 1 FROM store_communitymember m JOIN store_community k ON k.id = m.community_id
    WHERE m.employment_id = e.id AND {HOLDS.format("m")} AND k.name = ANY(%(communities)s)
        AND (k.family = '' OR lower(k.family) = lower(c.family)))"""
WAITING = f"""
    SELECT h.id, p.name, h.competency_id, c.name AS competency, h.level, h.since,
        ARRAY[c.awareness, c.working, c.practitioner, c.expert] AS levels, h.version,
        h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_competency c ON c.id = h.competency_id
    WHERE h.trust_id = %(trust)s AND h.confirmed_on IS NULL AND {HOLDS.format("h")} AND {HOLDS.format("e")}
        AND e.person_id <> %(person)s
        AND (e.employee_number = ANY(%(numbers)s) OR {OF_FAMILY}) AND {REACHED}
        AND (%(only)s = 0 OR h.id = %(only)s)"""
OVERSEERS = f"""
    SELECT p.name, '' AS community, '' AS family FROM store_assignment a JOIN store_employment b ON b.id = a.manager_id
    JOIN store_person p ON p.id = b.person_id
    JOIN store_employment e ON e.id = a.employment_id AND e.person_id <> b.person_id
    WHERE a.employment_id = %(employment)s AND {HOLDS.format("a")} AND {HOLDS.format("b")} AND b.trust_id = %(trust)s
    UNION ALL
    SELECT p.name, k.name, k.family FROM store_communitymember m JOIN store_community k ON k.id = m.community_id
    JOIN store_employment b ON b.id = k.lead_id JOIN store_person p ON p.id = b.person_id
    JOIN store_employment e ON e.id = m.employment_id AND e.person_id <> b.person_id
    WHERE m.employment_id = %(employment)s AND {HOLDS.format("m")} AND {HOLDS.format("k")} AND {HOLDS.format("b")}
        AND m.trust_id = %(trust)s
    ORDER BY community, name"""


def list_overseers(trust_id: int, employment_id: int, *, on: date) -> tuple[Overseer, ...]:
    """The line manager of an employment on a day, then the leads of the communities it is in."""
    rows = select(OVERSEERS, {"trust": trust_id, "employment": employment_id, "on": on})
    return tuple(Overseer(**row) for row in rows)


SORTS = {"name": f"{plain_name('name')}, {plain_name('competency')}"}


def list_waiting(
    trust_id: int, reach: Reach, person_id: int, *, on: date, wanted: Wanted | None = None
) -> Page[Waiting]:
    """The claims this person may confirm: of direct reports and of the communities they lead, never their own."""
    rows, total = select_page(WAITING, SORTS, wanted or Wanted(), _asked(trust_id, reach, person_id, on, only=0))
    return Page(tuple(map(_waiting, with_origins(rows))), total)


def load_waiting(trust_id: int, reach: Reach, person_id: int, holding_id: int, *, on: date) -> Waiting | None:
    """One claim this person may confirm; None alike for one that is not theirs to confirm and for none at all."""
    asked = _asked(trust_id, reach, person_id, on, only=holding_id)
    rows, _ = select_page(WAITING, SORTS, Wanted(limit=None), asked)
    return _waiting(with_origins(rows)[0]) if rows and holding_id else None


def _asked(trust_id: int, reach: Reach, person_id: int, on: date, *, only: int) -> Row:
    return {"trust": trust_id, "on": on, "person": person_id, "only": only, **reach.parameters}


def _waiting(row: Row) -> Waiting:
    awareness, working, practitioner, expert = row["levels"]
    return Waiting(**{**row, "level": Level(row["level"]), "levels": (awareness, working, practitioner, expert)})


def confirm_claim(act: Act, word: Confirmation, *, on: date) -> None:
    """Confirm a claim as `load_waiting` gave it; at a lower level the old row ends and a new one starts.

    Raises StaleRecord when the claim was changed, withdrawn or confirmed since.
    """
    row = Holding.objects.filter(trust_id=act.trust_id, id=word.holding_id, confirmed_on=None).values().first()
    if row is None or row["version"] != word.version or row["level"] < word.level:
        raise StaleRecord(kind_of(Holding), [word.holding_id])
    confirmed = {"confirmed_by_id": word.by_employment, "confirmed_on": on}
    with writing(act) as pen:
        if row["level"] == word.level:
            pen.change(Holding, [({**row}, confirmed)], "confirmed")
        else:
            lower = {"level": word.level.value, "since": on, **confirmed, **_TYPED}
            _follow(pen, {**row}, lower, on, "confirmed")
        pen.touch(SHEET)
