"""The purse: what people's time costs, for a search that keeps to budget limits and tells nobody's pay by them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from plait.engine.funding.showing import FEWEST, RANGE_PENCE, STEP_PENCE

ROUNDING = 7
"""Pence a tenth of WTE, so that rounding to whole pence by person and year carries no team past its limit."""


@dataclass(frozen=True, slots=True)
class Purse:
    """What a tenth of WTE of everybody's time costs over the window, in pence; no plan keeps it.

    `usual` stands for whoever's pay is not known: the mean of the others. Whoever may read pay to the penny has limits
    kept to the penny too (`is_exact`).
    """

    prices: Mapping[str, int]
    usual: int
    is_exact: bool = False

    def price(self, number: str) -> int:
        """What a tenth of this employment costs."""
        return self.prices.get(number, self.usual)

    def most(self, limit: int, known: int) -> int:
        """The most a team may cost within a limit, where the pay of so many of its members is known.

        What is shown of its pay has to be within the limit (R3, spec of reliability): then asking again and again, with
        ever other limits, tells no more of anybody's pay than the page of a plan does. A sum shown to £5,000 may be
        half of that more than it reads; of fewer than five people the upper end of the range counts.
        """
        if self.is_exact:
            return limit
        if known < FEWEST:
            return limit // RANGE_PENCE * RANGE_PENCE - 1
        return limit // STEP_PENCE * STEP_PENCE - STEP_PENCE // 2 - 1

    def cost(self, times: Mapping[str, float]) -> float:
        """What so many tenths of each employment cost together."""
        return sum(self.price(number) * tenths for number, tenths in times.items())

    def affords(self, limit: int, times: Mapping[str, float]) -> bool:
        """Is a team with so many tenths of these employments within the limit?"""
        return self.cost(times) <= self.most(limit, self.known(times))

    def known(self, numbers: Iterable[str]) -> int:
        """Of how many of these employments the pay is known."""
        return sum(1 for number in numbers if number in self.prices)


def purse_of(prices: Mapping[str, int], *, is_exact: bool) -> Purse:
    """The purse of these prices, each of a tenth of WTE."""
    usual = ceil(sum(prices.values()) / len(prices)) if prices else 0
    raised = {number: pence + ROUNDING for number, pence in prices.items()}
    return Purse(raised, usual + ROUNDING, is_exact)
