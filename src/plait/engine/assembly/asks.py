"""Asks: one team to staff for one service, with the needs of the window it is for."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.assembly.levels import Weights
from plait.engine.assembly.part_time import Help, Served, help_of
from plait.engine.assembly.purse import Purse
from plait.engine.assembly.scarce import scarce_in
from plait.engine.assembly.wishes import Wish
from plait.engine.capacity import month_after
from plait.engine.services import Need
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, by_number, holding_on, holds, identities, members_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint

QUARTER_MONTHS = 3
LONGEST_MONTHS = 24
MOST_TEAMS = 2
"""How many teams anybody may be in at once (spec of the assembler)."""
LEAST_TENTHS = 2
"""Nobody joins a team for less than 0.2 WTE (spec of the assembler)."""
GROWTH_DAYS = 90
MOST_GROWTH = 1
"""A settled team takes on one person in 90 days; more is a second team (requirement 11, our default)."""


@dataclass(frozen=True, slots=True)
class Window:
    """The time a team is asked for: whole quarters from the first of a month."""

    starts: date
    months: int

    @property
    def ends(self) -> date:
        """The first day that no longer counts."""
        day = self.starts
        for _ in range(self.months):
            day = month_after(day)
        return day

    @property
    def last_day(self) -> date:
        """The last day that counts."""
        return self.ends - timedelta(days=1)

    def touches(self, starts: date, ends: date | None) -> bool:
        """Does what lasts from `starts` up to, not including, `ends` fall into it in part or whole?"""
        return starts < self.ends and (ends is None or ends > self.starts)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A competency at a level that an ask needs: of so many people, or for so much time.

    It `is_scarce` where few people of the trust hold it at that level.
    """

    competency: str
    level: int
    people: int | None
    wte: Decimal | None
    priority: int
    is_scarce: bool = False

    @property
    def amount(self) -> Decimal:
        """How much of it: people, or tenths of WTE."""
        return Decimal(self.people) if self.people is not None else (self.wte or Decimal(0)) * 10


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is in the team already, and stays in it."""

    employee_number: str
    wte: Decimal
    viewpoint: Viewpoint
    department: str = ""


@dataclass(frozen=True, slots=True)
class Pin:
    """Somebody wished for in a team, by employment; for so many tenths of WTE where the wish says how many."""

    employee_number: str
    tenths: int | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """One team to staff for one service; `seats` are its members of today, where it runs already.

    `least` and `most` are how many people it may have with them; a new team may begin below `settled_least`.
    `pins` are those who have to join it, and `lead` the employee number of whoever is wished for as its lead. `home`
    is the trust or site whose team it is, where several are asked for at once. `help` is what communities and enabling
    teams could give to its needs. `limit` is what it may cost, in pence.
    """

    service: str
    team: str
    window: Window
    needs: tuple[Wanted, ...]
    least: int
    most: int
    seats: tuple[Seat, ...] = ()
    is_new: bool = True
    settled_least: int = 0
    pins: tuple[Pin, ...] = ()
    lead: str = ""
    home: str = ""
    help: tuple[Help, ...] = ()
    limit: int | None = None

    @property
    def priority(self) -> int:
        """What covering it whole is worth: as much as its most urgent need."""
        return max((need.priority for need in self.needs), default=0)


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for a whole run: what somebody wishes, what counts beside coverage, and which gap is near enough.

    `near` are those an earlier plan proposed, as service and employee number. `prices` are what a tenth of WTE of
    somebody costs over the window, in pence, by employee number: no plan keeps them. The `purse` is for asks with a
    limit; it `is_exact` for who may read everybody's pay. With `strict` nothing of a lower level is had for anything of
    a higher one, whatever the weights: that may not close for more than a few services.
    """

    wishes: tuple[Wish, ...] = ()
    near: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    weights: Weights = field(default_factory=Weights)
    prices: Mapping[str, int] = field(default_factory=dict)
    purse: Purse | None = None
    is_exact: bool = False
    strict: bool = False
    gap: float = 0.01
    most_nodes: int = 20_000


def first_window(on: date, months: int = 6) -> Window:
    """The window that begins on the first of the next month."""
    return Window(month_after(on), months)


def servable(trust: Trust) -> tuple[str, ...]:
    """Services that run and say what they need, in order: those a team can be assembled for."""
    needing = {need.service for need in trust.needs}
    running = holding_on(trust.services, trust.on)
    return tuple(
        sorted(
            (service.name for service in running if service.phase != "retired" and service.name in needing),
            key=lambda name: (name.casefold(), name),
        )
    )


def asks_of(trust: Trust, services: Collection[str], window: Window) -> tuple[Ask, ...]:
    """One ask for each of the services, in order, with its needs of the window.

    A service with a running team asks for whom that team lacks: its members stay. Of two teams for one service the
    larger is asked for, since what its people cover is then the more. Others ask for a new team.
    """
    members, running = members_on(replace(trust, on=window.starts)), _running(trust, window)
    taken = {team.name.casefold() for team in trust.teams}
    scarce = scarce_in(trust, window.starts, window.ends)
    asks = []
    for service in sorted(set(services) & set(servable(trust)), key=lambda name: (name.casefold(), name)):
        teams = sorted(running.get(service, ()), key=lambda one: (-len(members.get(one.name, ())), one.name))
        needs = _needs(trust.needs, service, window, scarce)
        if teams:
            asks.append(_of_team(trust, teams[0], members.get(teams[0].name, ()), needs, window))
        else:
            least = min(trust.sizes.start_least, trust.sizes.least)
            name, settled = _free_name(service, taken), trust.sizes.least
            taken.add(name.casefold())
            asks.append(Ask(service, name, window, needs, least, trust.sizes.most, settled_least=settled))
    return tuple(replace(ask, help=tuple(_help(trust, ask))) for ask in asks)


def ask_beside(trust: Trust, team: Team, window: Window) -> Ask:
    """One ask for a second team beside one that runs, for all that its service needs.

    What the service has part-time already, and what the team itself offers, is in its `help` too.
    """
    taken = {one.name.casefold() for one in trust.teams}
    least = min(trust.sizes.start_least, trust.sizes.least)
    ask = Ask(
        team.service,
        _free_name(team.name, taken),
        window,
        _needs(trust.needs, team.service, window, scarce_in(trust, window.starts, window.ends)),
        least,
        trust.sizes.most,
        settled_least=trust.sizes.least,
    )
    return replace(ask, help=tuple(one for one in _help(trust, ask) if one.team != team.name))


def _help(trust: Trust, ask: Ask) -> Iterator[Help]:
    """What others could give to the needs by WTE; a team that offers part of its time gives itself none."""
    offers = [one for one in trust.offers if one.team != ask.team]
    for need in ask.needs:
        if need.people is None:
            key = need.competency, need.level
            yield from help_of(offers, key, ask.service, starts=ask.window.starts, ends=ask.window.ends)


def help_left(asks: Iterable[Ask], fixed: Iterable[Sequence[Served]]) -> tuple[Ask, ...]:
    """The asks with what teams that stay as they are, given as what serves each, leave them of what is offered."""
    taken: Counter[tuple[str, str, str]] = Counter()
    for one in (one for served in fixed for one in served if one.is_new):
        taken[one.community, one.team, one.competency] += one.tenths
    return tuple(
        replace(ask, help=tuple(replace(one, free=one.free - taken[one.giver]) for one in ask.help)) if taken else ask
        for ask in asks
    )


def _running(trust: Trust, window: Window) -> Mapping[str, Sequence[Team]]:
    running: dict[str, list[Team]] = {}
    for team in holding_on(trust.teams, window.starts):
        if team.ends is None or team.ends >= window.ends:
            running.setdefault(team.service, []).append(team)
    return running


def _free_name(service: str, taken: Collection[str]) -> str:
    """The name of the new team: that of its service or first team, or with the least number nobody bears."""
    name, number = service, 1
    while name.casefold() in taken:
        number += 1
        name = f"{service} {number}"
    return name


def _needs(needs: Sequence[Need], service: str, window: Window, scarce: Mapping[str, int]) -> tuple[Wanted, ...]:
    """What the service needs within the window; where one competency changes within it, the later row counts."""
    latest: dict[str, Need] = {}
    for need in needs:
        if need.service == service and window.touches(need.starts, need.ends):
            before = latest.get(need.competency)
            if before is None or before.starts < need.starts:
                latest[need.competency] = need
    return tuple(
        Wanted(one.competency, one.level, one.people, one.wte, one.priority, one.level >= scarce.get(one.competency, 0))
        for one in sorted(latest.values(), key=lambda one: (-one.priority, one.competency.casefold(), one.competency))
        if one.people or one.wte
    )


def _of_team(trust: Trust, team: Team, members: Sequence[Membership], needs: tuple[Wanted, ...], window: Window) -> Ask:
    people, who = by_number(trust.people), identities(trust.people)
    in_team = [one for one in trust.memberships if one.team == team.name and window.touches(one.starts, one.ends)]
    seats = []
    for one in members:
        wte = _all_through([row for row in in_team if row.employee_number == one.employee_number], window)
        if wte is not None:
            department = people[one.employee_number].department if one.employee_number in people else ""
            seats.append(Seat(one.employee_number, wte, viewpoint_of(one, people), department))
    # Whoever leaves within the window, or comes in it, has a place there for a while.
    there = {who[one.employee_number] for one in in_team if one.employee_number in who}
    others = len(there - {who[seat.employee_number] for seat in seats})
    most = max(len(seats), min(trust.sizes.most, _room(trust, team, len(members))) - others)
    least = trust.sizes.least_of(team, window.starts)
    return Ask(team.service, team.name, window, needs, least, most, tuple(seats), is_new=False)


def _all_through(rows: Iterable[Membership], window: Window) -> Decimal | None:
    """The least time that is given all through the window; nothing where there is a day without any."""
    until, least = window.starts, Decimal(1)
    for row in sorted(rows, key=lambda one: one.starts):
        if row.starts <= until:
            until, least = max(until, row.ends or window.ends), min(least, row.wte)
    return least if until >= window.ends else None


def _room(trust: Trust, team: Team, now: int) -> int:
    """How many people the team may have without breaking the add-a-team rule."""
    then = trust.on - timedelta(days=GROWTH_DAYS)
    if then < team.starts + timedelta(days=trust.sizes.start_days):
        return trust.sizes.most
    who = identities(trust.people)
    before = {
        who.get(one.employee_number, ("", one.employee_number))
        for one in trust.memberships
        if one.team == team.name and holds(one, then)
    }
    return max(trust.sizes.least, (len(before) or now) + MOST_GROWTH)
