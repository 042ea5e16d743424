"""Part-time: what communities and enabling teams could give to the needs of an ask, without a place in its team.

Only a need by WTE can be served so: a need by people asks for somebody in the team.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from plait.engine.capacity import month_after
from plait.engine.offers import Offer

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Help:
    """Whole tenths of WTE that a community or an enabling team could give to a need, all through the window.

    `free` are those no service has. `given` are those this service has already, and of whoever gives them it asks for
    no more.
    """

    community: str
    team: str
    competency: str
    free: int
    given: int = 0

    @property
    def giver(self) -> tuple[str, str, str]:
        """Community, team and competency: what is offered once."""
        return self.community, self.team, self.competency


@dataclass(frozen=True, slots=True)
class Served:
    """Tenths of WTE that a community or an enabling team gives to a need; not `is_new` where the service has them."""

    community: str
    team: str
    competency: str
    tenths: int
    is_new: bool = True


def help_of(
    offers: Iterable[Offer], need: tuple[str, int], service: str, *, starts: date, ends: date
) -> Iterator[Help]:
    """Who could serve a need of the service, a competency and its level, from `starts` up to, not including, `ends`.

    Whole months count, as for people: of what is offered the months it lasts through, of what is taken those it
    touches.
    """
    competency, level = need
    of_giver: dict[tuple[str, str], list[Offer]] = {}
    for one in offers:
        if one.competency == competency:
            of_giver.setdefault((one.community, one.team), []).append(one)
    months = list(_months(starts, ends))
    for (community, team), rows in sorted(of_giver.items()):
        able = [one for one in rows if one.level >= level]
        here = [one for one in rows if one.service == service and (one.ends is None or one.ends > starts)]
        given = min(_lasting([one for one in able if one in here], month) for month in months)
        free = min(_lasting([one for one in able if not one.service], month) - _taken(rows, month) for month in months)
        made = Help(community, team, competency, 0 if here else max(0, _tenths(free)), _tenths(given))
        if made.free or made.given:
            yield made


def served_of(served: Iterable[Served], competency: str) -> Decimal:
    """The tenths of WTE that a need has from outside its team."""
    return Decimal(sum(one.tenths for one in served if one.competency == competency))


def newly_served(served: Iterable[Served]) -> int:
    """The tenths of WTE that communities and enabling teams are asked for."""
    return sum(one.tenths for one in served if one.is_new)


def _months(starts: date, ends: date) -> Iterator[tuple[date, date]]:
    first = starts
    while first < ends:
        yield first, (first := month_after(first))


def _lasting(rows: Sequence[Offer], month: tuple[date, date]) -> Decimal:
    first, after = month
    return sum((one.wte for one in rows if one.starts <= first and (one.ends is None or one.ends >= after)), NOTHING)


def _taken(rows: Sequence[Offer], month: tuple[date, date]) -> Decimal:
    first, after = month
    taken: dict[str, Decimal] = {}
    for one in rows:
        if one.service and one.starts < after and (one.ends is None or one.ends > first):
            taken[one.service] = max(one.wte, taken.get(one.service, NOTHING))
    return sum(taken.values(), NOTHING)


def _tenths(wte: Decimal) -> int:
    return int((wte * 10).to_integral_value(ROUND_FLOOR))
