"""Wishing: the asks as somebody wishes them, and wishes that can never be had, told before any search."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from plait.engine.assembly.asks import LEAST_TENTHS, Ask, Pin
from plait.engine.assembly.wishes import (
    MOST_WISHES,
    Apart,
    Budget,
    Lead,
    Must,
    Size,
    Together,
    Weight,
    Wish,
    Without,
    pairs_in,
    people_of,
)
from plait.engine.litmus.wording import day, listed
from plait.engine.people import Person
from plait.engine.services import PRIORITIES
from plait.engine.trust import Trust, by_number


def wished_asks(asks: Iterable[Ask], wishes: Sequence[Wish]) -> tuple[Ask, ...]:
    """The asks with the needs, sizes, leads and members that the wishes give them.

    Whoever is in the team today needs no wish to be in it.
    """
    return tuple(_wished_ask(ask, [one for one in wishes if one.service == ask.service]) for ask in asks)


def _wished_ask(ask: Ask, wishes: Sequence[Wish]) -> Ask:
    seated = {seat.employee_number for seat in ask.seats}
    pins: dict[str, Pin] = {}
    for one in wishes:
        if isinstance(one, Size):
            ask = replace(ask, least=one.least or ask.least, most=one.most or ask.most)
        elif isinstance(one, Weight):
            ask = _weighed(ask, one)
        elif isinstance(one, Budget):
            ask = replace(ask, limit=one.pence)
        elif isinstance(one, Lead):
            ask = replace(ask, lead=one.person)
        if isinstance(one, Must | Lead) and one.person not in seated:
            tenths = one.tenths if isinstance(one, Must) else None
            before = pins.get(one.person)
            pins[one.person] = Pin(one.person, tenths or (before.tenths if before else None))
    return replace(ask, pins=tuple(pins.values()))


def _weighed(ask: Ask, wish: Weight) -> Ask:
    needs = [replace(one, priority=wish.priority) if one.competency == wish.competency else one for one in ask.needs]
    return replace(ask, needs=tuple(one for one in needs if one.priority))


def wrong_wishes(trust: Trust, asks: Iterable[Ask], wishes: Sequence[Wish]) -> tuple[str, ...]:
    """What keeps single wishes from ever being had, in words with what to do; empty where each makes sense alone."""
    if len(wishes) > MOST_WISHES:
        return (f"{len(wishes):,} wishes are more than a plan can follow. Keep {MOST_WISHES} or fewer.",)
    by_service = {ask.service: ask for ask in asks}
    people = by_number(trust.people)
    names = {number: person.name for number, person in people.items()}
    known = {one.name for one in trust.competencies}
    faults: list[str] = []
    for one in wishes:
        faults += _wrong(one, by_service, names, known)
        if isinstance(one, Must | Lead) and one.person in people and one.service in by_service:
            faults += _leaving(people[one.person], by_service[one.service])
    if not faults:
        faults += [fault for one in pairs_in(wishes) for fault in _wrong_pair(one, by_service, people)]
    return tuple(dict.fromkeys([*faults, *contradictions(wishes, names)]))


def _leaving(person: Person, ask: Ask) -> Iterator[str]:
    """Somebody who leaves before the team ends: no plan can have them for the whole time."""
    if person.ends is not None and person.ends < ask.window.ends:
        last = f"{person.name}'s last day is {day(person.ends - timedelta(days=1))}"
        yield f"{last}, before the team of {ask.service} ends. Remove the wish, or ask for a shorter time."


def _wrong(one: Wish, asks: Mapping[str, Ask], people: Mapping[str, str], known: set[str]) -> Iterator[str]:
    ask = asks.get(one.service)
    if one.service and ask is None:
        yield f"{one.service} is not one of the services to staff. Choose it too, or remove the wish."
    elif strange := [number for number in people_of(one) if number not in people]:
        employed = f"Nobody with employee number {strange[0]} is employed here on the day the teams begin"
        yield f"{employed}. Remove the wish, or name somebody else."
    elif ask is not None:
        yield from _wrong_in(one, ask, people, known)


def _wrong_pair(one: Together | Apart, asks: Mapping[str, Ask], people: Mapping[str, Person]) -> Iterator[str]:
    """One person by two posts; two who are together today and are to be apart; somebody who leaves before the end."""
    who = {number: person.identity or number for number, person in people.items()}
    names = listed([people[number].name for number in (one.person, one.other)])
    if who[one.person] == who[one.other]:
        yield f"{names} are one person. Name two."
    elif isinstance(one, Together):
        some = next(iter(asks.values()))
        yield from (fault for number in (one.person, one.other) for fault in _leaving(people[number], some))
    else:
        both = {who[one.person], who[one.other]}
        seated = {
            ask.team: {who.get(seat.employee_number, seat.employee_number) for seat in ask.seats}
            for ask in asks.values()
        }
        there = [team for team, people_of_it in seated.items() if both <= people_of_it]
        yield from (
            f"{names} are both in {team} today. End the time of one on the page of the team first." for team in there
        )


def _wrong_in(one: Wish, ask: Ask, people: Mapping[str, str], known: set[str]) -> Iterator[str]:
    if isinstance(one, Must | Lead | Without):
        yield from _wrong_place(one, ask, people)
    elif isinstance(one, Size):
        yield from _wrong_size(one, ask)
    elif isinstance(one, Weight):
        yield from _wrong_weight(one, ask, known)
    elif isinstance(one, Budget) and one.pence <= 0:
        yield f"{ask.service}: a limit of nothing leaves no team. Write pounds, like 60,000."


def _wrong_place(one: Must | Lead | Without, ask: Ask, people: Mapping[str, str]) -> Iterator[str]:
    seat = next((each for each in ask.seats if each.employee_number == one.person), None)
    if isinstance(one, Without) and seat is not None:
        yield f"{people[one.person]} is in {ask.team} today. End their time there on the page of the team first."
    elif isinstance(one, Must) and one.tenths is not None:
        if not LEAST_TENTHS <= one.tenths <= 10:
            yield f"{people[one.person]} can be asked for 0.2 to 1 WTE. Write a number between."
        elif seat is not None and seat.wte * 10 != one.tenths:
            now = f"{people[one.person]} is in {ask.team} today for {seat.wte} WTE."
            yield f"{now} Change that on the page of the team."


def _wrong_size(one: Size, ask: Ask) -> Iterator[str]:
    least, most = one.least or one.most or 0, one.most or one.least or 0
    if least > most:
        limits = f"{least} people at least is more than {most} at most"
        yield f"{ask.service}: {limits}. Write the smaller number first."
    elif most > ask.most:
        yield f"{ask.service}: {ask.most} people is the most its team may have. Write {ask.most} or fewer."
    elif least < min(ask.least, ask.most) or (one.most and most < len(ask.seats)):
        fewest = max(min(ask.least, ask.most), len(ask.seats))
        yield f"{ask.service}: {fewest} people is the fewest its team may have. Write {fewest} or more."


def _wrong_weight(one: Weight, ask: Ask, known: set[str]) -> Iterator[str]:
    if one.priority not in {0, *PRIORITIES}:
        yield f"{one.competency} in {ask.service}: a need is Must, Should or Could, or left out."
    elif one.competency not in {need.competency for need in ask.needs}:
        is_known = one.competency in known
        what = (
            f"{ask.service} does not need {one.competency}."
            if is_known
            else f"No competency is called {one.competency}."
        )
        needs = "; ".join(need.competency for need in ask.needs)
        yield f"{what} It needs: {needs}."


def contradictions(wishes: Iterable[Wish], people: Mapping[str, str]) -> Iterator[str]:
    """Wishes that contradict each other in so many words; `people` are names by employee number."""
    different = tuple(dict.fromkeys(wishes))
    out = {(one.person, one.service) for one in different if isinstance(one, Without)}
    for one in different:
        if isinstance(one, Must | Lead) and {(one.person, one.service), (one.person, "")} & out:
            does = "lead" if isinstance(one, Lead) else "be in"
            name = people.get(one.person, one.person)
            yield f"{name} is to {does} {one.service} and to be done without. Remove one of the two wishes."
    said = Counter(
        what for one in different if not isinstance(one, Without | Together | Apart) for what in _about(one, people)
    )
    yield from _crossed(different)
    yield from (
        f"{times} wishes say different things of {what}. Keep one." for what, times in said.items() if times > 1
    )


def _crossed(wishes: Iterable[Wish]) -> Iterator[str]:
    """Two wishes of one team, no fewer than the one and no more than the other."""
    sizes = [one for one in wishes if isinstance(one, Size)]
    least = {one.service: one.least for one in sizes if one.least and not one.most}
    most = {one.service: one.most for one in sizes if one.most and not one.least}
    for service in sorted({*least} & {*most}):
        if least[service] > most[service]:
            limits = f"{least[service]} people at least is more than {most[service]} at most"
            yield f"{service}: {limits}. Change one of the two wishes."


def _about(one: Must | Lead | Weight | Size | Budget, people: Mapping[str, str]) -> tuple[str, ...]:
    """What a plan can follow one wish about, no more."""
    if isinstance(one, Must):
        return (f"{people.get(one.person, one.person)} in {one.service}",)
    if isinstance(one, Weight):
        return (f"{one.competency} in {one.service}",)
    if isinstance(one, Budget):
        return (f"what {one.service} may cost",)
    if isinstance(one, Lead):
        return (f"who leads {one.service}",)
    ends = {"fewest": one.least, "most": one.most}
    return tuple(f"the {end} people of {one.service}" for end, limit in ends.items() if limit)
