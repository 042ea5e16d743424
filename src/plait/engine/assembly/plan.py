"""A plan: who is proposed for which team, what it covers, and how much better any plan could be."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plait.engine.assembly.asks import Ask
from plait.engine.assembly.levels import NOTHING, Weights
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.wishes import Wish, left_out
from plait.engine.viewpoints import Viewpoint

Progress = Callable[[str, float | None, float | None], bool]
"""Told the stage, the best value found and the proven bound, as shares of all that is asked; goes on if true."""


class Status(StrEnum):
    """How the search for the plan ended."""

    PROVED = "proved"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Share:
    """Time somebody gives to one competency of the ask, in tenths of WTE."""

    competency: str
    tenths: Decimal


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a proposed team: how much of their time, for what, and why them.

    `serves` are the needs of the ask this person meets the level of and is counted for. `is_new` is false for a
    member of today, who stays. `home` is the trust or site that lends this member; empty for one of its own.
    """

    employee_number: str
    viewpoint: Viewpoint
    wte: Decimal
    serves: tuple[str, ...]
    shares: tuple[Share, ...] = ()
    reason: str = ""
    is_new: bool = True
    home: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that is not covered: how much is missing, who is one level below, and why nobody covers it."""

    competency: str
    level: int
    people: int
    wte: Decimal
    priority: int
    nearly: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProposedTeam:
    """What the plan proposes for one ask; without members where no team is possible, and `refusal` says why.

    `served` is what communities and enabling teams give to its needs; they take no place in it.
    """

    ask: Ask
    members: tuple[Member, ...]
    covered: int
    gaps: tuple[Gap, ...] = ()
    refusal: str = ""
    served: tuple[Served, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Does it cover every need?"""
        return not self.gaps

    @property
    def is_small(self) -> bool:
        """Does it begin with fewer people than a settled team may have?"""
        return self.ask.is_new and 0 < len(self.members) < self.ask.settled_least


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the objective: what the plan reaches, and what no plan can pass."""

    name: str
    value: float
    bound: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Proposed teams in the order of the asks; `coverage` and `effort` are levels with their bounds.

    Coverage is the share of all that the asks need, by priority, a whole team counting once more as its most urgent
    need. `effort` is ten for each new person in a team and one for each tenth of WTE that they, or those outside it,
    give; its bound is the least that could cover as much, or 0 where that was not worked out. `looked_at` is how many
    employments were free to be asked. `pool` is everybody who holds something the asks need: it tells why somebody is
    not in the plan. `wishes` are those the plan keeps. `levels` are what counts beside coverage: places kept of today's
    teams and of the plan it stays `near`, departments in teams, second holders of scarce needs; by these `weights`
    another plan could be better by the share `gap` at most. Cost is worked out for who may see it: no plan holds
    anybody's pay.
    """

    teams: tuple[ProposedTeam, ...]
    coverage: Level
    effort: Level
    status: Status
    looked_at: int
    pool: tuple[Candidate, ...] = ()
    wishes: tuple[Wish, ...] = ()
    levels: tuple[Level, ...] = ()
    weights: Weights = NOTHING
    near: frozenset[tuple[str, str]] = frozenset()
    gap: float | None = None
    strict: bool = False

    @property
    def left_out(self) -> frozenset[str]:
        """Those wanted in no team at all."""
        return left_out(self.wishes)
