"""Teams for pages: one page of the list with strands and sizes, and one team with all that belongs to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.origins import Origin
from plait.engine.trust import TeamSizes
from plait.store.history import rows_of
from plait.store.lent_places import Guest, list_guests
from plait.store.models import Dependency, Membership, Offer, Release, Service, Team, Trust
from plait.store.origins import load_origins, origin_of, with_origin, with_origins
from plait.store.paging import Page, Wanted
from plait.store.people import FREE
from plait.store.selecting import HOLDS, plain_name, select, select_page

EXCEPTION = "exception"
"""The kind of events by which a director lets a team have a second one before its first release; the team's id."""


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team in the list: its people of the day by viewpoint, and its last release people could see."""

    id: int
    name: str
    service: str
    starts: date
    ends: date | None
    people: int
    digital: int
    clinical: int
    operational: int
    released_on: date | None
    least: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class AskedTooMuch:
    """Somebody in teams for more time than they have, and the first day of it that has not passed."""

    name: str
    day: date
    wte: Decimal
    in_teams: Decimal


@dataclass(frozen=True, slots=True)
class TeamName:
    """A team another one speaks of."""

    id: int
    name: str
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody's time in the team, past, present or to come; an end of the employment ends it too."""

    id: int
    employment_id: int
    person_id: int
    employee_number: str
    name: str
    job_title: str
    part: str
    wte: Decimal
    viewpoint: str
    reason: str
    joined: date
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """Something the team put in front of people."""

    id: int
    released_on: date
    name: str
    visible: bool
    accepted_by: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class DependencyLine:
    """Something one of two teams waits for from the other."""

    id: int
    team_id: int
    team: str
    what: str
    hard: bool
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class TeamDetail:
    """One team with everybody who was ever in it, what it released, waits for, came from and led to."""

    id: int
    name: str
    purpose: str
    service_id: int | None
    service: str
    starts: date
    ends: date | None
    sizes: TeamSizes
    members: tuple[Member, ...]
    guests: tuple[Guest, ...]
    releases: tuple[ReleaseLine, ...]
    waits_for: tuple[DependencyLine, ...]
    waited_for_by: tuple[DependencyLine, ...]
    parent: TeamName | None
    children: tuple[TeamName, ...]
    origin: Origin | None


BRINGS = "COALESCE(NULLIF(m.viewpoint, ''), NULLIF(a.viewpoint, ''), g.viewpoint)"
# Somebody with two posts counts once in a team, by the later seat: as `members_on` of the engine has it.
SEATS = f"""
    SELECT DISTINCT ON (m.team_id, e.person_id) m.team_id, {BRINGS} AS brings
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id AND {HOLDS.format("e")}
    JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    JOIN store_staffgroup g ON g.id = a.staff_group_id
    WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")}
    ORDER BY m.team_id, e.person_id, m.starts DESC, m.joined DESC, e.employee_number COLLATE "C" DESC"""
# Whom another trust lends is in a team while the loan lasts.
GUESTS = f"""
    SELECT q.seat_id, l.viewpoint FROM store_lentplace q
    JOIN store_sharedplace s ON s.id = q.id AND s.borrower_id = q.trust_id
    JOIN store_lent l ON l.borrower_id = q.trust_id AND l.reference = s.reference
    WHERE q.trust_id = %(trust)s AND q.state = 'accepted' AND {HOLDS.format("s")}"""
COUNTED = f"""
    SELECT team_id, count(*) AS people, count(*) FILTER (WHERE brings = 'digital') AS digital,
        count(*) FILTER (WHERE brings = 'clinical') AS clinical,
        count(*) FILTER (WHERE brings = 'operational') AS operational
    FROM (({SEATS}) UNION ALL {GUESTS}) seats GROUP BY team_id"""
ALL = f"""
    SELECT t.id, t.name, COALESCE(s.name, '') AS service, t.starts, t.ends, COALESCE(c.people, 0) AS people,
        COALESCE(c.digital, 0) AS digital, COALESCE(c.clinical, 0) AS clinical,
        COALESCE(c.operational, 0) AS operational,
        (SELECT max(r.released_on) FROM store_release r
            WHERE r.team_id = t.id AND r.visible AND r.released_on <= %(on)s) AS released_on,
        CASE WHEN %(on)s - t.starts < %(start_days)s THEN LEAST(%(start_least)s, %(least)s) ELSE %(least)s END AS least,
        t.origin_id, t.origin_line
    FROM store_team t LEFT JOIN store_service s ON s.id = t.service_id LEFT JOIN ({COUNTED}) c ON c.team_id = t.id
    WHERE t.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({ALL}) t
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || service), lower(%(search)s)) > 0)
    AND CASE %(state)s WHEN 'ended' THEN ends <= %(on)s WHEN 'later' THEN starts > %(on)s WHEN 'all' THEN true
        ELSE {HOLDS.format("t")} END
    AND CASE %(missing)s WHEN 'digital' THEN digital = 0 WHEN 'clinical' THEN clinical = 0
        WHEN 'operational' THEN operational = 0 WHEN 'none' THEN LEAST(digital, clinical, operational) > 0 ELSE true END
    AND CASE %(size)s WHEN 'small' THEN people < least WHEN 'large' THEN people > %(most)s
        WHEN 'fits' THEN people BETWEEN least AND %(most)s ELSE true END"""
SORTS = {
    "name": plain_name("name"),
    "service": plain_name("service"),
    "people": "people",
    "starts": "starts",
    "released": "COALESCE(released_on, '0001-01-01')",
}
FILTERS = ("state", "missing", "size")


def load_sizes(trust_id: int) -> TeamSizes:
    """How many people a team of this trust may have."""
    least, most = Trust.objects.values_list("team_least", "team_most").get(id=trust_id)
    return TeamSizes(least=least, most=most)


def list_teams(trust_id: int, wanted: Wanted, sizes: TeamSizes, *, on: date) -> Page[TeamLine]:
    """One page of the teams of a trust: those that run on the day, unless the filter `state` asks for others."""
    filters = {name: wanted.filters.get(name, "") for name in FILTERS}
    limits = {name: getattr(sizes, name) for name in ("least", "most", "start_least", "start_days")}
    parameters = {"trust": trust_id, "on": on, "search": wanted.search, **limits, **filters}
    rows, total = select_page(LISTED, SORTS, wanted, parameters)
    return Page(tuple(TeamLine(**row) for row in with_origins(rows)), total)


def list_team_names(trust_id: int) -> tuple[str, ...]:
    """Every team of a trust by name, ended ones too."""
    return tuple(sorted(Team.objects.filter(trust_id=trust_id).values_list("name", flat=True), key=str.casefold))


def list_service_names(trust_id: int) -> tuple[str, ...]:
    """Every service of a trust by name."""
    return tuple(sorted(Service.objects.filter(trust_id=trust_id).values_list("name", flat=True), key=str.casefold))


def find_team_of(trust_id: int, kind: str, record_id: int) -> int | None:
    """The team a row of its pages belongs to: a “membership”, “release” or “dependency” by id; None without one."""
    table = {"membership": "store_membership", "release": "store_release", "dependency": "store_dependency"}[kind]
    query = f"SELECT team_id FROM {table} WHERE trust_id = %(trust)s AND id = %(id)s"
    rows = select(query, {"trust": trust_id, "id": record_id})
    return int(rows[0]["team_id"]) if rows else None


# Today, and every later day on which another stay of theirs begins: on none in between are they in more teams.
ASKED_TOO_MUCH = f"""
    SELECT p.name, d.day, trim_scale(a.wte) AS wte, trim_scale(a.wte - ({FREE})) AS in_teams
    FROM store_membership stay JOIN store_employment e ON e.id = stay.employment_id
    JOIN store_person p ON p.id = e.person_id
    JOIN LATERAL (SELECT CAST(%(today)s AS date) AS day UNION SELECT later.starts FROM store_membership later
        WHERE later.employment_id = e.id AND later.starts > %(today)s) d ON true
    JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    WHERE stay.trust_id = %(trust)s AND stay.id = %(id)s AND {FREE} < 0
    ORDER BY d.day LIMIT 1""".replace("%(on)s", "d.day")


def load_asked_too_much(trust_id: int, membership_id: int, *, today: date) -> AskedTooMuch | None:
    """Whether whoever is in a team by this membership is in teams for more time than they have, today or later."""
    rows = select(ASKED_TOO_MUCH, {"trust": trust_id, "id": membership_id, "today": today})
    return AskedTooMuch(**rows[0]) if rows else None


MEMBERS = f"""
    SELECT m.id, m.employment_id, e.person_id, e.employee_number, p.name, a.job_title, m.part, trim_scale(m.wte) AS wte,
        {BRINGS} AS viewpoint, m.reason, m.joined, m.starts, LEAST(m.ends, e.ends) AS ends, m.origin_id, m.origin_line
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN LATERAL (SELECT * FROM store_assignment a WHERE a.employment_id = e.id
        ORDER BY ({HOLDS.format("a")}) DESC, a.starts DESC LIMIT 1) a ON true
    JOIN store_staffgroup g ON g.id = a.staff_group_id
    WHERE m.trust_id = %(trust)s AND m.team_id = %(id)s AND (e.ends IS NULL OR m.starts < e.ends)
    ORDER BY m.joined, {plain_name("p.name")}, m.starts"""
RELEASES = """
    SELECT r.id, r.released_on, r.name, r.visible, r.accepted_by, r.origin_id, r.origin_line
    FROM store_release r WHERE r.trust_id = %(trust)s AND r.team_id = %(id)s ORDER BY r.released_on DESC, r.id DESC"""
DEPENDENCIES = f"""
    SELECT d.id, t.id AS team_id, t.name AS team, d.what, d.hard, d.starts, d.ends, d.origin_id, d.origin_line
    FROM store_dependency d JOIN store_team t ON t.id = {{other}}
    WHERE d.trust_id = %(trust)s AND {{own}} = %(id)s AND {HOLDS.format("d")}
    ORDER BY d.hard DESC, {plain_name("t.name")}, d.what"""
CHILDREN = f"""
    SELECT t.id, t.name, t.starts, t.ends FROM store_team t
    WHERE t.trust_id = %(trust)s AND t.parent_id = %(id)s ORDER BY t.starts, {plain_name("t.name")}"""


def load_team(trust_id: int, team_id: int, *, on: date) -> TeamDetail | None:
    """One team, its members of all times, and the dependencies of the day; None when the trust has none of this id."""
    team = Team.objects.filter(trust_id=trust_id, id=team_id).select_related("service", "parent").first()
    if team is None:
        return None
    asked = {"trust": trust_id, "on": on, "id": team_id}
    members, releases = select(MEMBERS, asked), select(RELEASES, asked)
    waits = select(DEPENDENCIES.format(own="d.team_id", other="d.on_team_id"), asked)
    waited = select(DEPENDENCIES.format(own="d.on_team_id", other="d.team_id"), asked)
    origins = load_origins([team.origin_id, *(row["origin_id"] for row in members + releases + waits + waited)])
    parent = team.parent
    return TeamDetail(
        id=team.pk,
        name=team.name,
        purpose=team.purpose,
        service_id=team.service_id,
        service=team.service.name if team.service else "",
        starts=team.starts,
        ends=team.ends,
        sizes=load_sizes(trust_id),
        members=tuple(Member(**with_origin(row, origins)) for row in members),
        guests=list_guests(trust_id, team_id),
        releases=tuple(ReleaseLine(**with_origin(row, origins)) for row in releases),
        waits_for=tuple(DependencyLine(**with_origin(row, origins)) for row in waits),
        waited_for_by=tuple(DependencyLine(**with_origin(row, origins)) for row in waited),
        parent=TeamName(parent.pk, parent.name, parent.starts, parent.ends) if parent else None,
        children=tuple(TeamName(**row) for row in select(CHILDREN, asked)),
        origin=origin_of(team.origin_id, team.origin_line, origins),
    )


def rows_about_team(trust_id: int, team_id: int) -> dict[str, list[int]]:
    """The rows that tell of one team, by kind, for its history; what tells of its members stands apart."""
    return {
        "team": [team_id],
        EXCEPTION: [team_id],
        **rows_of((Membership, Release, Dependency, Offer), trust_id=trust_id, team_id=team_id),
    }
