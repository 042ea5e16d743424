"""The page of leadership and accountability: who leads, with what, and who answers for which territory."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from plait.engine.accountability import Claim, Territory
from plait.engine.acting_up import answering, serving
from plait.engine.leadership import OTHER, Holder, LeadershipRole, vacant_since
from plait.engine.litmus.kit import Heading
from plait.engine.litmus.wording import day, listed
from plait.engine.people import Person
from plait.engine.trust import Trust, by_number, holds
from plait.pack.content import Content
from plait.pack.document import Section, Table
from plait.pack.litmus import questions_table

NO_ROLE = "No leadership role is recorded. Without them nobody can tell who leads."
NO_TERRITORY = "No territory is recorded. Without them nobody can tell who answers for what."


def leadership(content: Content) -> Section:
    """Each role with its holder and what it may spend, each territory with who claims it, and the questions."""
    whole, people = content.trust, by_number(content.trust.people)
    trust = replace(whole, holders=serving(whole), claims=answering(whole.claims, whole))
    roles = tuple(_role(one, trust, people) for one in trust.roles)
    territories = tuple(_territory(one, trust, people) for one in trust.territories)
    empty = sum(vacant_since(one, trust.holders, trust.on) is not None for one in trust.roles)
    shared = sum(row[2] != "One person" for row in territories)
    answer = (
        f"{empty} of {len(roles)} leadership roles {'is' if empty == 1 else 'are'} vacant; {shared} of "
        f"{len(territories)} territories {'has' if shared == 1 else 'have'} nobody or several people to answer."
        if roles or territories
        else f"{NO_ROLE} {NO_TERRITORY}"
    )
    heads = ("Role", "Kind", "Held by", "Seat", "Budget and limit")
    return Section(
        "leadership",
        "Leadership and accountability",
        answer,
        (
            Table("Who leads", heads, roles, NO_ROLE, (26, 12, 30, 14, 18)),
            Table("Who answers", ("Territory", "Claimed by", "Today"), territories, NO_TERRITORY, (36, 40, 24)),
            questions_table(content, Heading.LEADERSHIP),
        ),
        follows=True,
    )


def _role(role: LeadershipRole, trust: Trust, people: Mapping[str, Person]) -> tuple[str, ...]:
    held = [one for one in trust.holders if one.role == role.name and holds(one, trust.on)]
    since = vacant_since(role, trust.holders, trust.on)
    who = "; ".join(_holder(one, people) for one in held) if since is None else f"Vacant since {day(since)}"
    budget = "No budget recorded" if role.budget_pounds is None else f"£{role.budget_pounds:,.0f} a year"
    limit = "no limit recorded" if role.limit_pounds is None else f"limit £{role.limit_pounds:,.0f}"
    kind = "Other" if role.kind == OTHER else role.kind
    return role.name, kind, who, role.seat.capitalize() or "None recorded", f"{budget}, {limit}"


def _holder(holder: Holder, people: Mapping[str, Person]) -> str:
    person = people.get(holder.employee_number)
    return f"{person.name if person else 'Not in the people sheet'} ({holder.held_as}, {holder.wte} WTE)"


def _territory(territory: Territory, trust: Trust, people: Mapping[str, Person]) -> tuple[str, ...]:
    claims = [one for one in trust.claims if one.territory == territory.name and _counts(one, trust)]
    known = sorted(set(_names((one.employee_number for one in claims), people)))
    count = len({_identity(one.employee_number, people) for one in claims})
    today = "Nobody" if not count else "One person" if count == 1 else f"{count} people"
    return territory.name, listed(known) or "Nobody", today


def _counts(claim: Claim, trust: Trust) -> bool:
    return claim.overruled_on is None and holds(claim, trust.on)


def _names(numbers: Iterable[str], people: Mapping[str, Person]) -> Iterable[str]:
    return (people[number].name if number in people else "Not in the people sheet" for number in numbers)


def _identity(number: str, people: Mapping[str, Person]) -> str:
    return (people[number].identity if number in people else "") or number
