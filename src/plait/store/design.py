"""Design decisions with who took part, and blockers, for pages."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.history import rows_of
from plait.store.models import Blocker, DesignDecision, DesignVoice, Service, Team
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One design decision: how many of each viewpoint took part, and which wrote it."""

    id: int
    name: str
    service_id: int
    service: str
    team_id: int | None
    team: str
    decided_on: date
    reason: str
    with_users: bool
    digital: int
    clinical: int
    operational: int
    wrote: tuple[str, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """Somebody who took part; the viewpoint is empty where nobody can tell it any more."""

    id: int
    decision_id: int
    employment_id: int
    name: str
    viewpoint: str
    wrote: bool
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class BlockerLine:
    """What stands in the way of a team, for how many days."""

    id: int
    team_id: int
    team: str
    name: str
    raised_on: date
    whose: str
    removed_on: date | None
    removed_by: str
    how: str
    days: int
    origin: Origin | None


# As in engine/design.py: what was stated of the decision, or what the person brings today.
SAID = f"""
    SELECT v.id, v.decision_id, v.employment_id, p.name, v.wrote,
        COALESCE(NULLIF(v.viewpoint, ''), NULLIF(a.viewpoint, ''), g.viewpoint, '') AS viewpoint,
        v.origin_id, v.origin_line
    FROM store_designvoice v JOIN store_employment e ON e.id = v.employment_id JOIN store_person p ON p.id = e.person_id
    LEFT JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")} AND {HOLDS.format("e")}
    LEFT JOIN store_staffgroup g ON g.id = a.staff_group_id
    WHERE v.trust_id = %(trust)s"""
DECISIONS = f"""
    WITH said AS MATERIALIZED ({SAID})
    SELECT d.id, d.name, s.id AS service_id, s.name AS service, t.id AS team_id, COALESCE(t.name, '') AS team,
        d.decided_on, d.reason, d.with_users,
        (SELECT count(*) FROM said v WHERE v.decision_id = d.id AND v.viewpoint = 'digital') AS digital,
        (SELECT count(*) FROM said v WHERE v.decision_id = d.id AND v.viewpoint = 'clinical') AS clinical,
        (SELECT count(*) FROM said v WHERE v.decision_id = d.id AND v.viewpoint = 'operational') AS operational,
        ARRAY(SELECT DISTINCT v.viewpoint FROM said v WHERE v.decision_id = d.id AND v.wrote AND v.viewpoint <> ''
            ORDER BY v.viewpoint) AS wrote,
        d.origin_id, d.origin_line
    FROM store_designdecision d JOIN store_service s ON s.id = d.service_id LEFT JOIN store_team t ON t.id = d.team_id
    WHERE d.trust_id = %(trust)s"""
LISTED_DECISIONS = f"""
    SELECT * FROM ({DECISIONS}) known
    WHERE (%(search)s = '' OR strpos(lower(concat_ws(' ', name, reason, service, team)), lower(%(search)s)) > 0)
    AND (%(service)s = '' OR service_id::text = %(service)s)
    AND (%(whole)s = '' OR (%(whole)s = 'yes') = (digital > 0 AND clinical > 0 AND operational > 0))
    AND (%(users)s = '' OR (%(users)s = 'yes') = with_users)"""
DECISION_SORTS = {"decided": "decided_on", "name": plain_name("name"), "service": plain_name("service")}
BLOCKERS = """
    SELECT b.id, b.team_id, t.name AS team, b.name, b.raised_on, b.whose, b.removed_on, b.removed_by, b.how,
        COALESCE(b.removed_on, %(on)s) - b.raised_on AS days, b.origin_id, b.origin_line
    FROM store_blocker b JOIN store_team t ON t.id = b.team_id
    WHERE b.trust_id = %(trust)s"""
LISTED_BLOCKERS = f"""
    SELECT * FROM ({BLOCKERS}) known
    WHERE (%(search)s = '' OR strpos(lower(concat_ws(' ', name, team, how)), lower(%(search)s)) > 0)
    AND (%(team)s = '' OR team_id::text = %(team)s) AND (%(whose)s = '' OR whose = %(whose)s)
    AND (%(state)s = '' OR (%(state)s = 'open') = (removed_on IS NULL))"""
BLOCKER_SORTS = {
    "days": "(CASE WHEN removed_on IS NULL THEN 1 ELSE 0 END, days)", "raised": "raised_on",
    "name": plain_name("name"), "team": plain_name("team"), "removed": "COALESCE(removed_on, DATE '1900-01-01')",
}  # fmt: skip


def list_decisions(trust_id: int, wanted: Wanted, *, on: date) -> Page[DecisionLine]:
    """One page of the design decisions."""
    filters = {name: wanted.filters.get(name, "") for name in ("service", "whole", "users")}
    asked = {"trust": trust_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_DECISIONS, DECISION_SORTS, wanted, asked)
    return Page(tuple(map(_decision, with_origins(rows))), total)


def load_decision(trust_id: int, decision_id: int, *, on: date) -> DecisionLine | None:
    """One design decision; None when the trust has none of this id."""
    rows = select(f"{DECISIONS} AND d.id = %(decision)s", {"trust": trust_id, "on": on, "decision": decision_id})
    return next(map(_decision, with_origins(rows)), None)


def _decision(row: Row) -> DecisionLine:
    return DecisionLine(**{**row, "wrote": tuple(row["wrote"])})


def list_voices(trust_id: int, decision_id: int, *, on: date) -> tuple[VoiceLine, ...]:
    """Who took part in a decision, those who wrote it first."""
    asked = {"trust": trust_id, "on": on, "decision": decision_id}
    query = f"{SAID} AND v.decision_id = %(decision)s ORDER BY v.wrote DESC, {plain_name('p.name')}"
    return tuple(VoiceLine(**row) for row in with_origins(select(query, asked)))


def find_decision_of(trust_id: int, voice_id: int) -> int | None:
    """The decision somebody took part in; None when the trust has no such row."""
    return DesignVoice.objects.filter(trust_id=trust_id, id=voice_id).values_list("decision_id", flat=True).first()


def list_blockers(trust_id: int, wanted: Wanted, *, on: date) -> Page[BlockerLine]:
    """One page of the blockers."""
    filters = {name: wanted.filters.get(name, "") for name in ("team", "whose", "state")}
    asked = {"trust": trust_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_BLOCKERS, BLOCKER_SORTS, wanted, asked)
    return Page(tuple(BlockerLine(**row) for row in with_origins(rows)), total)


def load_blocker(trust_id: int, blocker_id: int, *, on: date) -> BlockerLine | None:
    """One blocker; None when the trust has none of this id."""
    rows = select(f"{BLOCKERS} AND b.id = %(blocker)s", {"trust": trust_id, "on": on, "blocker": blocker_id})
    return next((BlockerLine(**row) for row in with_origins(rows)), None)


def teams_with_blockers(trust_id: int) -> dict[str, int]:
    """The teams that have raised a blocker, by name, with their ids."""
    rows = Blocker.objects.filter(trust_id=trust_id).order_by("team__name")
    return dict(rows.values_list("team__name", "team_id").distinct())


def live_services(trust_id: int) -> dict[str, int]:
    """The live services, by name, with their ids."""
    rows = Service.objects.filter(trust_id=trust_id, phase="live", ends=None).order_by("name")
    return dict(rows.values_list("name", "id"))


def list_decision_names(trust_id: int) -> tuple[str, ...]:
    """What the design decisions are called, the latest first."""
    rows = DesignDecision.objects.filter(trust_id=trust_id).order_by("-decided_on", "name")
    return tuple(rows.values_list("name", flat=True))


def teams_of_service(trust_id: int, service_id: int) -> tuple[str, ...]:
    """The teams that work on a service, ended ones too."""
    return tuple(Team.objects.filter(trust_id=trust_id, service_id=service_id).values_list("name", flat=True))


def rows_about_decision(trust_id: int, decision_id: int) -> dict[str, list[int]]:
    """The rows that tell of one design decision and of who took part, by kind, for its history."""
    return {"designdecision": [decision_id], **rows_of((DesignVoice,), trust_id=trust_id, decision_id=decision_id)}
