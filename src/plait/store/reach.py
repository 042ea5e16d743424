"""Whose names a viewer may read, as the database can ask it of each row of people."""

from dataclasses import dataclass

from plait.engine.permissions import Action, Scope, Viewer, scope_of
from plait.store.selecting import HOLDS
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a viewer sees into people: everyone, or some by number, by team or by community of practice."""

    everyone: bool = False
    numbers: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()

    @property
    def parameters(self) -> Row:
        """What REACHED needs of a query's parameters."""
        return {
            "everyone": self.everyone,
            "numbers": list(self.numbers),
            "teams": list(self.teams),
            "communities": list(self.communities),
        }


def reach_of(viewer: Viewer, action: Action) -> Reach:
    """How far `viewer` reaches with `action`, the same as `engine.permissions.reaches` tells of each person."""
    scope = scope_of(viewer, action)
    numbers = set(viewer.reports) if Scope.REPORTS in scope else set()
    if Scope.SELF in scope and viewer.employee_number:
        numbers.add(viewer.employee_number)
    return Reach(
        everyone=Scope.TRUST in scope,
        numbers=tuple(sorted(numbers)),
        teams=tuple(sorted(viewer.teams)) if Scope.TEAMS in scope else (),
        communities=tuple(sorted(viewer.communities)) if Scope.COMMUNITIES in scope else (),
    )


# Neither a team that has ended nor a stay left open by somebody who has gone gives reach.
EMPLOYED = f"JOIN store_employment re ON re.id = {{0}}.employment_id AND {HOLDS.format('re')}"
IN_A_TEAM = f"""EXISTS (SELECT 1 FROM store_membership rm JOIN store_team rt ON rt.id = rm.team_id
    {EMPLOYED.format("rm")} WHERE rm.employment_id = e.id AND {HOLDS.format("rm")} AND {HOLDS.format("rt")}
    AND rt.name = ANY(%(teams)s))"""
IN_A_COMMUNITY = f"""EXISTS (SELECT 1 FROM store_communitymember rc JOIN store_community rk ON rk.id = rc.community_id
    {EMPLOYED.format("rc")} WHERE rc.employment_id = e.id AND {HOLDS.format("rc")} AND {HOLDS.format("rk")}
    AND rk.name = ANY(%(communities)s))"""
REACHED = f"(%(everyone)s OR e.employee_number = ANY(%(numbers)s) OR {IN_A_TEAM} OR {IN_A_COMMUNITY})"
"""True of an employment `e` whose name the viewer may read; takes the parameters of a Reach and the day `on`."""
