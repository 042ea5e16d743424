"""What a move costs in a year, or what would have to be recorded to tell; and who is told how much of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.funding.showing import pounds, range_of_time, short_pounds, show_range
from plait.engine.litmus.wording import many

WHOLE = Decimal(1)
ROUNDED = "Pay is told as a range, so that it tells of nobody. A finance partner sees every figure."
"""Said once under a list of costs that are not told to the penny."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one move costs in a year: pay and on-costs of people's time, in pence from `low` to `high`.

    The two are the same where the pay of one person is known. From `least` to `most` is what whoever may not read pay
    is told of it. `basis` says what it is worked out from, `missing` what is not recorded and what to do about it; then
    nothing is known. `spending` is money to spend that is no pay, in pence. Without any of these the move costs nothing
    by itself, and `basis` says why.
    """

    low: int = 0
    high: int = 0
    basis: str = ""
    missing: str = ""
    spending: int = 0
    least: int = 0
    most: int = 0

    @property
    def is_pay(self) -> bool:
        """Is it pay of people, which few may read to the penny?"""
        return self.high > 0

    @property
    def told(self) -> tuple[int, int]:
        """From and to, in pence, for whoever may not read pay; what was kept before has its range worked out here."""
        if self.most or not self.is_pay:
            return self.least, self.most
        return range_of_time(self.low, self.high, WHOLE)


def cost_words(cost: Cost, *, exact: bool) -> str:
    """A cost in a sentence or two, to the penny for who may read pay; for others a range that tells of nobody (R3)."""
    if cost.missing:
        return f"Not known. {cost.missing}"
    if cost.spending:
        return f"{short_pounds(cost.spending)} a year. {cost.basis}".rstrip()
    if not cost.is_pay:
        return f"Nothing by itself. {cost.basis}"
    return f"{_pay([cost], exact=exact)} of pay and on-costs a year. {cost.basis}"


def _pay(costs: Sequence[Cost], *, exact: bool) -> str:
    """From the lowest to the highest; for whoever may not read pay the sum of what each is told as (R3)."""
    if not exact:
        return show_range(sum(one.told[0] for one in costs), sum(one.told[1] for one in costs))
    low, high = sum(one.low for one in costs), sum(one.high for one in costs)
    return pounds(low) if low == high else f"{pounds(low)} to {pounds(high)}"


def together_cost(costs: Iterable[Cost], *, exact: bool) -> str:
    """What several moves cost together, and for how many of them that is not known; nothing where there are none."""
    every = tuple(costs)
    spending, unknown = sum(one.spending for one in every), sum(1 for one in every if one.missing)
    is_pay = any(one.is_pay for one in every)
    said = [f"{_pay(every, exact=exact)} of pay and on-costs a year"] if is_pay else []
    said += [f"{short_pounds(spending)} a year to spend"] if spending else []
    if not every:
        return ""
    known = f"Together: {', and '.join(said)}." if said else "" if unknown else "Together: nothing by itself."
    short = f"Not known for {unknown} of {many(len(every), 'move', 'moves')}." if unknown else ""
    return " ".join(part for part in (known, short) if part)


def are_rounded(costs: Iterable[Cost], *, exact: bool) -> bool:
    """Is one of them told to this reader as a range?"""
    return not exact and any(one.is_pay and not one.missing for one in costs)
