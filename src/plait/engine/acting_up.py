"""Acting up and leave: who acts in another role, or is on leave, leaves their own open unless somebody covers it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from plait.engine.accountability import Claim
from plait.engine.deputies import Deputy
from plait.engine.leadership import Holder
from plait.engine.long_leave import LongLeave, on_leave
from plait.engine.trust import Trust, by_number, holding_on

DEPUTY = "deputy"
"""How somebody holds a role whose holder acts up."""
SUBSTANTIVE = "substantive"
Leaves = Mapping[str, LongLeave]
"""Who is on leave on a day, by employee number."""


@dataclass(frozen=True, slots=True)
class Away:
    """A role whose holder is away since a day: who covers it on the day looked at, by employee number.

    `acting_as` is the role in which the holder acts up, empty where they do not; `leave` the one they are on.
    """

    held: Holder
    acting_as: str
    since: date
    covered_by: tuple[str, ...] = ()
    leave: LongLeave | None = None


def away(trust: Trust) -> tuple[Away, ...]:
    """The roles that somebody leaves open on the day of the trust by acting up or by leave, by role and holder.

    Who is on leave leaves every role they hold, from the first day of the leave.
    Somebody acts up where they hold one role as acting or interim and another for good, and all together take more
    time than they are employed for: who has the time for both leaves neither. It counts from the first such day.
    """
    people = by_number(trust.people)
    now = sorted(holding_on(trust.holders, trust.on), key=lambda one: (one.employee_number, one.role))
    found: list[Away] = []
    for number, each in groupby(now, key=lambda one: one.employee_number):
        held = tuple(each)
        acting = sorted((one for one in held if one.held_as != SUBSTANTIVE), key=lambda one: (one.starts, one.role))
        if acting and number in people and sum((one.wte for one in held), Decimal(0)) > people[number].wte:
            own = (one for one in held if one.held_as == SUBSTANTIVE)
            found += [Away(one, acting[0].role, max(one.starts, acting[0].starts)) for one in own]
    leaves = on_leave(trust.leave, trust.on)
    found = _with_leave(found, (one for one in now if one.employee_number in people), leaves)
    covered = (replace(one, covered_by=_covering(one, trust, leaves)) for one in found)
    return tuple(sorted(covered, key=lambda one: (one.held.role, one.held.employee_number)))


def _with_leave(found: Iterable[Away], now: Iterable[Holder], leaves: Leaves) -> list[Away]:
    by_holder = {id(one.held): one for one in found}
    for held in now:
        if leave := leaves.get(held.employee_number):
            since = max(held.starts, leave.first_on)
            acts = by_holder.get(id(held), Away(held, "", since))
            by_holder[id(held)] = replace(acts, since=min(acts.since, since), leave=leave)
    return list(by_holder.values())


def _covering(gone: Away, trust: Trust, leaves: Leaves) -> tuple[str, ...]:
    """The deputies of that day, and for somebody on leave whoever holds the role in the meantime; none on leave."""
    there = {one.employee_number for one in holding_on(trust.deputies, trust.on) if _stands_in(one, gone)}
    if gone.leave:
        there |= {one.employee_number for one in holding_on(trust.holders, trust.on) if _meanwhile(one, gone)}
    return tuple(sorted(there - leaves.keys()))


def _meanwhile(other: Holder, gone: Away) -> bool:
    return other.role == gone.held.role and other.held_as != SUBSTANTIVE


def _stands_in(deputy: Deputy, gone: Away) -> bool:
    return deputy.role == gone.held.role and deputy.employee_number != gone.held.employee_number


def serving(trust: Trust) -> tuple[Holder, ...]:
    """Who fills each role: the holders, those who are away only until they were, and from then on their deputies."""
    leaves = on_leave(trust.leave, trust.on)
    gone = {id(one.held): one for one in away(trust)}
    kept = (replace(one, ends=gone[id(one)].since) if id(one) in gone else one for one in trust.holders)
    stand_ins = (
        Holder(of.role, of.employee_number, DEPUTY, one.held.wte, max(of.starts, one.since), of.ends, of.origin)
        for one in gone.values()
        for of in trust.deputies
        if _stands_in(of, one) and of.employee_number not in leaves and (of.ends is None or of.ends > one.since)
    )
    return (*kept, *stand_ins)


def answering(claims: Iterable[Claim], trust: Trust) -> tuple[Claim, ...]:
    """The claims, those of somebody who acts up or is on leave with nobody to cover only until that day.

    What they claim from that day on stays theirs, and so does everything while a deputy covers their role.
    """
    gone: dict[str, date] = {}
    for one in away(trust):
        if not one.covered_by:
            number = one.held.employee_number
            gone[number] = min(gone.get(number, one.since), one.since)
    return tuple(replace(one, ends=end_by(gone.get(one.employee_number), one.starts, one.ends)) for one in claims)


def end_by(day: date | None, starts: date, ends: date | None) -> date | None:
    """The end of a claim that counts only until `day`, where that is given and within the claim."""
    if day is None or starts >= day or (ends is not None and ends <= day):
        return ends
    return day
