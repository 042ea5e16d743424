"""Competencies for pages: supply against demand worked out by the database, who holds what, what needs it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.models import Competency
from plait.store.origins import Sheets, load_origins, with_origin, with_origins
from plait.store.paging import Page, Wanted
from plait.store.people import FREE
from plait.store.reach import REACHED, Reach
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is needed of a competency at one level, and how many meet it."""

    level: Level
    needs: int
    people: int
    wte: Decimal
    meeting: int
    confirmed: int
    meeting_wte: Decimal


@dataclass(frozen=True, slots=True)
class Supply:
    """One competency on one day, in numbers: the sums of `engine.supply`, made by the database.

    `single_id` is the employment on which a level that is needed depends alone.
    """

    id: int
    name: str
    family: str
    viewpoint: str
    holders: tuple[int, int, int, int]
    confirmed: int
    wte: Decimal
    demand: tuple[Demand, ...]
    gap_people: int
    gap_wte: Decimal
    single_id: int | None
    framework: str
    origin: Origin | None

    @property
    def held(self) -> int:
        """How many people hold it, at any level."""
        return sum(self.holders)

    @property
    def needs(self) -> int:
        """How many needs name it."""
        return sum(level.needs for level in self.demand)

    @property
    def is_short(self) -> bool:
        """Is anything missing?"""
        return self.gap_people > 0 or self.gap_wte > 0


@dataclass(frozen=True, slots=True)
class Shortage:
    """How many competencies are short of what is needed, hang on one person where needed, and are needed at all."""

    short: int
    single: int
    needed: int


@dataclass(frozen=True, slots=True)
class NeedOf:
    """A service that needs the competency."""

    service_id: int
    service: str
    level: Level
    people: int | None
    wte: Decimal | None
    priority: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Described:
    """One competency: its words, its figures, the services that need it."""

    description: str
    levels: tuple[str, str, str, str]
    also_called: tuple[str, ...]
    supply: Supply
    needs: tuple[NeedOf, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a competency, as a viewer who may read the name sees them."""

    id: int
    name: str
    job_title: str
    wte: Decimal
    free_wte: Decimal
    level: Level
    since: date
    confirmed_by: str
    confirmed_on: date | None
    origin: Origin | None


LEVELS = tuple(Level)


def _at(columns: str) -> str:
    """An array with one figure a level, Awareness first; `{0}` stands for the level."""
    return "ARRAY[" + ", ".join(columns.format(level.value) for level in LEVELS) + "]"


def _any(condition: str, join: str = " OR ") -> str:
    return join.join(condition.format(level.value) for level in LEVELS)


# Who meets a level meets every lower one, so the shortfall is the worst, over the levels, of what is asked at that
# level or above less what is there: engine/supply.py says why. `asked` and `able` count a level and all above it.
SUPPLY = f"""
    WITH held AS (
        SELECT h.competency_id, h.level, count(*) AS people, sum(a.wte) AS wte, min(h.employment_id) AS one_of_them,
            count(*) FILTER (WHERE h.confirmed_on <= %(on)s) AS sure
        FROM store_holding h JOIN store_employment e ON e.id = h.employment_id AND {HOLDS.format("e")}
        JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
        WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} GROUP BY 1, 2
    ), supply AS (
        SELECT competency_id, sum(people)::int AS held, sum(sure)::int AS confirmed, sum(wte) AS wte,
            {_at("COALESCE(sum(people) FILTER (WHERE level = {0}), 0)::int")} AS holders,
            {_at("COALESCE(sum(people) FILTER (WHERE level >= {0}), 0)::int")} AS able,
            {_at("COALESCE(sum(sure) FILTER (WHERE level >= {0}), 0)::int")} AS able_sure,
            {_at("COALESCE(sum(wte) FILTER (WHERE level >= {0}), 0)")} AS able_wte,
            (array_agg(one_of_them ORDER BY level DESC))[1] AS ablest
        FROM held GROUP BY 1
    ), demand AS (
        SELECT competency_id, count(*) AS needed,
            {_at("count(*) FILTER (WHERE level = {0})")} AS needs,
            {_at("COALESCE(sum(people) FILTER (WHERE level = {0}), 0)")} AS people,
            {_at("COALESCE(sum(wte) FILTER (WHERE level = {0}), 0)")} AS need_wte,
            {_at("COALESCE(sum(people) FILTER (WHERE level >= {0}), 0)")} AS asked,
            {_at("COALESCE(sum(wte) FILTER (WHERE level >= {0}), 0)")} AS asked_wte
        FROM store_need n WHERE n.trust_id = %(trust)s AND {HOLDS.format("n")} GROUP BY 1
    ), joined AS (
        SELECT c.id, c.name, c.family, c.viewpoint, c.also_called, c.framework, c.origin_id, c.origin_line,
            COALESCE(s.held, 0) AS held,
            COALESCE(s.confirmed, 0) AS confirmed, COALESCE(s.wte, 0) AS wte,
            COALESCE(s.holders, ARRAY[0, 0, 0, 0]) AS holders, COALESCE(s.able, ARRAY[0, 0, 0, 0]) AS able,
            COALESCE(s.able_sure, ARRAY[0, 0, 0, 0]) AS able_sure,
            COALESCE(s.able_wte, ARRAY[0, 0, 0, 0]) AS able_wte, s.ablest, COALESCE(d.needed, 0) AS needed,
            COALESCE(d.needs, ARRAY[0, 0, 0, 0]) AS needs, COALESCE(d.people, ARRAY[0, 0, 0, 0]) AS people,
            COALESCE(d.need_wte, ARRAY[0, 0, 0, 0]) AS need_wte, COALESCE(d.asked, ARRAY[0, 0, 0, 0]) AS asked,
            COALESCE(d.asked_wte, ARRAY[0, 0, 0, 0]) AS asked_wte
        FROM store_competency c LEFT JOIN supply s ON s.competency_id = c.id
        LEFT JOIN demand d ON d.competency_id = c.id WHERE c.trust_id = %(trust)s
    ), lines AS (
        SELECT joined.*, GREATEST(0, {_any("asked[{0}] - able[{0}]", ", ")}) AS gap_people,
            GREATEST(0, {_any("asked_wte[{0}] - able_wte[{0}]", ", ")}) AS gap_wte,
            CASE WHEN {_any("(needs[{0}] > 0 AND able[{0}] = 1)")} THEN ablest END AS single_id
        FROM joined
    )"""
SHORT = "count(*) FILTER (WHERE gap_people > 0 OR gap_wte > 0)"
SINGLE = "count(single_id)"
NEEDED = "count(*) FILTER (WHERE needed > 0)"

# The counts are of all lines, whatever is asked for; to count them by themselves would make all the sums twice.
LISTED = f"""{SUPPLY}
    SELECT * FROM (
        SELECT lines.*, {SHORT} OVER () AS all_short, {SINGLE} OVER () AS all_single, {NEEDED} OVER () AS all_needed
        FROM lines) counted
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || family || ' ' || array_to_string(also_called, ' ')),
        lower(%(search)s)) > 0)
    AND (%(family)s = '' OR family = %(family)s) AND (%(viewpoint)s = '' OR viewpoint = %(viewpoint)s)
    AND (%(gap)s = '' OR gap_people > 0 OR gap_wte > 0) AND (%(single)s = '' OR single_id IS NOT NULL)"""
SORTS = {
    "name": plain_name("name"),
    "family": plain_name("family"),
    "viewpoint": "viewpoint",
    "needed": "needed",
    "held": "held",
    "gap": "gap_people + gap_wte",
}
FILTERS = ("family", "viewpoint", "gap", "single")


def list_supply(trust_id: int, wanted: Wanted, *, on: date) -> tuple[Page[Supply], Shortage]:
    """One page of the competencies of a trust, each with its supply and its demand on a day; and what is short of all.

    Two queries, or three where no competency matches.
    """
    filters = {name: wanted.filters.get(name, "") for name in FILTERS}
    parameters = {"trust": trust_id, "on": on, "search": wanted.search, **filters}
    rows, total = select_page(LISTED, SORTS, wanted, parameters)
    if not rows:
        return Page((), 0), count_short(trust_id, on=on)
    shortage = Shortage(*(rows[0][f"all_{name}"] for name in ("short", "single", "needed")))
    return Page(tuple(map(_supply, with_origins(rows))), total), shortage


def count_short(trust_id: int, *, on: date) -> Shortage:
    """What is short of all competencies of a trust on a day."""
    query = f"{SUPPLY} SELECT {SHORT} AS short, {SINGLE} AS single, {NEEDED} AS needed FROM lines"
    return Shortage(**select(query, {"trust": trust_id, "on": on})[0])


def list_families(trust_id: int) -> tuple[str, ...]:
    """The families of competencies a trust knows, by name."""
    families = Competency.objects.filter(trust_id=trust_id).values_list("family", flat=True).distinct()
    return tuple(sorted(families, key=str.casefold))


def _supply(row: Row) -> Supply:
    demand = tuple(
        Demand(
            level,
            needs=row["needs"][place],
            people=row["people"][place],
            wte=row["need_wte"][place],
            meeting=row["able"][place],
            confirmed=row["able_sure"][place],
            meeting_wte=row["able_wte"][place],
        )
        for place, level in enumerate(LEVELS)
        if row["needs"][place]
    )
    plain = (
        "id",
        "name",
        "family",
        "viewpoint",
        "confirmed",
        "wte",
        "gap_people",
        "gap_wte",
        "single_id",
        "framework",
        "origin",
    )
    return Supply(**{name: row[name] for name in plain}, holders=tuple(row["holders"]), demand=demand)


NEEDS = f"""
    SELECT n.service_id, s.name AS service, n.level, n.people, trim_scale(n.wte) AS wte, n.priority,
        n.origin_id, n.origin_line
    FROM store_need n JOIN store_service s ON s.id = n.service_id
    WHERE n.trust_id = %(trust)s AND n.competency_id = %(competency)s AND {HOLDS.format("n")}
    ORDER BY n.level DESC, {plain_name("s.name")}"""


def load_competency(trust_id: int, competency_id: int, *, on: date) -> Described | None:
    """One competency with its figures and needs on a day; None when the trust has none of this id."""
    record = Competency.objects.filter(trust_id=trust_id, id=competency_id).first()
    if record is None:
        return None
    parameters = {"trust": trust_id, "on": on, "competency": competency_id}
    [line] = select(f"{SUPPLY} SELECT * FROM lines WHERE id = %(competency)s", parameters)
    needs = select(NEEDS, parameters)
    origins = load_origins(row["origin_id"] for row in (line, *needs))
    return Described(
        description=record.description,
        levels=(record.awareness, record.working, record.practitioner, record.expert),
        also_called=tuple(record.also_called),
        supply=_supply(with_origin(line, origins)),
        needs=tuple(_need(need, origins) for need in needs),
    )


def _need(row: Row, origins: Sheets) -> NeedOf:
    return NeedOf(**{**with_origin(row, origins), "level": Level(row["level"])})


HOLDERS = f"""
    SELECT e.id, p.name, a.job_title, trim_scale(a.wte) AS wte, trim_scale({FREE}) AS free_wte, h.level, h.since,
        COALESCE(b.name, '') AS confirmed_by, h.confirmed_on, h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    LEFT JOIN store_employment be ON be.id = h.confirmed_by_id LEFT JOIN store_person b ON b.id = be.person_id
    WHERE h.trust_id = %(trust)s AND h.competency_id = %(competency)s AND {HOLDS.format("h")} AND {HOLDS.format("e")}
        AND {REACHED}"""
HOLDER_SORTS = {
    "name": plain_name("name"),
    "wte": "wte",
    "free": "free_wte",
    "level": "level",
    "since": "since",
    "confirmed": "confirmed_on",
}


def list_holders(trust_id: int, competency_id: int, reach: Reach, wanted: Wanted, *, on: date) -> Page[Holder]:
    """One page of those who hold a competency on a day, of them whose names the viewer may read."""
    parameters = {"trust": trust_id, "on": on, "competency": competency_id, **reach.parameters}
    rows, total = select_page(HOLDERS, HOLDER_SORTS, wanted, parameters)
    return Page(tuple(Holder(**{**row, "level": Level(row["level"])}) for row in with_origins(rows)), total)
