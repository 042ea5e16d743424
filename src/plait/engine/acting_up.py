"""Acting up: whoever acts in another role leaves their own open from that very day, unless a deputy covers it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from plait.engine.accountability import Claim
from plait.engine.deputies import Deputy
from plait.engine.leadership import Holder
from plait.engine.trust import Trust, by_number, holding_on

DEPUTY = "deputy"
"""How somebody holds a role whose holder acts up."""
SUBSTANTIVE = "substantive"


@dataclass(frozen=True, slots=True)
class Away:
    """A role whose holder acts up in another since a day, and by employee number who covers it on the day looked at."""

    held: Holder
    acting_as: str
    since: date
    covered_by: tuple[str, ...] = ()


def away(trust: Trust) -> tuple[Away, ...]:
    """The roles that somebody leaves open on the day of the trust by acting up, by role and holder.

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
    covered = (replace(one, covered_by=_covering(one, trust)) for one in found)
    return tuple(sorted(covered, key=lambda one: (one.held.role, one.held.employee_number)))


def _covering(gone: Away, trust: Trust) -> tuple[str, ...]:
    return tuple(sorted(one.employee_number for one in holding_on(trust.deputies, trust.on) if _stands_in(one, gone)))


def _stands_in(deputy: Deputy, gone: Away) -> bool:
    return deputy.role == gone.held.role and deputy.employee_number != gone.held.employee_number


def serving(trust: Trust) -> tuple[Holder, ...]:
    """Who fills each role: the holders, those who act up only until they did, and from then on their deputies."""
    gone = {id(one.held): one for one in away(trust)}
    kept = (replace(one, ends=gone[id(one)].since) if id(one) in gone else one for one in trust.holders)
    stand_ins = (
        Holder(of.role, of.employee_number, DEPUTY, one.held.wte, max(of.starts, one.since), of.ends, of.origin)
        for one in gone.values()
        for of in trust.deputies
        if _stands_in(of, one) and (of.ends is None or of.ends > one.since)
    )
    return (*kept, *stand_ins)


def answering(claims: Iterable[Claim], trust: Trust) -> tuple[Claim, ...]:
    """The claims, those of somebody who acts up without a deputy only until that day.

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
