"""Communities of practice: which are alive, and who practises alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.competencies import Competency, Holding, Level
from plait.engine.origins import Origin

LEAST = Level.PRACTITIONER
LIVING_DAYS = 60  # requirement 9c: an active community met within 60 days; our default


@dataclass(frozen=True, slots=True)
class Community:
    """One community of practice, the days it met, and the employee numbers of its members on the day of the Trust."""

    name: str
    family: str
    lead: str = ""
    met_on: tuple[date, ...] = ()
    members: frozenset[str] = frozenset()
    starts: date | None = None
    ends: date | None = None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class LonePractitioner:
    """Somebody who practises a family of competencies and is in no living community of it."""

    employee_number: str
    family: str
    competencies: tuple[str, ...]


def is_living(community: Community, on: date, *, within_days: int = LIVING_DAYS) -> bool:
    """Has it met in the last `within_days` days, and not ended? A meeting still to come does not count."""
    begun = community.starts is None or community.starts <= on
    lasts = community.ends is None or on < community.ends
    earliest = on - timedelta(days=within_days)
    return begun and lasts and any(earliest <= day <= on for day in community.met_on)


def living_communities(
    communities: Iterable[Community], on: date, *, within_days: int = LIVING_DAYS
) -> tuple[Community, ...]:
    """The communities that are alive on that day, by name."""
    living = [community for community in communities if is_living(community, on, within_days=within_days)]
    return tuple(sorted(living, key=lambda community: (community.name.casefold(), community.name)))


def lone_practitioners(
    competencies: Iterable[Competency],
    holdings: Iterable[Holding],
    communities: Iterable[Community],
    on: date,
) -> tuple[LonePractitioner, ...]:
    """Who holds a competency at practitioner or above, yet is in no living community of its family.

    A lead is a member. A community with no member recorded yet serves everybody of its family, so that
    a trust which has only listed its communities is not told that all of its people are alone.
    """
    practised = practitioners(competencies, holdings, on)
    return tuple(
        LonePractitioner(number, family, tuple(sorted(practised[number, family])))
        for number, family in outside(practised, communities, on)
    )


def practitioners(
    competencies: Iterable[Competency], holdings: Iterable[Holding], on: date
) -> dict[tuple[str, str], set[str]]:
    """By employee number and family: the competencies somebody holds at practitioner or above on that day."""
    families = {competency.name: competency.family for competency in competencies}
    practised: dict[tuple[str, str], set[str]] = {}
    for holding in holdings:
        if holding.level < LEAST or holding.competency not in families or not holding.is_held(on):
            continue
        practised.setdefault((holding.employee_number, families[holding.competency]), set()).add(holding.competency)
    return practised


def outside(practised: Iterable[tuple[str, str]], communities: Iterable[Community], on: date) -> list[tuple[str, str]]:
    """Those of the practitioners, as employee number and family, whom no living community of the family serves."""
    served, open_to_all = _served(living_communities(communities, on))
    return sorted(
        (number, family)
        for number, family in practised
        if family.casefold() not in open_to_all and (number, family.casefold()) not in served
    )


def _served(living: Iterable[Community]) -> tuple[set[tuple[str, str]], set[str]]:
    served: set[tuple[str, str]] = set()
    open_to_all: set[str] = set()
    for community in living:
        family = community.family.casefold()
        if not community.members:
            open_to_all.add(family)
        served.update((number, family) for number in (*community.members, community.lead) if number)
    return served, open_to_all
