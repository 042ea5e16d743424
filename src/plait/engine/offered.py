"""Offered: what communities and enabling teams can give of a competency in a quarter, held against people's own time.

An offer is a word; the time has to be somebody's. What a team offers is no more than those of its members who hold the
competency give the team; what a community offers, no more than such members of it have free. That time counts as free
already, and the time of a team whose service needs the competency counts as in teams: only the rest comes beside it.
Where nobody of the giver is known to hold the competency, the offer is taken at its word.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plait.engine.capacity import month_after
from plait.engine.offers import Offer

NOTHING = Decimal(0)
Months = Sequence[tuple[date, date]]
"""The first day of each month and of the one after it."""


@dataclass(frozen=True, slots=True)
class InCommunity:
    """Somebody's time as a member of a community of practice."""

    community: str
    employee_number: str
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Backer:
    """Somebody who holds the competency: what is free of their time, and what teams have of it, by team."""

    employee_number: str
    free: Decimal
    in_teams: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offers:
    """All offers, who is in which community, and which service each team is for."""

    rows: tuple[Offer, ...] = ()
    members: tuple[InCommunity, ...] = ()
    services: Mapping[str, str] = field(default_factory=dict)

    @property
    def teams(self) -> frozenset[str]:
        """The teams that offer something."""
        return frozenset(one.team for one in self.rows if one.team)


@dataclass(frozen=True, slots=True)
class Part:
    """WTE that communities and teams can give; of it `beside` is time not counted as free or in teams already."""

    offered: Decimal = NOTHING
    beside: Decimal = NOTHING


def offered_in(
    offers: Offers, wanted: tuple[str, int], backers: Iterable[Backer], needing: Collection[str], months: Months
) -> Part:
    """What can be had of a competency at a level, or above, all through the months; least of its busiest month.

    `backers` are those who hold it so; `needing` are the services that need it: what goes to others is not there.
    """
    competency, level = wanted
    by_giver: dict[tuple[str, str], list[Offer]] = {}
    for one in offers.rows:
        if one.competency == competency:
            by_giver.setdefault((one.community, one.team), []).append(one)
    if not by_giver:
        return Part()
    known = tuple(backers)
    parts = []
    for (community, team), rows in by_giver.items():
        amount = min(_amount(rows, level, needing, month) for month in months)
        if team:
            is_counted = offers.services.get(team, "") in needing
            times = [one.in_teams[team] for one in known if team in one.in_teams]
        else:
            is_counted, there = True, set(_members(offers.members, community, months))
            times = [one.free for one in known if one.employee_number in there]
        backed = min(amount, sum(times, NOTHING)) if times else amount
        parts.append(Part(backed, NOTHING if times and is_counted else backed))
    return Part(sum((one.offered for one in parts), NOTHING), sum((one.beside for one in parts), NOTHING))


def _members(members: Iterable[InCommunity], community: str, months: Months) -> Iterator[str]:
    """Who is in the community all through."""
    for one in members:
        is_through = one.starts <= months[0][0] and (one.ends is None or one.ends >= months[-1][1])
        if one.community == community and is_through:
            yield one.employee_number


def _amount(rows: Sequence[Offer], level: int, needing: Collection[str], month: tuple[date, date]) -> Decimal:
    """What is left of the whole in a month, and the parts that those who need it have: the most of each counts."""
    first, after = month
    there = [one for one in rows if one.starts < after and (one.ends is None or one.ends > first)]
    lasting = [one for one in there if one.starts <= first and (one.ends is None or one.ends >= after)]
    able = [one for one in lasting if one.level >= level]
    taken = {one.service: NOTHING for one in there if one.service}
    for one in there:
        if one.service:
            taken[one.service] = max(taken[one.service], one.wte)
    whole = sum((one.wte for one in able if not one.service), NOTHING)
    given = sum((one.wte for one in able if one.service in needing), NOTHING)
    return max(NOTHING, whole - sum(taken.values(), NOTHING)) + given


def months_of(starts: date, ends: date) -> Months:
    """The months from `starts` up to, not including, `ends`, both first days of one."""
    made = []
    while starts < ends:
        made.append((starts, month_after(starts)))
        starts = month_after(starts)
    return made
