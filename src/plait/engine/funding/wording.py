"""How a figure of pay is made, in words: every rate with where it is published, and what is assumed."""

from decimal import Decimal

from plait.engine.funding.on_costs import (
    FIRST_YEAR,
    LAST_YEAR,
    LEVY_RATE,
    NI_RATE,
    NI_THRESHOLD_PENCE,
    PENSION_RATE,
    year_words,
)
from plait.engine.funding.pay_points import SOURCES


def rules_of_pay(backfill: Decimal) -> tuple[tuple[str, str, str], ...]:
    """Each step of the sum: what it is, how it is worked out, and where that is from."""
    more = _percent(backfill - 1) if backfill > 1 else "nothing"
    return (
        (
            "Pay",
            "The published salary of the band and point, times contracted WTE. Point 1 is the first of its band.",
            "; ".join(SOURCES.values()),
        ),
        (
            "National Insurance",
            f"{_percent(NI_RATE)} of pay above £{NI_THRESHOLD_PENCE // 100:,} a person",
            "Autumn Budget 2024; the threshold stands until April 2031 (Autumn Budget 2025)",
        ),
        (
            "Pension",
            f"{_percent(PENSION_RATE)} of pay: what the trust itself pays. NHS England pays another 9.4%",
            "NHSBSA, NHS pension scheme employer contribution rates 2025/26; for 2026/27 our assumption",
        ),
        (
            "Apprenticeship levy",
            f"{_percent(LEVY_RATE)} of pay",
            "HMRC; the allowance of £15,000 a trust is not shared out",
        ),
        (
            "Time in the team",
            "A year's pay and on-costs, times WTE in the team over contracted WTE, by whole months",
            "Our rule; each year is rounded to the penny",
        ),
        (
            "Backfill",
            f"Clinical time that is lent is charged at what covering it costs: the person's own cost, and {more} more",
            "No rate is published: our default",
        ),
        (
            "Not in it",
            "High cost area supplements, allowances, vacancy, pay awards to come, and grades of other scales",
            "The record does not have them",
        ),
        (
            "Other years",
            f"After {year_words(LAST_YEAR)} its pay and rates stand; before {year_words(FIRST_YEAR)} no cost is known",
            "No later pay is published here",
        ),
    )


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"
