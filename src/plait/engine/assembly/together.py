"""Together: each trust's part of a search that several share, in the names that all of them use, and back.

Each trust sees of another only whom that lends it. So everybody and every service is told apart by the code of their
trust, but for those who are lent: they go by the reference under which both know them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.assembly.asks import Ask, Policy, Window, asks_of
from plait.engine.assembly.assembling import assemble, built_team, carry_on
from plait.engine.assembly.changing import left_by
from plait.engine.assembly.conflict import Conflict, conflict_of
from plait.engine.assembly.decompose import Block, Prices
from plait.engine.assembly.plan import Member, Progress, ProposedTeam
from plait.engine.assembly.pool import Candidate, pool_of, wished_pool
from plait.engine.assembly.wishes import Wish, pairs_in
from plait.engine.assembly.wishing import wished_asks, wrong_wishes
from plait.engine.teams import Membership
from plait.engine.trust import Trust


@dataclass(frozen=True, slots=True)
class Part:
    """One trust, what it asks for, who may join, and by number the name of each of its people among all trusts."""

    trust: Trust
    pool: tuple[Candidate, ...]
    asks: tuple[Ask, ...]
    names: Mapping[str, str]
    shared: frozenset[str]
    """The names of those it lends to the others, whose time has a price."""
    wishes: tuple[Wish, ...] = ()

    @property
    def block(self) -> Block:
        """The part as the search of several homes knows it."""
        code = self.trust.code
        asks = tuple(self._shown(ask) for ask in self.asks)
        pairs = tuple(
            replace(one, person=self._name(one.person), other=self._name(one.other)) for one in pairs_in(self.wishes)
        )
        return Block(code, tuple(self._named(one) for one in self.pool), asks, pairs)

    def _shown(self, ask: Ask) -> Ask:
        seats = tuple(replace(seat, employee_number=self._name(seat.employee_number)) for seat in ask.seats)
        pins = tuple(replace(pin, employee_number=self._name(pin.employee_number)) for pin in ask.pins)
        lead = self._name(ask.lead) if ask.lead else ""
        service, home = self._service(ask.service), self.trust.code
        return replace(ask, service=service, home=home, seats=seats, pins=pins, lead=lead)

    def _service(self, service: str) -> str:
        return f"{self.trust.code}:{service}"

    def _named(self, one: Candidate) -> Candidate:
        home, name = one.home or self.trust.code, self._name(one.employee_number)
        kept_out = frozenset(map(self._service, one.kept_out))
        here = frozenset((self.trust.code,))
        return replace(one, employee_number=name, home=home, open_to=here, kept_out=kept_out)

    def _name(self, number: str) -> str:
        return self.names.get(number, number)

    def teams(self, found: Iterable[ProposedTeam]) -> tuple[ProposedTeam, ...]:
        """Its own of the teams found, in its own names, with the reasons and gaps worked out among its own people."""
        numbers = {name: number for number, name in self.names.items()}
        by_service = {team.ask.service: team for team in found}
        made = []
        for ask in self.asks:
            team = by_service[self._service(ask.service)]
            own = [_own(one, numbers.get(one.employee_number, one.employee_number)) for one in team.members]
            made.append(built_team(ask, own, team.served, self.pool, asked=len(self.asks)))
        return tuple(made)


def _own(member: Member, number: str) -> Member:
    return replace(member, employee_number=number, serves=(), shares=(), reason="")


def part_of(
    trust: Trust, services: Collection[str], window: Window, lent: Mapping[str, str], wishes: tuple[Wish, ...] = ()
) -> Part:
    """The part of a trust, to whom others lend as its `loans` say; `lent` names those it lends, by number.

    Its asks are those that the `wishes` make of them; a limit of what a team costs is no wish here, since of people
    lent no pay is known.
    """
    plain = asks_of(trust, services, window)
    pool = wished_pool(pool_of(trust, plain, Policy(), named=wishes), plain, wishes)
    asks = wished_asks(plain, wishes)
    borrowed = {loan.employee_number for loan in trust.loans}
    names = {
        person.employee_number: lent.get(person.employee_number, f"{trust.code}:{person.employee_number}")
        for person in trust.people
        if person.employee_number not in borrowed
    }
    return Part(trust, pool, asks, names, frozenset(lent.values()), wishes)


def against(part: Part, services: Collection[str], window: Window) -> Conflict | None:
    """What stands against the wishes of a part alone, whatever the other trusts take; nothing where all can be had."""
    asks = asks_of(part.trust, services, window)
    faults = wrong_wishes(part.trust, asks, part.wishes)
    if faults or not part.wishes:
        return Conflict(faults=faults) if faults else None
    return conflict_of(pool_of(part.trust, asks, Policy(), named=part.wishes), asks, part.wishes)


def weighed(
    part: Part, teams: Mapping[str, ProposedTeam], policy: Policy, *, progress: Progress = carry_on
) -> tuple[ProposedTeam, ...]:
    """The teams of a part by everything that counts, with no more of anybody shared than the joined teams take.

    `teams` are the joined teams of all parts, by service.
    """
    block = part.block
    mine = {ask.service for ask in block.asks}
    others = [team for service, team in teams.items() if service not in mine]
    joining = [one for service in sorted(mine) for one in teams[service].members if one.is_new]
    places = Counter(one.employee_number for one in joining)
    times: Counter[str] = Counter()
    for one in joining:
        times[one.employee_number] += int(one.wte * 10)
    pool = [
        one
        if one.home == block.home
        else replace(
            one,
            free=min(one.free, times[one.employee_number]),
            places=min(one.places, places[one.employee_number]),
        )
        for one in left_by(block.pool, others)
    ]
    plan = assemble(pool, block.asks, replace(policy, wishes=block.wishes), progress=progress)
    return part.teams(plan.teams)


def plain_prices(prices: Prices, block: Block) -> dict[str, dict[str, float]]:
    """The prices of those a home lends, by the reference they go by everywhere."""
    shared = [one for one in block.pool if one.employee_number in prices.times]
    places = {one.employee_number: prices.places.get(one.identity, 0.0) for one in shared}
    return {"times": dict(prices.times), "places": places}


def prices_in(block: Block, told: Iterable[Mapping[str, Mapping[str, float]]]) -> Prices:
    """What every home wants for those it lends, as this block knows them."""
    times: dict[str, float] = {}
    places: dict[str, float] = {}
    for one in told:
        times.update(one["times"])
        places.update(one["places"])
    known: dict[tuple[str, str], float] = {}
    for candidate in block.pool:
        price = places.get(candidate.employee_number, 0.0)
        if price:
            known[candidate.identity] = max(price, known.get(candidate.identity, 0.0))
    return Prices(times, known)


def as_lent(parts: Sequence[Part], teams: Sequence[Sequence[ProposedTeam]]) -> Iterator[Trust]:
    """Each trust as it would be, were those it lends in the teams of the others: for the scorer."""
    for part in parts:
        numbers = {name: number for number, name in part.names.items() if name in part.shared}
        given = tuple(
            Membership(
                f"{other.trust.code} {team.ask.team}", numbers[one.employee_number], one.wte,
                team.ask.window.starts, team.ask.window.starts, team.ask.window.ends,
            )
            for other, others in zip(parts, teams, strict=True)
            if other is not part
            for team in others
            for one in team.members
            if one.is_new and one.employee_number in numbers
        )  # fmt: skip
        yield replace(part.trust, memberships=(*part.trust.memberships, *given))
