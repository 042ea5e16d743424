"""Another team: work grows by a second team, never by a larger one, once the first has shown something.

Requirement 11 has two occasions. Where there is twice as much to do, a second team is found beside the first, which is
left as it is. Where a team has become too large, its people become two teams.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from plait.engine.assembly.asks import Window
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.plan import Gap
from plait.engine.litmus.wording import day
from plait.engine.teams import Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint


class Way(StrEnum):
    """Which of the two occasions it is."""

    BESIDE = "beside"
    HALVES = "halves"


class How(StrEnum):
    """What becomes of somebody: in the first team as before, moved, in both with less time in each, or new."""

    STAYS = "stays"
    MOVES = "moves"
    SHARES = "shares"
    JOINS = "joins"


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's place in one of the two teams; `brings` are the needs they meet the level of."""

    employee_number: str
    viewpoint: Viewpoint
    wte: Decimal
    how: How
    brings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Another:
    """A proposed second team: who is in the first from that day on, and who in the second.

    `refused` says which rules stand in the way; nobody is placed then. `gaps` is what the second team lacks of the
    needs of its service. `served` is what communities and enabling teams give part-time, so that nobody has to join.
    """

    parent: Team
    name: str
    way: Way
    window: Window
    first: tuple[Place, ...] = ()
    second: tuple[Place, ...] = ()
    refused: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    served: tuple[Served, ...] = ()

    @property
    def newcomers(self) -> int:
        """How many people are in a team of the two who are in neither today."""
        return sum(1 for one in (*self.first, *self.second) if one.how is How.JOINS)


def first_release(trust: Trust, team: Team) -> date | None:
    """The day of the team's first release that people could see, up to the day of the trust."""
    seen = [one.released_on for one in trust.releases if one.team == team.name and one.visible]
    return min((day for day in seen if day <= trust.on), default=None)


def too_early(team: str, starts: date, released: date | None, *, is_excepted: bool = False) -> str:
    """Why a team may not have a second one from that day on; empty where it may, by a release or an exception."""
    if is_excepted or (released is not None and released < starts):
        return ""
    so_far = "has no release that people can see" if released is None else f"has its first release on {day(released)}"
    return (
        f"{team} {so_far}. A second team begins after the first has shown something. Record a release, or ask an "
        "executive director to record an exception with the reason."
    )
