"""Services for pages: one page of the list, and one service with what it needs and who works on it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.history import rows_of
from plait.store.models import Competency, Need, Offer, Service
from plait.store.origins import load_origins, origin_of, with_origin, with_origins
from plait.store.paging import Page, Wanted
from plait.store.people import Named
from plait.store.selecting import HOLDS, plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in the list, on a day."""

    id: int
    name: str
    phase: str
    outcome: str
    owner: str
    teams: tuple[str, ...]
    needs: int
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A competency the service needs."""

    id: int
    competency_id: int
    competency: str
    level: Level
    people: int | None
    wte: Decimal | None
    priority: int
    starts: date
    ends: date | None
    copied_from: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class TeamOn:
    """A team that works, worked or will work on the service."""

    id: int
    name: str
    purpose: str
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ServiceDetail:
    """One service."""

    id: int
    name: str
    description: str
    outcome: str
    phase: str
    owner: Named | None
    starts: date
    ends: date | None
    needs: tuple[NeedLine, ...]
    teams: tuple[TeamOn, ...]
    origin: Origin | None


LISTED = f"""
    SELECT s.id, s.name, s.phase, s.outcome, COALESCE(p.name, '') AS owner,
        ARRAY(SELECT t.name FROM store_team t WHERE t.service_id = s.id AND {HOLDS.format("t")}
            ORDER BY {plain_name("t.name")}) AS teams,
        (SELECT count(*) FROM store_need n WHERE n.service_id = s.id AND {HOLDS.format("n")}) AS needs,
        s.ends, s.origin_id, s.origin_line
    FROM store_service s
    LEFT JOIN store_employment o ON o.id = s.owner_id LEFT JOIN store_person p ON p.id = o.person_id
    WHERE s.trust_id = %(trust)s
    AND (%(search)s = '' OR strpos(lower(s.name || ' ' || s.description || ' ' || s.outcome), lower(%(search)s)) > 0)
    AND (%(phase)s = '' OR s.phase = %(phase)s)
    AND (%(team)s = '' OR (%(team)s = 'with') = EXISTS (
        SELECT 1 FROM store_team t WHERE t.service_id = s.id AND {HOLDS.format("t")}))"""
# Phases in the order of a service's life, not of the alphabet.
PHASE_ORDER = "array_position(ARRAY['discovery', 'alpha', 'beta', 'live', 'retired'], phase::text)"
SORTS = {"name": plain_name("name"), "phase": PHASE_ORDER, "needs": "needs"}


def list_services(trust_id: int, wanted: Wanted, *, on: date) -> Page[ServiceLine]:
    """One page of the services of a trust; teams and needs are those of the day."""
    filters = {name: wanted.filters.get(name, "") for name in ("phase", "team")}
    parameters = {"trust": trust_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED, SORTS, wanted, parameters)
    return Page(tuple(ServiceLine(**{**row, "teams": tuple(row["teams"])}) for row in with_origins(rows)), total)


NEEDS = f"""
    SELECT n.id, c.id AS competency_id, c.name AS competency, n.level, n.people, trim_scale(n.wte) AS wte, n.priority,
        n.starts, n.ends, COALESCE(f.name, '') AS copied_from, n.origin_id, n.origin_line
    FROM store_need n JOIN store_competency c ON c.id = n.competency_id
    LEFT JOIN store_service f ON f.id = n.copied_from_id
    WHERE n.trust_id = %(trust)s AND n.service_id = %(id)s
    ORDER BY n.priority DESC, n.level DESC, {plain_name("c.name")}"""
TEAMS = f"""
    SELECT t.id, t.name, t.purpose, t.starts, t.ends, t.origin_id, t.origin_line FROM store_team t
    WHERE t.trust_id = %(trust)s AND t.service_id = %(id)s
    ORDER BY t.ends DESC NULLS FIRST, {plain_name("t.name")}"""


def load_service(trust_id: int, service_id: int) -> ServiceDetail | None:
    """One service with every need and team it has had; None when the trust has none of this id."""
    found = Service.objects.filter(trust_id=trust_id, id=service_id).select_related("owner__person").first()
    if found is None:
        return None
    asked = {"trust": trust_id, "id": service_id}
    needs, teams = select(NEEDS, asked), select(TEAMS, asked)
    origins = load_origins([found.origin_id, *(row["origin_id"] for row in needs + teams)])
    owner = found.owner
    return ServiceDetail(
        id=found.pk,
        name=found.name,
        description=found.description,
        outcome=found.outcome,
        phase=found.phase,
        owner=Named(owner.pk, owner.person.name, owner.employee_number) if owner else None,
        starts=found.starts,
        ends=found.ends,
        needs=tuple(NeedLine(**{**with_origin(row, origins), "level": Level(row["level"])}) for row in needs),
        teams=tuple(TeamOn(**with_origin(row, origins)) for row in teams),
        origin=origin_of(found.origin_id, found.origin_line, origins),
    )


def find_service_of_need(trust_id: int, need_id: int) -> int | None:
    """The service a need belongs to; None when the trust has no such need."""
    return Need.objects.filter(trust_id=trust_id, id=need_id).values_list("service_id", flat=True).first()


def list_competency_names(trust_id: int) -> tuple[str, ...]:
    """Every competency of a trust by name."""
    names = Competency.objects.filter(trust_id=trust_id).values_list("name", flat=True)
    return tuple(sorted(names, key=str.casefold))


def rows_about_service(trust_id: int, service_id: int) -> dict[str, list[int]]:
    """The rows that tell of one service and of what it needs, by kind, for its history."""
    return {"service": [service_id], **rows_of((Need, Offer), trust_id=trust_id, service_id=service_id)}
