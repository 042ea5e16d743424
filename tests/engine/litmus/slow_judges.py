"""Questions a second time, slowly and obviously: each counts with plain loops and shares no code."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from plait.engine.communities import Community
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


def slow_communities(trust: Trust) -> Verdict:
    """By asking everybody of every family whether they practise it, and every community whether it serves them."""
    good = of = 0
    for person in trust.people:
        for family in {one.family for one in trust.competencies}:
            if _practises(trust, person.employee_number, family):
                of += 1
                good += any(_serves(one, person.employee_number, family, trust.on) for one in trust.communities)
    return _share(good, of)


def _practises(trust: Trust, number: str, family: str) -> bool:
    names = [one.name for one in trust.competencies if one.family == family]
    mine = [one for one in trust.holdings if one.employee_number == number and one.competency in names]
    return any(
        one.level in {3, 4} and one.since <= trust.on and not (one.ends and one.ends <= trust.on) for one in mine
    )


def _serves(one: Community, number: str, family: str, on: date) -> bool:
    if one.family.lower() != family.lower() or (one.ends and one.ends <= on):
        return False
    if not any(0 <= (on - met).days <= 60 for met in one.met_on):
        return False
    return not one.members or number in one.members or number == one.lead


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


def slow_parity(trust: Trust) -> Verdict:
    """By asking each of the 24 rights in turn."""
    if len({(one.right, one.subject) for one in trust.rights}) < 24:
        return Verdict.NOT_ENOUGH_EVIDENCE
    counts = {"finance": 0, "quality": 0, "digital": 0}
    for one in trust.rights:
        turned = one.since is not None and one.since > trust.on
        counts[one.subject] += one.has != turned
    least = min(counts["finance"], counts["quality"])
    return _share(min(counts["digital"], least), least)


def slow_advice(trust: Trust) -> Verdict:
    """By opening each meeting of the year, and each of its decisions."""
    good = of = 0
    for meeting in _published(trust):
        for one in trust.decisions:
            if one.meeting == meeting and one.is_technology:
                of += 1
                good += one.specialist is True or one.advice != ""
    return _share(good, of)


def slow_four(trust: Trust) -> Verdict:
    """By writing down everybody who did anything digital."""
    seen: list[str] = []
    rows = 0
    for meeting in _published(trust):
        digital = [one for one in trust.items if one.meeting == meeting and one.tag == "digital" and one.is_confirmed]
        for item in digital:
            rows += 1
            seen += item.authors
        for taken in trust.decisions:
            at_item = any(one.number == taken.item for one in digital)
            if taken.meeting == meeting and (taken.is_technology or at_item):
                rows += 1
                seen += [*taken.leads, *taken.challenged_by]
    more = [*_asked(trust), *_sponsors(trust)]
    rows, seen = rows + len(more), seen + more
    if not rows:
        return Verdict.NOT_ENOUGH_EVIDENCE
    four = ("Medical director", "Chief nurse", "Workforce director", "Chief operating officer")
    return Verdict.MET if all(one in seen for one in four) else Verdict.NOT_MET


def _asked(trust: Trust) -> list[str]:
    found = []
    for asked in trust.challenges:
        items = [one for one in trust.items if one.meeting == asked.meeting]
        at = [one.number for one in items if one.tag == "digital" and one.is_confirmed]
        decided = [
            one.name.lower()
            for one in trust.decisions
            if one.meeting == asked.meeting and (one.is_technology or one.item in at)
        ]
        if asked.meeting in _published(trust) and (asked.item in at or asked.decision.lower() in decided):
            found.append(asked.raised_by)
    return found


def _sponsors(trust: Trust) -> list[str]:
    since = trust.on - timedelta(days=365)
    held = [one for one in trust.sponsorships if one.ends is None or one.ends > since]
    return [one.office for one in held if one.starts <= trust.on]


def _published(trust: Trust) -> list[str]:
    year = [trust.on - timedelta(days=day) for day in range(365)]
    return [one.name for one in trust.meetings if one.status == "published" and one.held_on in year]


SLOW = {
    "teams-are-fused": slow_fused, "team-sizes": slow_sizes, "second-team-after-release": slow_order,
    "communities-of-practice": slow_communities, "digital-has-parity": slow_parity,
    "advice-before-decisions": slow_advice, "four-directors-take-part": slow_four,
}  # fmt: skip
