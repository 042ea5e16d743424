"""Where champions are missing: staff groups, and sites at a shift, the largest under-representation first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from plait.engine.champion_cover import Covering, Headcount, at_site, by_group, by_place, counted, persons
from plait.engine.shifts import SHIFTS


@dataclass(frozen=True, slots=True)
class Gap:
    """What somebody is looked for: a staff group, a site, a shift, or several of them; empty where any will do."""

    group: str = ""
    site: str = ""
    shift: str = ""

    @property
    def words(self) -> str:
        """“Nights at Main hospital”, “Midwives”, “Midwives, nights”."""
        place = at_site(self.shift, self.site) if self.shift and self.site else self.shift or self.site
        return f"{self.group}, {place[0].lower() + place[1:]}" if self.group and place else self.group or place

    @property
    def is_any(self) -> bool:
        """Is nothing asked for at all?"""
        return not (self.group or self.site or self.shift)


@dataclass(frozen=True, slots=True)
class Rostered:
    """What the record says of shifts: clinical people by site and shift, and by site those with any shift recorded."""

    places: Mapping[tuple[str, str], int] = field(default_factory=dict)
    sites: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GapCover:
    """A gap: its staff, its active champions, and how many there would be in proportion to its staff.

    `staff` is nothing where no record says who works then and there; then nothing is in proportion to it either.
    """

    gap: Gap
    staff: int | None
    active: int
    in_proportion: Fraction | None

    @property
    def short(self) -> Fraction:
        """How many champions fewer than in proportion; nought where nobody can tell."""
        return Fraction(0) if self.in_proportion is None else self.in_proportion - self.active


def find_gaps(champions: Sequence[Covering], heads: Headcount, rostered: Rostered) -> tuple[GapCover, ...]:
    """Clinical groups and sites at a shift without an active champion, or one or more short; the shortest first.

    A site at a shift counts where somebody is recorded to work then and there, and where no shift of its people is
    recorded at all; these come last, for nobody can tell how many work there.
    """
    groups = [
        GapCover(Gap(group=one.name), one.staff, one.active, one.in_proportion)
        for one in by_group(champions, heads)
        if one.in_proportion is not None and one.staff
    ]
    found = [one for one in (*groups, *_places(champions, heads, rostered)) if not one.active or one.short >= 1]
    return tuple(sorted(found, key=lambda one: (one.staff is None, -one.short, -(one.staff or 0), one.gap.words)))


def _places(champions: Sequence[Covering], heads: Headcount, rostered: Rostered) -> Iterable[GapCover]:
    clinical = persons(one for one in counted(champions) if one.is_clinical)
    each = Fraction(clinical, sum(heads.groups.values()) or 1)
    for site, counts in by_place(champions, heads).items():
        for shift, active in zip(SHIFTS, counts, strict=True):
            gap = Gap(site=site, shift=shift)
            if not rostered.sites.get(site):
                yield GapCover(gap, None, active, None)
            elif staff := rostered.places.get((site, shift), 0):
                yield GapCover(gap, staff, active, staff * each)
