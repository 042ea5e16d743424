"""Needs, who can meet them and their time over years, as the sums by quarter take them."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from plait.engine.competencies import Holding, Level
from plait.engine.offered import InCommunity, Offers
from plait.engine.offers import Offer
from plait.engine.quarters import Given, Quarter, Staffing, Worked
from plait.engine.services import Need
from plait.store.models import Employment
from plait.store.selecting import select
from plait.store.writing import Row

TOUCHES = "{0}.starts < %(until)s AND ({0}.ends IS NULL OR {0}.ends > %(since)s)"
"""The row of table {0} falls into the time asked for, in part or whole."""
NEEDS = f"""
    SELECT s.name AS service, c.name AS competency, n.level, n.people, trim_scale(n.wte) AS wte, n.priority,
        GREATEST(n.starts, s.starts) AS starts, LEAST(n.ends, s.ends) AS ends
    FROM store_need n JOIN store_service s ON s.id = n.service_id JOIN store_competency c ON c.id = n.competency_id
    WHERE n.trust_id = %(trust)s AND s.phase <> 'retired' AND {TOUCHES.format("n")} AND {TOUCHES.format("s")}
        AND (%(competency)s::bigint IS NULL OR c.id = %(competency)s)"""
HOLDINGS = f"""
    SELECT h.employment_id, c.name AS competency, h.level, h.since, h.starts, h.ends
    FROM store_holding h JOIN store_competency c ON c.id = h.competency_id
    JOIN (SELECT competency_id, min(level) AS level FROM store_need n
          WHERE n.trust_id = %(trust)s AND {TOUCHES.format("n")} GROUP BY 1) w
        ON w.competency_id = h.competency_id AND h.level >= w.level
    WHERE h.trust_id = %(trust)s AND {TOUCHES.format("h")}
        AND (%(competency)s::bigint IS NULL OR c.id = %(competency)s)"""
WORKED = f"""
    SELECT a.employment_id, e.person_id, trim_scale(a.wte) AS wte, GREATEST(a.starts, e.starts) AS starts,
        LEAST(a.ends, e.ends) AS ends
    FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id
    WHERE a.trust_id = %(trust)s AND a.employment_id = ANY(%(who)s) AND {TOUCHES.format("a")}"""
GIVEN = f"""
    SELECT m.employment_id, e.person_id, t.name AS team, COALESCE(s.name, '') AS service, trim_scale(m.wte) AS wte,
        m.starts, LEAST(m.ends, t.ends) AS ends
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id
    JOIN store_team t ON t.id = m.team_id LEFT JOIN store_service s ON s.id = t.service_id
    WHERE m.trust_id = %(trust)s AND (%(who)s::bigint[] IS NULL OR m.employment_id = ANY(%(who)s))
        AND {TOUCHES.format("m")}"""

OFFERED = f"""
    SELECT COALESCE(k.name, '') AS community, COALESCE(t.name, '') AS team, COALESCE(ts.name, '') AS of_service,
        c.name AS competency, o.level, trim_scale(o.wte) AS wte, COALESCE(s.name, '') AS service, o.starts, o.ends
    FROM store_offer o JOIN store_competency c ON c.id = o.competency_id
    LEFT JOIN store_community k ON k.id = o.community_id LEFT JOIN store_team t ON t.id = o.team_id
    LEFT JOIN store_service ts ON ts.id = t.service_id LEFT JOIN store_service s ON s.id = o.service_id
    WHERE o.trust_id = %(trust)s AND {TOUCHES.format("o")}
        AND (%(competency)s::bigint IS NULL OR c.id = %(competency)s)"""
MEMBERS = f"""
    SELECT k.name AS community, m.employment_id, m.starts, m.ends
    FROM store_communitymember m JOIN store_community k ON k.id = m.community_id
    WHERE m.trust_id = %(trust)s AND m.employment_id = ANY(%(who)s) AND {TOUCHES.format("m")}
        AND EXISTS (SELECT FROM store_offer o WHERE o.community_id = k.id)"""


def load_staffing(trust_id: int, quarters: Sequence[Quarter], *, competency_id: int | None = None) -> Staffing:
    """What the sums of these quarters rest on, of one competency or of all; six queries at any size.

    Employments stand in place of employee numbers, by their ids.
    """
    since, until = quarters[0].starts, quarters[-1].ends
    asked = {"trust": trust_id, "since": since, "until": until, "competency": competency_id}
    needs, holdings = select(NEEDS, asked), select(HOLDINGS, asked)
    asked["who"] = sorted({row["employment_id"] for row in holdings})
    return Staffing(
        tuple(Need(**row) for row in needs),
        tuple(_holding(row) for row in holdings),
        tuple(Worked(str(r["employment_id"]), str(r["person_id"]), *_time(r)) for r in select(WORKED, asked)),
        tuple(map(_given, select(GIVEN, asked))),
        _offers(select(OFFERED, asked), select(MEMBERS, asked)),
    )


def _offers(rows: Sequence[Row], members: Iterable[Row]) -> Offers:
    services = {row["team"]: row["of_service"] for row in rows if row["team"]}
    plain = ("community", "team", "competency", "level", "wte", "service", "starts", "ends")
    return Offers(
        tuple(Offer(*(row[name] for name in plain)) for row in rows),
        tuple(InCommunity(one["community"], str(one["employment_id"]), one["starts"], one["ends"]) for one in members),
        services,
    )


def load_given(trust_id: int, until: Quarter) -> tuple[Given, ...]:
    """Every time anybody has given to a team by the end of a quarter; one query."""
    asked = {"trust": trust_id, "since": date.min, "until": until.ends, "who": None}
    return tuple(map(_given, select(GIVEN, asked)))


def _holding(row: Row) -> Holding:
    return Holding(
        str(row["employment_id"]),
        row["competency"],
        Level(row["level"]),
        row["since"],
        starts=row["starts"],
        ends=row["ends"],
    )


def _given(row: Row) -> Given:
    return Given(str(row["employment_id"]), row["team"], row["service"], *_time(row), person=str(row["person_id"]))


def _time(row: Row) -> tuple[Decimal, date, date | None]:
    return row["wte"], row["starts"], row["ends"]


def name_employments(trust_id: int, employments: Iterable[str]) -> dict[str, str]:
    """The names behind employments given by id, for those who may read them; one query."""
    found = Employment.objects.filter(trust_id=trust_id, id__in=[int(one) for one in employments])
    return {str(id): name for id, name in found.values_list("id", "person__name")}
