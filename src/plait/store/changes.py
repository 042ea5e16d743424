"""Who the changes of programmes need: the people of teams with their days, and who is behind an employee number."""

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.change_windows import ChangeWindow
from plait.engine.clashes import Stay
from plait.store.findings import load_ids_named
from plait.store.people import Named
from plait.store.selecting import select


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
