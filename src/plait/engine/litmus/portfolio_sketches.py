"""Worked examples of the question about portfolios: two territories, who answers for them, what programmes name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plait.engine.litmus.examples import BEGAN, TerritorySketch, sketch_accountability
from plait.engine.programmes import Programme
from plait.engine.trust import Trust

PORTFOLIO_SHEETS = ("people", "territories", "accountability claims", "programmes")
USUAL_KINDS = ("digital service", "change portfolio")


def sketch_portfolios(
    programmes: Mapping[str, str],
    *,
    together: bool = False,
    kinds: tuple[str, str] = USUAL_KINDS,
    sheets: Iterable[str] = PORTFOLIO_SHEETS,
) -> Trust:
    """An invented trust of a digital service and a change portfolio, of these `kinds`, and of these programmes.

    `programmes` gives the portfolio each names. Each territory has its own person, or `together` both have one.
    """
    led = ((700, None),)
    trust = sketch_accountability(
        TerritorySketch("Digital service", led), TerritorySketch("Change portfolio", led), sheets=sheets
    )
    both = trust.claims[0].employee_number
    return replace(
        trust,
        territories=tuple(replace(one, kind=kind) for one, kind in zip(trust.territories, kinds, strict=True)),
        claims=tuple(replace(one, employee_number=both) if together else one for one in trust.claims),
        programmes=tuple(Programme(name, BEGAN, portfolio=portfolio) for name, portfolio in programmes.items()),
    )
