"""What of pay is shown to whom: pence to a finance partner, to others a sum that tells of no single person."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

STEP_PENCE = 5_000_00
"""Whoever may not read a person's pay sees that of a team or plan to £5,000 (R3, spec of reliability)."""
RANGE_PENCE = 50_000_00
FEWEST = 5
"""Pay of fewer people is shown as a range (R3)."""
UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class PaySum:
    """Pay of some people: `known` of them are in the sum, and the pay of the others is not known."""

    pence: int
    known: int
    people: int


def show_pay(pay: PaySum, *, exact: bool, coarse: bool = False) -> str:
    """The sum as it may be shown; the rounding is here alone, and every sum is made of pence.

    `coarse` asks for a range of a sum of many too: one from which others shown beside it can be taken away.
    """
    if not pay.known:
        return UNKNOWN if pay.people else "£0"
    if exact:
        return pounds(pay.pence)
    if coarse or pay.known < FEWEST:
        least = pay.pence // RANGE_PENCE * RANGE_PENCE
        return show_range(least, least + RANGE_PENCE)
    return f"£{(pay.pence + STEP_PENCE // 2) // STEP_PENCE * STEP_PENCE // 100:,}"


def range_of_time(low: int, high: int, wte: Decimal) -> tuple[int, int]:
    """What `wte` of somebody costs, in pence from and to, as whoever may not read pay is told it.

    `low` and `high` are what a whole post costs a year, in pence, of whoever costs least and most. Rounded is the whole
    post and not the time: whoever may write the time would find the pay where the range changes.
    """
    first, last = low // RANGE_PENCE, high // RANGE_PENCE + 1
    return int(first * wte) * RANGE_PENCE, ceil(last * wte) * RANGE_PENCE


def show_range(least: int, most: int) -> str:
    """From and to, in whole thousands of pounds."""
    return f"{_thousands(least)} to {_thousands(most)}"


def pounds(pence: int) -> str:
    """Pounds and pence as people write them."""
    return f"£{pence // 100:,}.{pence % 100:02}"


def _thousands(pence: int) -> str:
    return f"£{pence // 100_000}k" if pence else "£0"


def short_pounds(pence: int) -> str:
    """Pounds, with pence only where there are any."""
    return f"£{pence // 100:,}" if pence % 100 == 0 else pounds(pence)
