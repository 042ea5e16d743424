"""The research log for pages: rounds, assumptions and groups."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.models import Assumption, Release, ResearchRound, UserGroup
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round with its group; the service is that of the team where the round names none."""

    id: int
    team_id: int
    team: str
    held_on: date
    group_id: int
    user_group: str
    kind: str
    is_seldom_heard: bool
    heard: int | None
    asked: str
    learnt: str
    changes: str
    quote: str
    service_id: int | None
    service: str
    release: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class AssumptionLine:
    """One assumption."""

    id: int
    team_id: int
    team: str
    name: str
    written_on: date
    tested_on: date | None
    how: str
    is_wrong: bool | None
    built_on: date | None
    changes: str
    release: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of people whom the services are for."""

    id: int
    name: str
    kind: str
    is_seldom_heard: bool
    reason: str
    origin: Origin | None


ROUNDS = """
    SELECT r.id, r.team_id, t.name AS team, r.held_on, g.id AS group_id, g.name AS user_group, g.kind,
        g.is_seldom_heard, r.heard, r.asked, r.learnt, r.changes, r.quote, s.id AS service_id,
        COALESCE(s.name, '') AS service, r.release, r.origin_id, r.origin_line
    FROM store_researchround r JOIN store_team t ON t.id = r.team_id JOIN store_usergroup g ON g.id = r.user_group_id
    LEFT JOIN store_service s ON s.id = COALESCE(r.service_id, t.service_id)
    WHERE r.trust_id = %(trust)s"""
LISTED_ROUNDS = f"""
    SELECT * FROM ({ROUNDS}) known
    WHERE (%(search)s = '' OR strpos(
        lower(concat_ws(' ', learnt, asked, changes, quote, user_group, team, service)), lower(%(search)s)) > 0)
    AND (%(team)s = '' OR team_id::text = %(team)s) AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(seldom)s = '' OR is_seldom_heard) AND (%(group)s = '' OR group_id::text = %(group)s)
    AND (%(changes)s = '' OR (%(changes)s = 'yes') = (changes <> ''))"""
ROUND_SORTS = {"held": "held_on", "team": plain_name("team"), "group": plain_name("user_group")}
ROUND_FILTERS = ("team", "kind", "seldom", "group", "changes")
ASSUMPTIONS = """
    SELECT a.id, a.team_id, t.name AS team, a.name, a.written_on, a.tested_on, a.how, a.is_wrong, a.built_on,
        a.changes, a.release, a.origin_id, a.origin_line
    FROM store_assumption a JOIN store_team t ON t.id = a.team_id
    WHERE a.trust_id = %(trust)s"""
LISTED_ASSUMPTIONS = f"""
    SELECT * FROM ({ASSUMPTIONS}) known
    WHERE (%(search)s = '' OR strpos(lower(concat_ws(' ', name, how, changes, team)), lower(%(search)s)) > 0)
    AND (%(team)s = '' OR team_id::text = %(team)s)
    AND (%(outcome)s = '' OR %(outcome)s = CASE WHEN is_wrong THEN 'wrong' WHEN is_wrong IS NULL THEN 'open'
        ELSE 'held' END)"""
ASSUMPTION_SORTS = {
    "written": "written_on", "name": plain_name("name"), "team": plain_name("team"),
    "tested": "COALESCE(tested_on, DATE '1900-01-01')", "built": "COALESCE(built_on, DATE '1900-01-01')",
}  # fmt: skip
GROUPS = """
    SELECT id, name, kind, is_seldom_heard, reason, origin_id, origin_line
    FROM store_usergroup g WHERE trust_id = %(trust)s"""


def list_rounds(trust_id: int, wanted: Wanted) -> Page[RoundLine]:
    """One page of the rounds."""
    filters = {name: wanted.filters.get(name, "") for name in ROUND_FILTERS}
    asked = {"trust": trust_id, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_ROUNDS, ROUND_SORTS, wanted, asked)
    return Page(tuple(RoundLine(**row) for row in with_origins(rows)), total)


def load_round(trust_id: int, round_id: int) -> RoundLine | None:
    """One round; None when the trust has none of this id."""
    rows = select(f"{ROUNDS} AND r.id = %(round)s", {"trust": trust_id, "round": round_id})
    return next((RoundLine(**row) for row in with_origins(rows)), None)


def list_assumptions(trust_id: int, wanted: Wanted) -> Page[AssumptionLine]:
    """One page of the assumptions."""
    filters = {name: wanted.filters.get(name, "") for name in ("team", "outcome")}
    asked = {"trust": trust_id, "search": wanted.search, **filters}
    rows, total = select_page(LISTED_ASSUMPTIONS, ASSUMPTION_SORTS, wanted, asked)
    return Page(tuple(AssumptionLine(**row) for row in with_origins(rows)), total)


def load_assumption(trust_id: int, assumption_id: int) -> AssumptionLine | None:
    """One assumption; None when the trust has none of this id."""
    asked = {"trust": trust_id, "assumption": assumption_id}
    rows = select(f"{ASSUMPTIONS} AND a.id = %(assumption)s", asked)
    return next((AssumptionLine(**row) for row in with_origins(rows)), None)


def load_group(trust_id: int, group_id: int) -> GroupLine | None:
    """One group; None when the trust has none of this id."""
    rows = select(f"{GROUPS} AND g.id = %(group)s", {"trust": trust_id, "group": group_id})
    return next((GroupLine(**row) for row in with_origins(rows)), None)


def ids_of_groups(trust_id: int) -> dict[str, int]:
    """Every group by name, with its id."""
    groups = UserGroup.objects.filter(trust_id=trust_id).order_by("name")
    return dict(groups.values_list("name", "id"))


def teams_with_research(trust_id: int) -> dict[str, int]:
    """The teams that have a round or an assumption, by name, with their ids."""
    found: dict[str, int] = {}
    for model in (ResearchRound, Assumption):
        rows = model.objects.filter(trust_id=trust_id).values_list("team__name", "team_id").distinct()
        found.update(rows)
    return dict(sorted(found.items(), key=lambda one: one[0].casefold()))


def list_release_names(trust_id: int, team: str) -> tuple[str, ...]:
    """What a team has released, the latest first, each name once."""
    rows = Release.objects.filter(trust_id=trust_id, team__name=team).order_by("-released_on")
    return tuple(dict.fromkeys(rows.values_list("name", flat=True)))
