"""Who might become a champion where one is missing: why and why not, in words, and in an order anybody can follow.

Nobody gets a score. First come those against whom nothing stands; among them who holds a digital competency, then who
is in a community of practice, then whose time is freed already; then by name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.champion_cover import Covering
from plait.engine.champion_gaps import Gap
from plait.engine.competencies import Level

FAMILIES = ("Clinical leadership of change", "Improving and changing")
"""Families of competencies that help beside the digital ones (our default)."""
LEAST_LEVEL = Level.WORKING
"""A competency held at this level or above speaks for somebody (our default)."""
MOST_DUTIES = 2
"""Who carries as many duties already is asked last (our default)."""
LEAVES_SOON = timedelta(days=90)
"""An employment that ends within so many days speaks against beginning (our default)."""
RULE = (
    "First come people against whom nothing stands; of these who holds a digital competency, or one of clinical "
    f"informatics or change, at {LEAST_LEVEL.word.lower()} level or above, then who is in a community of practice, "
    "then who has time kept free already; then by name. "
    f"Against somebody stand long leave, {MOST_DUTIES} duties or more, an end within {LEAVES_SOON.days} days, a time "
    "as champion that went idle, and a role that brings no clinical viewpoint (our default). Nobody gets a score."
)


@dataclass(frozen=True, slots=True)
class Skill:
    """A competency that helps a champion, at its level, and whether somebody confirmed it."""

    name: str
    level: int
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Champion:
    """The record of a champion there is already: where and when, and whether it counts today."""

    id: int
    site: str
    shifts: tuple[str, ...]
    is_active: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """A long leave of today; no last day where it is not known."""

    last_on: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One employment, with what speaks for and against asking; `freed` is the WTE kept free for roles held."""

    id: int
    person_id: int
    employee_number: str
    name: str
    job_title: str
    profession: str
    group: str
    department: str
    site: str
    shifts: tuple[str, ...]
    is_clinical: bool
    manager_id: int | None
    manager: str
    ends: date | None
    skills: tuple[Skill, ...] = ()
    communities: tuple[str, ...] = ()
    freed: Decimal = Decimal(0)
    duties: tuple[str, ...] = ()
    leave: Leave | None = None
    champion: Champion | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody as the champion they would be: active, on the shifts recorded for them, not yet trained."""

    person_id: int
    name: str
    group: str
    site: str
    shifts: tuple[str, ...]
    is_clinical: bool
    trained: bool | None = None
    is_active: bool = True


def fits(one: Candidate, gap: Gap) -> bool:
    """Would this person as a champion be there where one is missing, and is not yet?"""
    if gap.group and not (one.group == gap.group and one.is_clinical):
        return False
    if (gap.site and one.site != gap.site) or (gap.shift and gap.shift not in one.shifts):
        return False
    now = one.champion
    if now is None or not now.is_active:
        return True
    return bool(gap.shift) and not (gap.shift in now.shifts and gap.site in ("", now.site))


def why(one: Candidate) -> tuple[str, ...]:
    """What speaks for asking this person, in short sentences."""
    said = [f"{skill.name}: {_level(skill)}" for skill in one.skills]
    said += [f"In the {name}" if "ommunity" in name else f"In the community {name}" for name in one.communities]
    if one.freed:
        said.append(f"Has {one.freed.normalize():f} WTE kept free")
    if one.champion is not None and one.champion.is_active:
        said.append(f"A champion already, on {', '.join(one.champion.shifts).lower()}")
    return tuple(said)


def _level(skill: Skill) -> str:
    return f"{Level(skill.level).word.lower()}{'' if skill.is_confirmed else ', not confirmed'}"


def against(one: Candidate, on: date) -> tuple[str, ...]:
    """What stands against asking this person now, in short sentences."""
    said = []
    if one.leave is not None:
        until = f" until {one.leave.last_on:%d/%m/%Y}" if one.leave.last_on else ", with no last day recorded"
        said.append(f"On long leave{until}")
    if len(one.duties) >= MOST_DUTIES:
        said.append(f"Carries {len(one.duties)} duties already: {', '.join(one.duties)}")
    if one.ends is not None and one.ends - on <= LEAVES_SOON:
        said.append(f"Leaves after {one.ends - timedelta(days=1):%d/%m/%Y}")
    if one.champion is not None and not one.champion.is_active:
        said.append("Is recorded as a champion and not active for 90 days: ask whether to begin again")
    if not one.is_clinical:
        said.append("Brings no clinical viewpoint: would count as a bridge")
    return tuple(said)


def put_in_order(candidates: Iterable[Candidate], on: date) -> tuple[Candidate, ...]:
    """Those to ask first come first, by the rule that `RULE` says in words."""
    return tuple(
        sorted(
            candidates,
            key=lambda one: (
                bool(against(one, on)),
                not one.skills,
                not one.communities,
                not one.freed,
                one.name.casefold(),
                one.employee_number,
            ),
        )
    )


def with_joined(champions: Sequence[Covering], joining: Iterable[Candidate]) -> tuple[Covering, ...]:
    """The champions as they would be if these people were champions too, on the shifts recorded for them.

    Who is a champion already stays so on the shifts covered now.
    """
    return (*champions, *(_as_champion(one) for one in joining))


def _as_champion(one: Candidate) -> Joined:
    return Joined(one.person_id, one.name, one.group, one.site, one.shifts, one.is_clinical)
