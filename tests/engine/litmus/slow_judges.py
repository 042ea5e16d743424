"""The three questions a second time, slowly and obviously: each counts with plain loops and shares no code."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from plait.engine.litmus.verdicts import Verdict
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust


def slow_fused(trust: Trust) -> Verdict:
    """By asking everybody for their last seat in every team, and what they bring to it."""
    good = 0
    for team in _running(trust):
        last = {}
        seats = [(one, seat) for one in trust.people for seat in _seats(trust, team.name, one.employee_number)]
        for person, seat in sorted(seats, key=lambda each: (each[1].starts, each[1].joined, each[0].employee_number)):
            last[person.identity] = seat.viewpoint or person.viewpoint
        good += len(set(last.values())) == 3
    return _share(good, len(_running(trust)))


def slow_sizes(trust: Trust) -> Verdict:
    """By counting heads, team by team."""
    good = 0
    for team in _running(trust):
        least = 3 if trust.on < team.starts + timedelta(days=90) else 5
        good += _heads(trust, team) in range(least, 10)
    return _share(good, len(_running(trust)))


def slow_order(trust: Trust) -> Verdict:
    """By walking the days back, one at a time."""
    seconds = [team for team in _running(trust) if team.parent]
    faults = [team for team in seconds if not _shown_before(trust, team)]
    faults += [team for team in _running(trust) if _heads(trust, team) > 9 or _grew(trust, team)]
    if faults:
        return Verdict.NOT_MET
    return Verdict.MET if seconds else Verdict.NOT_ENOUGH_EVIDENCE


def _shown_before(trust: Trust, second: Team) -> bool:
    shown = [one for one in trust.releases if one.team == second.parent and one.visible]
    return any(one.released_on < second.starts for one in shown)


def _grew(trust: Trust, team: Team) -> bool:
    for other in trust.teams:
        if other.parent == team.name and 0 <= (trust.on - other.starts).days < 90:
            return False
    day = trust.on
    for _ in range(90):
        if (day - team.starts).days > 90:
            day -= timedelta(days=1)
    if (day - team.starts).days < 90 or day == trust.on:
        return False
    known = {person.employee_number: person.identity for person in trust.people}
    there = {
        known.get(seat.employee_number, f"gone {seat.employee_number}")
        for seat in trust.memberships
        if seat.team == team.name and seat.starts <= day and (seat.ends is None or seat.ends > day)
    }
    return len(there) > 0 and _heads(trust, team) >= max(len(there), 5) + 2


def _running(trust: Trust) -> list[Team]:
    return [team for team in trust.teams if team.starts <= trust.on and (team.ends is None or team.ends > trust.on)]


def _heads(trust: Trust, team: Team) -> int:
    return len({one.identity for one in trust.people if _seats(trust, team.name, one.employee_number)})


def _seats(trust: Trust, team: str, number: str) -> list[Membership]:
    mine = [seat for seat in trust.memberships if (seat.team, seat.employee_number) == (team, number)]
    return [seat for seat in mine if seat.starts <= trust.on and (seat.ends is None or seat.ends > trust.on)]


def _share(good: int, of: int) -> Verdict:
    if not of:
        return Verdict.NOT_ENOUGH_EVIDENCE
    share = Fraction(good, of)
    return Verdict.MET if share == 1 else Verdict.PARTLY_MET if share >= Fraction(3, 4) else Verdict.NOT_MET


SLOW = {"teams-are-fused": slow_fused, "team-sizes": slow_sizes, "second-team-after-release": slow_order}
