"""Whom champions reach: group by group against headcount, site by site and shift by shift, and if somebody left."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol, TypeVar

from plait.engine.shifts import SHIFTS

FEW = 30
"""Of fewer champions no percentage is printed (our default): each of them would be more than 3 per cent."""


class Covering(Protocol):
    """A champion as this sum needs one: who, of which staff group, where and when, and whether it counts."""

    @property
    def person_id(self) -> int:
        """The person, in however many posts."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def group(self) -> str:
        """The staff group whose champion it is."""

    @property
    def site(self) -> str:
        """Where; empty where nobody said."""

    @property
    def shifts(self) -> tuple[str, ...]:
        """When."""

    @property
    def trained(self) -> bool | None:
        """Trained in clinical informatics; nothing where nobody said."""

    @property
    def is_clinical(self) -> bool:
        """Brings the clinical viewpoint; whoever does not is a bridge, and no clinician."""

    @property
    def is_active(self) -> bool:
        """Counted today."""


Kept = TypeVar("Kept", bound=Covering)


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people work in each staff group and on each site: of clinical staff, and of the groups of others."""

    groups: Mapping[str, int]
    sites: Mapping[str, int]
    others: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class GroupCover:
    """A staff group: its people, its active champions, those not counted, and how many in proportion there would be.

    `in_proportion` is the share of the group in clinical staff times the active clinical champions; of a group that
    brings another viewpoint there is none, for its champions are bridges.
    """

    name: str
    staff: int
    active: int
    idle: int
    in_proportion: Fraction | None

    @property
    def short(self) -> Fraction:
        """How many champions fewer than in proportion to its people; below nothing where there are more."""
        return (self.in_proportion or Fraction(0)) - self.active


@dataclass(frozen=True, slots=True)
class Lost:
    """A place that only one person covers: a staff group, a site at a shift, or the count of the trained."""

    what: str
    staff: int = 0


@dataclass(frozen=True, slots=True)
class OnlyOne:
    """Somebody without whom places would have nobody; those where most people work first."""

    person_id: int
    name: str
    lost: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A place with more or fewer champions than now: the staff there, how many there are now, and then."""

    what: str
    kind: str
    staff: int
    now: int
    then: int
    group: str = ""
    site: str = ""
    shift: str = ""


TRAINED = "Trained clinician-informaticians"
TOO_FEW_TRAINED = Lost("Enough trained clinician-informaticians")


def counted(champions: Iterable[Kept]) -> list[Kept]:
    """Those that count today."""
    return [one for one in champions if one.is_active]


def persons(champions: Iterable[Covering]) -> int:
    """How many people these are, each once."""
    return len({one.person_id for one in champions})


def informaticians(champions: Iterable[Kept]) -> list[Kept]:
    """Those that count as trained clinician-informaticians: active, trained and clinical."""
    return [one for one in counted(champions) if one.trained is True and one.is_clinical]


def by_group(champions: Sequence[Covering], heads: Headcount) -> tuple[GroupCover, ...]:
    """Every clinical group, the one shortest of champions first, then the groups of champions who are bridges."""
    clinical = [one for one in champions if one.is_clinical]
    total, staff = persons(counted(clinical)), sum(heads.groups.values())
    groups = []
    for name in {*heads.groups, *(one.group for one in clinical)} - {""}:
        people = heads.groups.get(name, 0)
        part = Fraction(people * total, staff) if staff else Fraction(0)
        groups.append(_group(name, people, [one for one in clinical if one.group == name], part))
    bridges = [one for one in champions if not one.is_clinical]
    others = [
        _group(name, heads.others.get(name, 0), [one for one in bridges if one.group == name], None)
        for name in {one.group for one in bridges} - {""}
    ]
    first = sorted(groups, key=lambda one: (-one.short, -one.staff, one.name.casefold()))
    return (*first, *sorted(others, key=lambda one: one.name.casefold()))


def _group(name: str, staff: int, own: Sequence[Covering], part: Fraction | None) -> GroupCover:
    active = {one.person_id for one in own if one.is_active}
    return GroupCover(name, staff, len(active), len({one.person_id for one in own} - active), part)


def percentages(group: GroupCover, groups: Iterable[GroupCover]) -> tuple[Decimal, Decimal] | None:
    """A group's share of clinical staff and of the clinical champions, in per cent; nothing where these are few."""
    clinical = [one for one in groups if one.in_proportion is not None]
    champions, staff = sum(one.active for one in clinical), sum(one.staff for one in clinical)
    if group.in_proportion is None or champions < FEW or not staff:
        return None
    return _per_cent(group.staff, staff), _per_cent(group.active, champions)


def _per_cent(part: int, whole: int) -> Decimal:
    return (100 * Decimal(part) / Decimal(whole)).quantize(Decimal(1))


def by_place(champions: Iterable[Covering], heads: Headcount) -> dict[str, tuple[int, ...]]:
    """How many active champions each site has, shift by shift in the order of the day; sites by name."""
    active = counted(champions)
    sites = sorted({*heads.sites, *(one.site for one in active)} - {""}, key=str.casefold)
    return {
        site: tuple(persons(one for one in active if one.site == site and shift in one.shifts) for shift in SHIFTS)
        for site in sites
    }


def without(champions: Iterable[Kept], gone: Collection[int]) -> tuple[Kept, ...]:
    """The champions as they would be if these people left, in every post of theirs."""
    return tuple(one for one in champions if one.person_id not in gone)


def only_ones(champions: Sequence[Covering], heads: Headcount, *, need: int) -> tuple[OnlyOne, ...]:
    """Who cannot be spared: without whom a group, or a site at a shift, would have nobody, or too few were trained.

    Who leaves most people without anybody comes first. A profession of one's own is no such place: nearly every
    champion is the only one of a profession. `need` is how many trained clinician-informaticians the trust needs.
    """
    active, trained = counted(champions), {one.person_id for one in informaticians(champions)}
    places: dict[Lost, set[int]] = {}
    for one in active:
        for place in _places(one, heads):
            places.setdefault(place, set()).add(one.person_id)
    lost: dict[int, list[Lost]] = {who: [TOO_FEW_TRAINED] for who in trained if len(trained) == need}
    for place, those in places.items():
        if len(those) == 1:
            [who] = those
            lost.setdefault(who, []).append(place)
    names = {one.person_id: one.name for one in active}
    found = [
        OnlyOne(who, names[who], tuple(sorted(of, key=lambda each: (-each.staff, each.what))))
        for who, of in lost.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.lost[0].staff, -len(one.lost), one.name.casefold())))


def changes(before: Sequence[Covering], after: Sequence[Covering], heads: Headcount) -> tuple[Changed, ...]:
    """Every place with more or fewer champions after than before: where nobody is left first, then by the staff."""
    groups = {one.name: one.active for one in by_group(after, heads)}
    known = {one.name: one for one in (*by_group(after, heads), *by_group(before, heads))}
    now = {one.name: one.active for one in by_group(before, heads)}
    changed = [
        Changed(name, "Staff group", one.staff, now.get(name, 0), groups.get(name, 0), group=name)
        for name, one in known.items()
    ]
    place, then = by_place(before, heads), by_place(after, heads)
    none = (0,) * len(SHIFTS)
    for site in {**place, **then}:
        changed += [
            Changed(at_site(shift, site), "Site and shift", heads.sites.get(site, 0), had, has, site=site, shift=shift)
            for shift, had, has in zip(SHIFTS, place.get(site, none), then.get(site, none), strict=True)
        ]
    changed.append(Changed(TRAINED, "Training", 0, persons(informaticians(before)), persons(informaticians(after))))
    other = [one for one in changed if one.then != one.now]
    return tuple(sorted(other, key=lambda one: (one.then > 0, -one.staff, one.what)))


def left_open(away: Iterable[Covering], champions: Iterable[Covering], heads: Headcount) -> tuple[OnlyOne, ...]:
    """What nobody covers while these are away, person by person, each once, those who leave nothing open as well."""
    there = {place for one in counted(champions) for place in _places(one, heads)}
    names: dict[int, str] = {}
    lost: dict[int, set[Lost]] = {}
    for one in away:
        names[one.person_id] = one.name
        lost.setdefault(one.person_id, set()).update(set(_places(one, heads)) - there)
    found = (
        OnlyOne(who, names[who], tuple(sorted(of, key=lambda each: (-each.staff, each.what))))
        for who, of in lost.items()
    )
    return tuple(sorted(found, key=lambda one: (not one.lost, one.name.casefold())))


def at_site(shift: str, site: str) -> str:
    """“Nights at Main hospital”."""
    return f"{shift} at {site or 'no site'}"


def _places(one: Covering, heads: Headcount) -> list[Lost]:
    staff = (heads.groups if one.is_clinical else heads.others).get(one.group, 0)
    shifts = [Lost(at_site(shift, one.site), heads.sites.get(one.site, 0)) for shift in one.shifts]
    return [*([Lost(one.group, staff)] if one.group else []), *shifts]
