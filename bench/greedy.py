"""The baseline of the assembler: team after team, the most urgent service first, always whoever adds most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plait.engine.assembly.asks import Ask
from plait.engine.assembly.plan import Level, Member, Plan, ProposedTeam, Share, Status
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.reasons import gaps_of
from plait.engine.assembly.scorer import effort_of, score
from plait.engine.assembly.sharing import share_time
from plait.engine.viewpoints import Viewpoint

Joining = tuple[Candidate, int]
"""Somebody and the tenths of WTE they give."""


@dataclass(slots=True)
class Left:
    """What is left of everybody's time and places."""

    time: dict[str, int]
    places: dict[tuple[str, str], int]

    def take(self, joining: Joining, sign: int = 1) -> None:
        """Somebody joins a team, or with a sign of -1 leaves it again."""
        one, tenths = joining
        self.time[one.employee_number] -= sign * tenths
        self.places[one.identity] -= sign


@dataclass(slots=True)
class Growing:
    """One team as it grows."""

    ask: Ask
    by_number: Mapping[str, Candidate]
    chosen: list[Joining] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Those of today and those who join."""
        return len(self.ask.seats) + len(self.chosen)

    @property
    def absent(self) -> set[Viewpoint]:
        """The viewpoints nobody brings yet."""
        return set(Viewpoint) - {seat.viewpoint for seat in self.ask.seats} - {one.viewpoint for one, _ in self.chosen}

    @property
    def is_ready(self) -> bool:
        """May it stand as it is?"""
        return not self.absent and self.size >= self.ask.least

    def members(self, *more: Joining) -> tuple[Member, ...]:
        """All of them, their time shared out as well as can be."""
        members = [Member(seat.employee_number, seat.viewpoint, seat.wte, (), is_new=False) for seat in self.ask.seats]
        joining = (*self.chosen, *more)
        members += [Member(one.employee_number, one.viewpoint, Decimal(tenths) / 10, ()) for one, tenths in joining]
        serving = {
            m.employee_number: [
                n for n in self.ask.needs if self.by_number[m.employee_number].holds(n.competency, n.level)
            ]
            for m in members
            if m.employee_number in self.by_number
        }
        shares = share_time({one.employee_number: one.wte * 10 for one in members}, serving)
        return tuple(
            replace(
                m,
                serves=tuple(n.competency for n in serving.get(m.employee_number, ())),
                shares=tuple(Share(name, tenths) for (who, name), tenths in shares.items() if who == m.employee_number),
            )
            for m in members
        )

    def worth(self, *more: Joining) -> float:
        """What it covers, with those more, as the scorer sees it."""
        team = ProposedTeam(self.ask, self.members(*more), 0)
        return score(Plan((team,), Level("", 0, 1), Level("", 0, 0), Status.STOPPED, 0))


def greedy(pool: Sequence[Candidate], asks: Sequence[Ask]) -> Plan:
    """A plan within all the rules, found without looking back."""
    left = Left({one.employee_number: one.free for one in pool}, {one.identity: one.places for one in pool})
    made = {ask.service: build_team(ask, pool, left) for ask in sorted(asks, key=lambda one: -one.priority)}
    teams = tuple(made[ask.service] for ask in asks)
    plan = Plan(teams, Level("coverage", 0, 1), Level("effort", 0, 0), Status.STOPPED, 0)
    effort = Level("effort", effort_of(plan), 0)
    return replace(plan, coverage=Level("coverage", score(plan), 1.0), effort=effort)


def build_team(ask: Ask, pool: Sequence[Candidate], left: Left) -> ProposedTeam:
    """One team, from the time and places that are left; nobody where no whole team is possible."""
    team = Growing(ask, {one.employee_number: one for one in pool})
    able = [one for one in pool if one.may_join(ask) and any(one.holds(n.competency, n.level) for n in ask.needs)]
    while team.size < ask.most:
        absent = team.absent
        has_to = len(absent) >= ask.most - team.size
        found = _next(team, [one for one in able if not has_to or one.viewpoint in absent], left)
        if found is None or (found[1] <= 0 and team.is_ready):
            break
        team.chosen.append(found[0])
        left.take(found[0])
    if not team.is_ready:
        for joining in team.chosen:
            left.take(joining, -1)
        team.chosen = []
    members = team.members()
    covered, gaps, refusal = gaps_of(ask, members, pool, 2)
    return ProposedTeam(ask, members, covered, gaps, refusal)


def _next(team: Growing, able: Iterable[Candidate], left: Left) -> tuple[Joining, float] | None:
    """Whoever adds most now, with the least time that adds as much; nothing where nobody can join any more."""
    inside = {one.identity for one, _ in team.chosen}
    before = team.worth()
    free = [
        (one, left.time[one.employee_number])
        for one in able
        if left.time[one.employee_number] >= 2 and left.places[one.identity] > 0 and one.identity not in inside
    ]
    if not free:
        return None
    adds, best = max(((team.worth(joining) - before, joining) for joining in free), key=lambda found: found[0])
    one, time = best
    while time > 2 and team.worth((one, time - 1)) - before >= adds:
        time -= 1
    return (one, time), adds
