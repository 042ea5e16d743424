"""For you: what the record holds of one person, for that person's own page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.capacity import Month, Span, capacity_by_month
from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.lent_places import Given, list_given
from plait.store.models import Employment
from plait.store.origins import load_origins, with_origin
from plait.store.selecting import HOLDS, plain_name, select
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class OwnHolding:
    """A competency one holds: a claim until somebody has confirmed it."""

    id: int
    competency_id: int
    competency: str
    level: Level
    since: date
    confirmed_by: str
    confirmed_on: date | None
    version: int
    origin: Origin | None

    @property
    def is_claim(self) -> bool:
        """Has nobody confirmed it yet?"""
        return self.confirmed_on is None


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """Time one gives to a team; one of another trust has a number below nothing."""

    team_id: int
    team: str
    part: str
    wte: Decimal
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class OwnCommunity:
    """A community of practice one is in, or leads."""

    id: int
    name: str
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Own:
    """One employment as its person sees it."""

    employment_id: int
    person_id: int
    name: str
    holdings: tuple[OwnHolding, ...]
    teams: tuple[OwnTeam, ...]
    communities: tuple[OwnCommunity, ...]
    months: tuple[Month, ...]


HOLDINGS = f"""
    SELECT h.id, h.competency_id, c.name AS competency, h.level, h.since, COALESCE(p.name, '') AS confirmed_by,
        h.confirmed_on, h.version, h.origin_id, h.origin_line
    FROM store_holding h JOIN store_competency c ON c.id = h.competency_id
    LEFT JOIN store_employment b ON b.id = h.confirmed_by_id LEFT JOIN store_person p ON p.id = b.person_id
    WHERE h.trust_id = %(trust)s AND h.employment_id = %(employment)s AND {HOLDS.format("h")}
    ORDER BY {plain_name("c.name")}"""
TEAMS = f"""
    SELECT m.team_id, t.name AS team, m.part, trim_scale(m.wte) AS wte, m.starts, LEAST(m.ends, t.ends) AS ends,
        m.origin_id, m.origin_line
    FROM store_membership m JOIN store_team t ON t.id = m.team_id
    WHERE m.trust_id = %(trust)s AND m.employment_id = %(employment)s
        AND COALESCE(LEAST(m.ends, t.ends) > %(month)s, true)
    ORDER BY m.starts, {plain_name("t.name")}"""
POSTS = """
    SELECT employment_id, trim_scale(wte) AS wte, starts, ends FROM store_assignment
    WHERE trust_id = %(trust)s AND employment_id = %(employment)s"""
COMMUNITIES = f"""
    SELECT c.id, c.name, c.lead_id IS NOT DISTINCT FROM %(employment)s AS is_lead FROM store_community c
    WHERE c.trust_id = %(trust)s AND {HOLDS.format("c")} AND (c.lead_id = %(employment)s OR EXISTS (
        SELECT 1 FROM store_communitymember m
        WHERE m.community_id = c.id AND m.employment_id = %(employment)s AND {HOLDS.format("m")}))
    ORDER BY {plain_name("c.name")}"""


def load_own(trust_id: int, employee_number: str | None, *, on: date) -> Own | None:
    """What the record holds of one employment; None for a user whom nobody has linked to one."""
    work = (
        Employment.objects.filter(trust_id=trust_id, employee_number=employee_number).select_related("person").first()
    )
    if work is None:
        return None
    parameters = {"trust": trust_id, "employment": work.pk, "on": on, "month": on.replace(day=1)}
    held, given_to = select(HOLDINGS, parameters), select(TEAMS, parameters)
    origins = load_origins(row["origin_id"] for row in held + given_to)
    lent = [_there(one) for one in list_given(trust_id, work.pk)]
    teams = (*(OwnTeam(**with_origin(row, origins)) for row in given_to), *lent)
    posts = [Span(row["employment_id"], row["wte"], row["starts"], row["ends"]) for row in select(POSTS, parameters)]
    given = [Span(team.team_id, team.wte, team.starts, team.ends) for team in teams]
    return Own(
        employment_id=work.pk,
        person_id=work.person_id,
        name=work.person.name,
        holdings=tuple(_holding(with_origin(row, origins)) for row in held),
        teams=tuple(team for team in teams if team.ends is None or team.ends > on),
        communities=tuple(OwnCommunity(**row) for row in select(COMMUNITIES, parameters)),
        months=capacity_by_month(posts, given, on=on),
    )


def _there(one: Given) -> OwnTeam:
    """A place in a team of another trust, numbered below nothing, since no page here is about that team."""
    return OwnTeam(-one.id, f"{one.team}, at {one.borrower_name}", "", one.wte, one.starts, one.ends, None)


def _holding(row: Row) -> OwnHolding:
    return OwnHolding(**{**row, "level": Level(row["level"])})
