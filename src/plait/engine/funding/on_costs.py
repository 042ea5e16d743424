"""What somebody costs their employer: pay and on-costs of a financial year, and a share of them for some months."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from plait.engine.funding.pay_points import SOURCES, PayPoint, find_pay_point

YEAR_MONTHS, APRIL = 12, 4
FIRST_YEAR, LAST_YEAR = min(SOURCES), max(SOURCES)
"""The financial years whose pay is published here, by the year in which each begins."""
NI_RATE, NI_THRESHOLD_PENCE = Decimal("0.15"), 500_000
"""Employer's National Insurance of 2025/26 and 2026/27; the threshold stands until April 2031 (Autumn Budget 2025)."""
PENSION_RATE = Decimal("0.1438")
"""What a trust itself pays of the 23.78 % employer's contribution; NHS England pays the rest. 2025/26; for 2026/27 it
is our assumption that this stays (NHSBSA, NHS pension scheme employer contribution rates 2025/26)."""
LEVY_RATE = Decimal("0.005")
"""Apprenticeship levy, of all pay."""
BACKFILL_RATE = Decimal(1)
"""What a department pays for a pound of clinical time that somebody else must cover. No rate is published (spec of
funding, 1.5): our default adds nothing."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What of an employment its pay hangs on: band, point, and contracted WTE, as the record has them."""

    band: str
    point: int | None
    wte: Decimal


@dataclass(frozen=True, slots=True)
class YearCost:
    """What an employment costs in a full financial year, in pence; the threshold counts once a person, not by WTE."""

    year: int
    paid_by: PayPoint
    gross: int
    insurance: int
    pension: int
    levy: int

    @property
    def total(self) -> int:
        """Pay and on-costs together."""
        return self.gross + self.insurance + self.pension + self.levy


@dataclass(frozen=True, slots=True)
class Charge:
    """What somebody's time in a team costs within one financial year, and the full year it is a share of.

    `year` is the one the months fall in; `of.year` an earlier one, where the pay of that year is not published yet.
    """

    year: int
    months: int
    of: YearCost
    pence: int

    @property
    def is_by_earlier_pay(self) -> bool:
        """Is it worked out by the pay of an earlier year, the last that is published?"""
        return self.of.year < self.year


def cost_of_year(contract: Contract, year: int) -> YearCost | None:
    """Pay and on-costs of a financial year by rule 1 of 4.2 (spec of funding); nothing where no point is published."""
    point = find_pay_point(year, contract.band, contract.point)
    if point is None or contract.wte <= 0:
        return None
    gross = whole(point.pounds * 100 * contract.wte)
    insurance = whole(max(0, gross - NI_THRESHOLD_PENCE) * NI_RATE)
    return YearCost(year, point, gross, insurance, whole(gross * PENSION_RATE), whole(gross * LEVY_RATE))


def charges_of(
    contract: Contract, wte: Decimal, *, starts: date, ends: date, factor: Decimal = Decimal(1)
) -> tuple[Charge, ...]:
    """What `wte` of somebody's time costs from `starts` up to, not including, `ends`, by financial year.

    Whole months count, each that is touched (DESIGN 15); `factor` is what a pound of it costs, as where somebody else
    covers for them. Empty where pay is not known for one of the years, as before the first table. After the last table
    its pay stands, and the charge says so.
    """
    charges = []
    for year, before, until in _years(starts, ends):
        cost = cost_of_year(contract, min(year, LAST_YEAR))
        if cost is None:
            return ()
        share = whole(whole(cost.total * wte / contract.wte) * factor)
        charges.append(Charge(year, until - before, cost, part_of_year(share, before, until)))
    return tuple(charges)


def part_of_year(pence: int, before: int, until: int) -> int:
    """What of a year's amount falls to its months after the first `before`, up to `until`.

    Rule 3 of 4.2 by month: neighbouring parts add up, and the twelve months are the year, to the penny.
    """
    return whole(Decimal(pence * until) / YEAR_MONTHS) - whole(Decimal(pence * before) / YEAR_MONTHS)


def whole(amount: Decimal) -> int:
    """Whole pence, half a penny up."""
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def year_words(year: int) -> str:
    """A financial year as people write it: 2026/27."""
    return f"{year}/{(year + 1) % 100:02}"


def _years(starts: date, ends: date) -> Iterator[tuple[int, int, int]]:
    """The financial years that a time touches, each with its months before and until the end of that time."""
    first, last = _months(starts), _months(ends - timedelta(days=1)) + 1
    for year in range(first // YEAR_MONTHS, (last - 1) // YEAR_MONTHS + 1):
        begins = year * YEAR_MONTHS
        yield year, max(first - begins, 0), min(last - begins, YEAR_MONTHS)


def _months(day: date) -> int:
    """The month of a day, counted from an April."""
    return day.year * YEAR_MONTHS + day.month - APRIL
