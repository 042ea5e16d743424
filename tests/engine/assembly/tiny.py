"""Tiny trusts to assemble teams for: in words, and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from plait.engine.assembly.asks import Ask, Policy, asks_of, first_window, servable
from plait.engine.assembly.assembling import assemble, carry_on
from plait.engine.assembly.plan import Plan, Progress
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.competencies import Holding, Level
from plait.engine.offers import Offer
from plait.engine.people import Person
from plait.engine.services import Need, Service
from plait.engine.teams import Membership, Team
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint

ON = date(2026, 11, 2)
LONG_AGO = date(2025, 4, 1)
WINDOW = first_window(ON)
EXACT = Policy(gap=0)
SIZES = TeamSizes(3, 5)
OF = {"d": Viewpoint.DIGITAL, "c": Viewpoint.CLINICAL, "o": Viewpoint.OPERATIONAL}


def person(number: str, wte: str = "1", *, identity: str = "", ends: date | None = None) -> Person:
    """Somebody whose number begins with the letter of their viewpoint: d1, c1, o1."""
    return Person(
        number, f"Person {number}", "Group", OF[number[0]], "Medicine", Decimal(wte), LONG_AGO, ends, identity=identity
    )


def holding(number: str, competency: str = "Triage", level: int = 3) -> Holding:
    return Holding(number, competency, Level(level), LONG_AGO)


def need(
    competency: str = "Triage",
    *,
    people: int | None = None,
    wte: str | None = None,
    level: int = 3,
    priority: int = 3,
    service: str = "Discharge",
) -> Need:
    return Need(service, competency, level, people, Decimal(wte) if wte else None, priority, LONG_AGO)


def membership(
    number: str, team: str = "Discharge hub", wte: str = "0.2", *, starts: date = LONG_AGO, ends: date | None = None
) -> Membership:
    return Membership(team, number, Decimal(wte), starts, starts, ends)


def team(name: str = "Discharge hub", service: str = "Discharge", *, ends: date | None = None) -> Team:
    return Team(name, LONG_AGO, ends, service=service)


def offer(
    wte: str = "0.2",
    competency: str = "Triage",
    *,
    level: int = 3,
    community: str = "Nurses",
    team: str = "",
    service: str = "",
    starts: date = LONG_AGO,
    ends: date | None = None,
) -> Offer:
    """What the nurses' community offers, or a team does instead; with a service, what that has of it."""
    return Offer("" if team else community, team, competency, level, Decimal(wte), service, starts, ends)


def trust(
    people: Iterable[Person] = (),
    holdings: Iterable[Holding] = (),
    needs: Iterable[Need] = (),
    *,
    teams: Iterable[Team] = (),
    memberships: Iterable[Membership] = (),
    sizes: TeamSizes = SIZES,
) -> Trust:
    """A trust on 2 November 2026 with a live service for each that needs something."""
    needed = tuple(needs)
    services = tuple(Service(name, "live", LONG_AGO) for name in sorted({one.service for one in needed}))
    return Trust(
        "TST",
        "Test trust",
        ON,
        sizes,
        people=tuple(people),
        holdings=tuple(holdings),
        services=services,
        needs=needed,
        teams=tuple(teams),
        memberships=tuple(memberships),
        is_invented=True,
    )


def asked(told: Trust) -> tuple[Ask, ...]:
    return asks_of(told, servable(told), WINDOW)


def pool(told: Trust, policy: Policy = EXACT) -> tuple[Candidate, ...]:
    return pool_of(told, asked(told), policy)


def planned(told: Trust, policy: Policy = EXACT, *, progress: Progress = carry_on) -> Plan:
    asks = asked(told)
    return assemble(pool_of(told, asks, policy), asks, policy, progress=progress)


def three(*, wte: str = "1", level: int = 3) -> tuple[tuple[Person, ...], tuple[Holding, ...]]:
    """One of each viewpoint, who all hold triage."""
    numbers = ("d1", "c1", "o1")
    return tuple(person(one, wte) for one in numbers), tuple(holding(one, level=level) for one in numbers)


SKILLS = ("Safety", "Triage", "Writing")
SERVICES = ("Discharge", "Referrals")
ENDS = (date(2027, 3, 1), WINDOW.ends)


@st.composite
def people_of(draw: st.DrawFn) -> list[Person]:
    """One of each viewpoint first, since three are the least that make a team; some are one person's employments."""
    some = []
    for index in range(draw(st.sampled_from((3, 4, 5, 5, 2)))):
        letter = "dco"[index] if index < 3 else draw(st.sampled_from("dco"))
        wte = draw(st.sampled_from(("0.5", "0.4", "0.4", "0.35", "0.2", "0.1")))
        identity = draw(st.sampled_from(("", "", "", "", "Ann")))
        ends = draw(st.sampled_from((*[None] * 8, WINDOW.ends, date(2027, 3, 1))))
        some.append(person(f"{letter}{index}", wte, identity=identity, ends=ends))
    return some


@st.composite
def needs_of(draw: st.DrawFn, service: str) -> list[Need]:
    """One to three needs of a service, by people or by WTE."""
    made = []
    for skill in draw(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=3, unique=True)):
        by_people = draw(st.booleans())
        made.append(
            need(
                skill,
                people=draw(st.integers(1, 2)) if by_people else None,
                wte=None if by_people else draw(st.sampled_from(("0.25", "0.2", "0.4", "0.9"))),
                level=draw(st.sampled_from((2, 1, 3))),
                priority=draw(st.sampled_from((9, 3, 1))),
                service=service,
            )
        )
    return made


@st.composite
def memberships_of(draw: st.DrawFn, people: Sequence[Person], names: Sequence[str]) -> list[Membership]:
    """Some of the people are in some of the teams, for all or a part of the window, until their employment ends."""
    made = []
    for one in people:
        for name in names:
            if not draw(st.sampled_from((False, False, True))):
                continue
            wte = draw(st.sampled_from(("0.05", "0.1", "0.2")))
            starts = draw(st.sampled_from((*[LONG_AGO] * 5, date(2027, 2, 1))))
            ends = draw(st.sampled_from((*[None] * 5, date(2027, 1, 15))))
            ends = min((day for day in (ends, one.ends) if day), default=None)
            if ends is None or starts < ends:
                made.append(membership(one.employee_number, name, wte, starts=starts, ends=ends))
    return made


@st.composite
def trusts(draw: st.DrawFn) -> Trust:
    """Up to five employments, one or two services, each perhaps with a team that runs; and a team beside them."""
    people = draw(people_of())
    held = {
        one.employee_number: draw(st.dictionaries(st.sampled_from(SKILLS), st.sampled_from((3, 4, 2, 1)), min_size=2))
        for one in people
    }
    services = SERVICES[: draw(st.integers(1, 2))]
    teams = [team(f"{name} team", name) for name in services if draw(st.booleans())]
    teams += [team("Elsewhere", "")] if draw(st.booleans()) else []
    return trust(
        people,
        holdings_of(held),
        [one for name in services for one in draw(needs_of(name))],
        teams=teams,
        memberships=draw(memberships_of(people, [one.name for one in teams])),
        sizes=draw(st.sampled_from((TeamSizes(3, 5), TeamSizes(2, 4, 1), TeamSizes(4, 4, 3)))),
    )


def holdings_of(held: Mapping[str, Mapping[str, int]]) -> list[Holding]:
    return [holding(number, name, level) for number, skills in held.items() for name, level in skills.items()]


def with_one_more(told: Trust, letter: str) -> Trust:
    """The trust with somebody who can do everything half of the time."""
    more = person(f"{letter}9", "0.5")
    can = [holding(more.employee_number, skill, 4) for skill in SKILLS]
    return replace(told, people=(*told.people, more), holdings=(*told.holdings, *can))


@st.composite
def offers_of(draw: st.DrawFn) -> list[Offer]:
    """One or two offers, of which a service may have a part, for all or some of the window."""
    made = []
    for community, team in (("Nurses", ""), ("", "Elsewhere"))[: draw(st.integers(1, 2))]:
        skill, level = draw(st.sampled_from(SKILLS)), draw(st.sampled_from((3, 4, 2, 1)))
        wte, ends = draw(st.sampled_from(("0.2", "0.35", "0.1"))), draw(st.sampled_from((None, None, None, *ENDS)))
        made.append(offer(wte, skill, level=level, community=community, team=team, ends=ends))
        if draw(st.sampled_from((False, False, True))):
            to, much = draw(st.sampled_from((*SERVICES, "Other"))), draw(st.sampled_from(("0.1", "0.05")))
            starts = draw(st.sampled_from((LONG_AGO, LONG_AGO, date(2027, 2, 1))))
            made.append(offer(much, skill, level=level, community=community, team=team, service=to, starts=starts))
    return made
