"""The scorer of second teams: checks a proposal against the trust by itself, knowing nothing of how it was found."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from plait.engine.assembly.second_team import Another, How, Place, Way
from plait.engine.assembly.served_scorer import Needing, faults_of_help
from plait.engine.people import Person
from plait.engine.services import Need
from plait.engine.teams import Membership
from plait.engine.trust import Trust, holds
from plait.engine.viewpoints import Viewpoint

LEAST_WTE = Decimal("0.2")
MOST_TEAMS = 2


def check_another(made: Another, trust: Trust) -> tuple[str, ...]:
    """Every rule that a proposed second team breaks, in words; empty where it keeps them all."""
    people = {person.employee_number: person for person in trust.people}
    faults = [*_faults_of_today(made, trust, people)]
    for places in (made.first, made.second):
        who = [_who(one.employee_number, people) for one in places]
        faults += [f"{one} stands twice in one team" for one in sorted({*who}) if who.count(one) > 1]
    faults += _faults_of_newcomers(made, trust, people)
    levels = {need.competency: need.level for need in _needs(made, trust) if need.people is None}
    faults += faults_of_help(made.served, Needing(made.parent.service, levels, made.window), trust)
    if made.way is Way.HALVES:
        faults += _faults_of_halves(made, trust, people)
    return tuple(faults)


def _faults_of_today(made: Another, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    """Is everybody of the team placed with the time they have in it, and nobody moved whom nothing calls for?"""
    starts, times = made.window.starts, dict[str, Decimal]()
    for one in trust.memberships:
        person = people.get(one.employee_number)
        if one.team == made.parent.name and holds(one, starts) and person is not None and holds(person, starts):
            who = _who(one.employee_number, people)
            times[who] = times.get(who, Decimal(0)) + one.wte
    placed = dict[str, Decimal]()
    for place in (*made.first, *made.second):
        if place.how is not How.JOINS:
            who = _who(place.employee_number, people)
            placed[who] = placed.get(who, Decimal(0)) + place.wte
    yield from (
        f"{who} has {times.get(who, 0)} WTE in {made.parent.name}, not {placed.get(who, 0)}"
        for who in sorted({*times, *placed})
        if times.get(who) != placed.get(who)
    )
    if made.way is Way.BESIDE:
        yield from (f"{one.employee_number} is moved, and {made.parent.name} was to stay" for one in _moved(made))


def _moved(made: Another) -> Iterator[Place]:
    yield from (one for one in made.first if one.how is not How.STAYS)
    yield from (one for one in made.second if one.how is not How.JOINS)


def _faults_of_newcomers(made: Another, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    window = made.window
    for place in (*made.first, *made.second):
        person = people.get(place.employee_number)
        if place.how is not How.JOINS:
            continue
        if person is None or person.starts > window.starts or (person.ends and person.ends < window.ends):
            yield f"{place.employee_number} is not employed all through"
        else:
            yield from _faults_of_newcomer(place, person, made, trust)


def _faults_of_newcomer(place: Place, person: Person, made: Another, trust: Trust) -> Iterator[str]:
    window, number, who = made.window, place.employee_number, person.identity or person.employee_number
    posts = {one.employee_number for one in trust.people if (one.identity or one.employee_number) == who}
    stays = [one for one in trust.memberships if one.employee_number in posts]
    teams = {one.team for one in stays if one.starts < window.ends and (one.ends is None or one.ends > window.starts)}
    if len(teams) >= MOST_TEAMS or made.parent.name in teams:
        yield f"{number} is in {' and '.join(sorted(teams))} already"
    if place.wte < LEAST_WTE:
        yield f"{number} joins for less than {LEAST_WTE} WTE"
    if not any(_level({number}, name, trust, window.starts) >= level for name, level in _needed(made, trust).items()):
        yield f"{number} holds nothing that {made.parent.service} needs"
    own = [one for one in stays if one.employee_number == number]
    if _busiest(own, window.starts, window.ends) + place.wte > person.wte:
        yield f"{number} is asked for more than their {person.wte} WTE"


def _faults_of_halves(made: Another, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    starts, sizes = made.window.starts, trust.sizes
    small = min(sizes.start_least, sizes.least)
    is_young = (starts - made.parent.starts).days < sizes.start_days
    for name, places, least in (
        (made.parent.name, made.first, small if is_young else sizes.least),
        (made.name, made.second, small),
    ):
        if not least <= len(places) <= sizes.most:
            yield f"{name}: {len(places)} people, and it may have {least} to {sizes.most}"
        there = {one.viewpoint for one in places}
        yield from (f"{name}: nobody {viewpoint}" for viewpoint in Viewpoint if viewpoint not in there)
    yield from _faults_of_needs(made, trust, people)
    for one in made.second:
        if one.how is How.SHARES:
            yield from _faults_of_sharing(one, made, trust, people)


def _faults_of_needs(made: Another, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    """What somebody of the team holds today, somebody in each of the two has to hold, or one is served from outside."""
    posts: dict[str, set[str]] = {}
    for number in people:
        posts.setdefault(_who(number, people), set()).add(number)
    everybody = (*made.first, *made.second)
    for need, least in sorted(_needed(made, trust).items()):
        able = {
            one.employee_number
            for one in everybody
            if _level(posts.get(_who(one.employee_number, people), set()), need, trust, made.window.starts) >= least
        }
        is_met = any(one.employee_number in able for one in everybody if one.how is not How.JOINS)
        without = [
            name
            for name, places in ((made.parent.name, made.first), (made.name, made.second))
            if is_met and not any(one.employee_number in able for one in places)
        ]
        is_served = any(one.competency == need for one in made.served)
        if len(without) > is_served:
            yield from (f"{name}: nobody holds {need}, which somebody of the team holds today" for name in without)


def _faults_of_sharing(shared: Place, made: Another, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    window, who = made.window, _who(shared.employee_number, people)
    rows = [one for one in trust.memberships if _who(one.employee_number, people) == who]
    there = {one.team for one in rows if one.starts < window.ends and (one.ends is None or one.ends > window.starts)}
    if there != {made.parent.name}:
        yield f"{shared.employee_number} would be in more than two teams"
    if any(one.wte < LEAST_WTE for one in (*made.first, *made.second) if one.employee_number == shared.employee_number):
        yield f"{shared.employee_number} would be in a team for less than {LEAST_WTE} WTE"


def _needed(made: Another, trust: Trust) -> dict[str, int]:
    """The competencies that the service needs within the window and their levels."""
    return {one.competency: one.level for one in _needs(made, trust)}


def _needs(made: Another, trust: Trust) -> list[Need]:
    """What the service needs within the window, of each competency the latest row."""
    rows = [one for one in trust.needs if one.service == made.parent.service and (one.people or one.wte)]
    window = made.window
    there = [one for one in rows if one.starts < window.ends and (one.ends is None or one.ends > window.starts)]
    return list({one.competency: one for one in sorted(there, key=lambda one: one.starts)}.values())


def _level(numbers: set[str], competency: str, trust: Trust, on: date) -> int:
    held = [one for one in trust.holdings if one.employee_number in numbers and one.competency == competency]
    return max((one.level for one in held if one.is_held(on)), default=0)


def _busiest(stays: Iterable[Membership], starts: date, ends: date) -> Decimal:
    """The most time that teams have of somebody in any month; where one team's time changes, the larger counts."""
    most, first, own = Decimal(0), starts, list(stays)
    while first < ends:
        after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
        times = dict[str, Decimal]()
        for one in own:
            if one.starts < after and (one.ends is None or one.ends > first):
                times[one.team] = max(times.get(one.team, Decimal(0)), one.wte)
        most, first = max(most, sum(times.values(), Decimal(0))), after
    return most


def _who(number: str, people: dict[str, Person]) -> str:
    person = people.get(number)
    return (person.identity if person else "") or number
