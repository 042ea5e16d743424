"""Wishes: what somebody wants of a plan beyond its needs; each is kept with the run and has its price."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_WISHES = 200
"""More wishes than these leave nothing to choose (our default)."""


@dataclass(frozen=True, slots=True)
class Must:
    """This employment joins the team of the service; for so many tenths of WTE, where somebody says how many."""

    service: str
    person: str
    tenths: int | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """This employment joins the team of the service and leads it."""

    service: str
    person: str


@dataclass(frozen=True, slots=True)
class Without:
    """Whoever has this employment joins no team, or not the one of this service, by any employment."""

    person: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """For this plan a need has another priority; 0 leaves it out."""

    service: str
    competency: str
    priority: int


@dataclass(frozen=True, slots=True)
class Size:
    """For this plan the team of a service has so many people, within the trust's limits; one end may be left open."""

    service: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Budget:
    """The team of a service costs no more than so many pence over its whole time, members of today too."""

    service: str
    pence: int


@dataclass(frozen=True, slots=True)
class Together:
    """There is a team in which both are, by whichever of their employments."""

    person: str
    other: str

    @property
    def service(self) -> str:
        """Any."""
        return ""


@dataclass(frozen=True, slots=True)
class Apart:
    """No team has both, by whichever of their employments."""

    person: str
    other: str

    @property
    def service(self) -> str:
        """Every one."""
        return ""


Wish = Must | Lead | Without | Weight | Size | Budget | Together | Apart


def people_of(wish: Wish) -> tuple[str, ...]:
    """The employee numbers a wish is about."""
    if isinstance(wish, Together | Apart):
        return wish.person, wish.other
    return (wish.person,) if isinstance(wish, Must | Lead | Without) else ()


def pairs_in(wishes: Iterable[Wish]) -> tuple[Together | Apart, ...]:
    """Those of the wishes that are about two people."""
    return tuple(one for one in wishes if isinstance(one, Together | Apart))


def left_out(wishes: Iterable[Wish]) -> frozenset[str]:
    """Those wanted in no team at all."""
    return frozenset(one.person for one in wishes if isinstance(one, Without) and not one.service)


def kept_out(wishes: Iterable[Wish]) -> frozenset[tuple[str, str]]:
    """Those not wanted in one team, as service and employee number."""
    return frozenset((one.service, one.person) for one in wishes if isinstance(one, Without) and one.service)
