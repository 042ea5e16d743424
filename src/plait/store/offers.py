"""Part-time offers of communities and enabling teams for pages: what each gives, to whom, and what is left of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.selecting import HOLDS, plain_name, select
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One offer, or the part of one that goes to a service; `taken` is what services have of it on the day.

    The giver is a community or a team: the id of the other is nothing.
    """

    id: int
    community_id: int | None
    team_id: int | None
    giver: str
    competency_id: int
    competency: str
    level: Level
    wte: Decimal
    service_id: int | None
    service: str
    taken: Decimal
    starts: date
    ends: date | None
    origin: Origin | None


PART = f"""COALESCE((SELECT sum(t.wte) FROM store_offer t
    WHERE t.service_id IS NOT NULL AND t.competency_id = o.competency_id AND {HOLDS.format("t")}
        AND t.community_id IS NOT DISTINCT FROM o.community_id AND t.team_id IS NOT DISTINCT FROM o.team_id), 0)"""
OFFERS = f"""
    SELECT o.id, o.community_id, o.team_id, COALESCE(k.name, m.name) AS giver, o.competency_id,
        c.name AS competency, o.level, trim_scale(o.wte) AS wte, o.service_id, COALESCE(s.name, '') AS service,
        CASE WHEN o.service_id IS NULL THEN trim_scale({PART}) ELSE o.wte END AS taken,
        o.starts, o.ends, o.origin_id, o.origin_line
    FROM store_offer o JOIN store_competency c ON c.id = o.competency_id
    LEFT JOIN store_community k ON k.id = o.community_id LEFT JOIN store_team m ON m.id = o.team_id
    LEFT JOIN store_service s ON s.id = o.service_id
    WHERE o.trust_id = %(trust)s AND (o.ends IS NULL OR o.ends > %(on)s) AND {{which}}
    ORDER BY {plain_name("COALESCE(k.name, m.name)")}, {plain_name("c.name")}, s.name NULLS FIRST, o.starts, o.id"""
OF = {name: OFFERS.format(which=f"o.{name}_id = %(of)s") for name in ("community", "team", "competency", "service")}
ONE = OFFERS.format(which="o.id = %(of)s")


def list_offers(trust_id: int, what: str, id: int, *, on: date) -> tuple[OfferLine, ...]:
    """What has not ended of the offers of a `community` or a `team`, of a `competency`, or to a `service`."""
    rows = select(OF[what], {"trust": trust_id, "on": on, "of": id})
    return tuple(map(_line, with_origins(rows)))


def find_offer(trust_id: int, offer_id: int) -> OfferLine | None:
    """One offer, ended or not; None where the trust has none of this id."""
    rows = select(ONE, {"trust": trust_id, "on": date.min, "of": offer_id})
    return next(map(_line, with_origins(rows)), None)


def _line(row: Row) -> OfferLine:
    return OfferLine(**{**row, "level": Level(row["level"])})
