"""Named sets of rules: which one a chart was made by is kept with it and printed on it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """The choices on which tools for XmR charts differ.

    `screens` leaves moving ranges out that are 3.267 times their mean or more. `shift` is how many points on one side
    of the mean are a shift, `trend` how many that each go the same way are a trend. Limits, rules and icons begin
    with `least` known points; `is_reference` follows the reference where it is known to be at fault.
    """

    name: str
    screens: bool
    shift: int
    trend: int
    least: int
    is_reference: bool = False


MDC = Profile("mdc", screens=False, shift=7, trend=6, least=13)
"""Making Data Count: no screening, a trend of six points, limits from 13 points. Our default."""
NHSR = Profile("nhsr", screens=True, shift=7, trend=7, least=0, is_reference=True)
"""As the R package NHSRplotthedots 0.2.2 computes, row by row, its known defects included."""
PROFILES = {one.name: one for one in (MDC, NHSR)}
