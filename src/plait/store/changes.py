"""Who the changes of programmes need: the people of teams with their days, and who is behind an employee number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.change_windows import ChangeWindow
from plait.engine.clashes import Stay
from plait.store.findings import load_ids_named
from plait.store.people import Named
from plait.store.selecting import HOLDS, select


@dataclass(frozen=True, slots=True)
class Needed:
    """Whom changes need: by team, folded, who is in it and when; by employee number the person; by person the name.

    And by its name the id of each outcome they touch.
    """

    teams: dict[str, tuple[Stay, ...]]
    who: dict[str, str]
    named: dict[str, Named]
    outcomes: dict[str, int]


# Somebody is in a team to the end of the employment at the latest.
IN_TEAMS = """
    SELECT lower(t.name) AS team, e.person_id, e.id, p.name, m.starts, LEAST(m.ends, e.ends) AS ends
    FROM store_membership m JOIN store_team t ON t.id = m.team_id JOIN store_employment e ON e.id = m.employment_id
    JOIN store_person p ON p.id = e.person_id
    WHERE m.trust_id = %(trust)s AND lower(t.name) = ANY(%(teams)s) ORDER BY e.id, m.starts"""
BY_NUMBER = """
    SELECT e.employee_number, e.person_id, e.id, p.name FROM store_employment e
    JOIN store_person p ON p.id = e.person_id
    WHERE e.trust_id = %(trust)s AND e.employee_number = ANY(%(numbers)s) ORDER BY e.id"""


@dataclass(frozen=True, slots=True)
class Duties:
    """What else somebody answers for: the time kept free for their leadership roles, these roles, and territories."""

    protected_wte: Decimal | None
    roles: tuple[str, ...]
    territories: tuple[str, ...]


DUTIES = f"""
    SELECT e.id,
        (SELECT trim_scale(sum(LEAST(r.protected_wte, h.wte))) FROM held h JOIN store_leadershiprole r
            ON r.id = h.role_id WHERE h.person_id = e.person_id AND {HOLDS.format("r")}) AS protected_wte,
        ARRAY(SELECT r.name FROM held h JOIN store_leadershiprole r ON r.id = h.role_id
            WHERE h.person_id = e.person_id AND {HOLDS.format("r")} ORDER BY r.name) AS roles,
        ARRAY(SELECT DISTINCT t.name FROM store_accountabilityclaim c JOIN store_territory t ON t.id = c.territory_id
            JOIN store_employment ce ON ce.id = c.employment_id WHERE c.trust_id = %(trust)s
            AND ce.person_id = e.person_id AND c.overruled_on IS NULL
            AND {HOLDS.format("c")} AND {HOLDS.format("t")} ORDER BY t.name) AS territories
    FROM store_employment e WHERE e.trust_id = %(trust)s AND e.id = ANY(%(employments)s)"""
HELD = f"""
    WITH held AS MATERIALIZED (
        SELECT h.role_id, h.wte, he.person_id FROM store_roleholder h
        JOIN store_employment he ON he.id = h.employment_id
        WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("he")})"""


def load_duties(trust_id: int, employments: Iterable[int], *, on: date) -> dict[int, Duties]:
    """By the id of an employment, what else the person has to do on a day."""
    asked = {"trust": trust_id, "employments": sorted(set(employments)), "on": on}
    return {
        row["id"]: Duties(row["protected_wte"], tuple(row["roles"]), tuple(row["territories"]))
        for row in select(f"{HELD}{DUTIES}", asked)
    }


def load_needed(trust_id: int, windows: Iterable[ChangeWindow]) -> Needed:
    """The people whom these changes need, and the outcomes they touch, in three queries however many they are."""
    windows = tuple(windows)
    teams = sorted({one.team.casefold() for one in windows} - {""})
    numbers = sorted({one.employee_number for one in windows} - {""})
    stays: dict[str, list[Stay]] = {}
    named: dict[str, Named] = {}
    for row in select(IN_TEAMS, {"trust": trust_id, "teams": teams}):
        person = str(row["person_id"])
        stays.setdefault(row["team"], []).append(Stay(person, row["starts"], row["ends"]))
        named[person] = Named(row["id"], row["name"])
    who = {}
    for row in select(BY_NUMBER, {"trust": trust_id, "numbers": numbers}):
        who[row["employee_number"]] = person = str(row["person_id"])
        named[person] = Named(row["id"], row["name"])
    outcomes = load_ids_named(trust_id, "outcomes", {one.outcome for one in windows} - {""})
    return Needed({team: tuple(those) for team, those in stays.items()}, who, named, outcomes)
