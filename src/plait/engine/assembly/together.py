"""Together: each trust's part of a search that several share, in the names that all of them use, and back.

Each trust sees of another only whom that lends it. So everybody and every service is told apart by the code of their
trust, but for those who are lent: they go by the reference under which both know them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plait.engine.assembly.asks import Ask, Policy, Window, asks_of
from plait.engine.assembly.assembling import built_team
from plait.engine.assembly.decompose import Block, Prices
from plait.engine.assembly.plan import Member, ProposedTeam
from plait.engine.assembly.pool import Candidate, pool_of
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

    @property
    def block(self) -> Block:
        """The part as the search of several homes knows it."""
        code = self.trust.code
        asks = tuple(self._shown(ask) for ask in self.asks)
        return Block(code, tuple(self._named(one) for one in self.pool), asks)

    def _shown(self, ask: Ask) -> Ask:
        seats = tuple(replace(seat, employee_number=self._name(seat.employee_number)) for seat in ask.seats)
        return replace(ask, service=f"{self.trust.code}:{ask.service}", home=self.trust.code, seats=seats)

    def _named(self, one: Candidate) -> Candidate:
        home, name = one.home or self.trust.code, self._name(one.employee_number)
        return replace(one, employee_number=name, home=home, open_to=frozenset((self.trust.code,)))

    def _name(self, number: str) -> str:
        return self.names.get(number, number)

    def teams(self, found: Iterable[ProposedTeam]) -> tuple[ProposedTeam, ...]:
        """Its own of the teams found, in its own names, with the reasons and gaps worked out among its own people."""
        numbers = {name: number for number, name in self.names.items()}
        by_service = {team.ask.service: team for team in found}
        made = []
        for ask in self.asks:
            team = by_service[f"{self.trust.code}:{ask.service}"]
            own = [_own(one, numbers.get(one.employee_number, one.employee_number)) for one in team.members]
            made.append(built_team(ask, own, team.served, self.pool, asked=len(self.asks)))
        return tuple(made)


def _own(member: Member, number: str) -> Member:
    return replace(member, employee_number=number, serves=(), shares=(), reason="")


def part_of(trust: Trust, services: Collection[str], window: Window, lent: Mapping[str, str]) -> Part:
    """The part of a trust, to whom others lend as its `loans` say; `lent` names those it lends, by number."""
    asks = asks_of(trust, services, window)
    pool = pool_of(trust, asks, Policy())
    borrowed = {loan.employee_number for loan in trust.loans}
    names = {
        person.employee_number: lent.get(person.employee_number, f"{trust.code}:{person.employee_number}")
        for person in trust.people
        if person.employee_number not in borrowed
    }
    return Part(trust, pool, asks, names, frozenset(lent.values()))


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
