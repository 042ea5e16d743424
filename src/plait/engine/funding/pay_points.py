"""Published pay points of Agenda for Change in England, a year each, as they were printed.

They are transcribed, never worked out from a pay award: several points differ from it by a pound.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOURCES = {
    2025: "NHS Employers, Pay scales for 2025/26, nhsemployers.org/articles/pay-scales-202526",
    2026: "NHS Employers, Pay scales for 2026/27, nhsemployers.org/articles/pay-scales-202627",
}
"""Where the points of each financial year are printed, by the year in which it begins."""

_YEARS = {
    "2": ("Entry",),
    "3": ("Year 1", "Year 2+"),
    "4": ("Year 1", "Year 3+"),
    "5": ("Year 1", "Year 2", "Year 4+"),
    **dict.fromkeys(("6", "7", "8a", "8b", "8c", "8d", "9"), ("Year 1", "Year 2", "Year 5+")),
}
_POUNDS: Mapping[int, Mapping[str, tuple[int, ...]]] = {
    2025: {
        "2": (24_465,),
        "3": (24_937, 26_598),
        "4": (27_485, 30_162),
        "5": (31_049, 33_487, 37_796),
        "6": (38_682, 40_823, 46_580),
        "7": (47_810, 50_273, 54_710),
        "8a": (55_690, 58_487, 62_682),
        "8b": (64_455, 68_631, 74_896),
        "8c": (76_965, 81_652, 88_682),
        "8d": (91_342, 96_941, 105_337),
        "9": (109_179, 115_763, 125_637),
    },
    2026: {
        "2": (25_272,),
        "3": (25_760, 27_476),
        "4": (28_392, 31_157),
        "5": (32_073, 34_592, 39_043),
        "6": (39_959, 42_170, 48_117),
        "7": (49_387, 51_932, 56_515),
        "8a": (57_528, 60_417, 64_750),
        "8b": (66_582, 70_896, 77_368),
        "8c": (79_504, 84_346, 91_609),
        "8d": (94_356, 100_140, 108_814),
        "9": (112_782, 119_583, 129_783),
    },
}


@dataclass(frozen=True, slots=True)
class PayPoint:
    """A published salary: its band, its name in the table, and whole pounds a year for a full post."""

    band: str
    name: str
    pounds: int


def find_pay_point(year: int, band: str, point: int | None) -> PayPoint | None:
    """The published point of a band, counted from 1 in the order of the table; nothing where there is none.

    A band is known in any capitals, with or without the word before it. Nobody is given a point they do not have: not
    for a grade of another scale, a number beyond the last point of the band, or no number at all.
    """
    name = band.strip().casefold().removeprefix("band").strip()
    pounds = _POUNDS.get(year, {}).get(name, ())
    if point is None or not 1 <= point <= len(pounds):
        return None
    return PayPoint(name, _YEARS[name][point - 1], pounds[point - 1])
