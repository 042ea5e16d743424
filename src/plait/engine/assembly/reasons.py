"""Reasons: why each member is proposed, what is not covered, and why a service gets no team."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from plait.engine.assembly.asks import Ask, Wanted
from plait.engine.assembly.part_time import Served, served_of
from plait.engine.assembly.plan import Gap, Member
from plait.engine.assembly.pool import Candidate
from plait.engine.competencies import Level
from plait.engine.viewpoints import Viewpoint

NOTHING = Decimal(0)
NOT_FREE = "less than 0.2 WTE all through, or two teams already"


def explain(ask: Ask, members: Sequence[Member], pool: Sequence[Candidate]) -> tuple[Member, ...]:
    """The members, each with a short reason that speaks of needs and time, never of worth."""
    free = _free_for(ask, pool)
    return tuple(
        replace(one, reason=_reason(one, ask, members, free) if one.is_new else "In the team today") for one in members
    )


def _free_for(ask: Ask, pool: Iterable[Candidate]) -> list[Candidate]:
    return [one for one in pool if one.may_join(ask) and _serves(one, ask)]


def _serves(one: Candidate, ask: Ask) -> int:
    return sum(1 for need in ask.needs if one.holds(need.competency, need.level))


def _reason(member: Member, ask: Ask, members: Sequence[Member], free: Sequence[Candidate]) -> str:
    if any(pin.employee_number == member.employee_number for pin in ask.pins):
        return "You asked for them to lead it" if ask.lead == member.employee_number else "You asked for them"
    needs = {need.competency: need for need in ask.needs}
    counts = [(_people(one for one in free if one.holds(name, needs[name].level)), name) for name in member.serves]
    alone = [name for count, name in counts if count == 1]
    if alone:
        return f"The only one free who holds {_held(needs[alone[0]])}"
    if _people(one for one in free if one.viewpoint == member.viewpoint) == 1:
        return f"The only {member.viewpoint.value} person free who fits"
    if not counts:
        return _reason_without_needs(member, ask, members)
    serves = len(member.serves)
    if serves > 1 and serves >= max(_serves(one, ask) for one in free):
        return f"Covers {serves} needs; nobody else free covers more"
    count, name = min(counts)
    return f"One of {count} free who hold {_held(needs[name])}"


def _reason_without_needs(member: Member, ask: Ask, members: Sequence[Member]) -> str:
    if sum(1 for one in members if one.viewpoint == member.viewpoint) == 1:
        return f"Brings the {member.viewpoint.value} viewpoint"
    return f"Makes up the {ask.least} people a team needs"


def _people(some: Iterable[Candidate]) -> int:
    """How many people they are; somebody with two employments is one."""
    return len({one.identity for one in some})


def _held(need: Wanted) -> str:
    return f"{need.competency} at {Level(need.level).word}"


def gaps_of(
    ask: Ask, members: Sequence[Member], pool: Sequence[Candidate], asks: int, served: Sequence[Served] = ()
) -> tuple[int, tuple[Gap, ...], str]:
    """How many needs are covered in full, the others with what is missing of each, and why nobody joins.

    `asks` is how many asks the plan answers, since people may serve more in another one; `served` what needs have from
    outside the team.
    """
    gaps = []
    is_refused = not any(one.is_new for one in members)
    for need in ask.needs:
        people, wte = missing(need, members, served)
        if people or wte:
            nearly = tuple(one.employee_number for one in pool if one.levels.get(need.competency) == need.level - 1)
            reason = _why_short(need, ask, members, pool, asks)
            gaps.append(Gap(need.competency, need.level, people, wte, need.priority, nearly, reason))
    refusal = _refusal(ask, gaps, pool, asks) if gaps and is_refused else ""
    return len(ask.needs) - len(gaps), tuple(gaps), refusal


def missing(need: Wanted, members: Iterable[Member], served: Iterable[Served] = ()) -> tuple[int, Decimal]:
    """People, and WTE, by which the members, and whoever serves it from outside, fall short of a need."""
    if need.people is not None:
        return max(0, need.people - sum(1 for one in members if need.competency in one.serves)), NOTHING
    given = sum((one.tenths for m in members for one in m.shares if one.competency == need.competency), NOTHING)
    given += served_of(served, need.competency)
    return 0, max(NOTHING, need.amount - given) / 10


def _why_short(need: Wanted, ask: Ask, members: Sequence[Member], pool: Sequence[Candidate], asks: int) -> str:
    holders = [one for one in pool if one.holds(need.competency, need.level)]
    inside = {one.employee_number for one in members}
    outside = [one for one in holders if one.employee_number not in inside]
    if not holders:
        return "Nobody who can be asked for the whole time holds it at this level"
    if not outside:
        return f"All who hold it are in the team already: {_people(holders)}"
    if not any(one.may_join(ask) for one in outside):
        return f"{_people(holders)} could do it; nobody more is free: {NOT_FREE}"
    if len(members) >= ask.most:
        # A running team may be told to stop short of its largest size: it grows by no more than the add-a-team rule.
        return f"The team is full at {ask.most}" if ask.is_new else f"{ask.most} people is the most it may have now"
    if not any(one.is_new for one in members):
        return "Somebody free holds it, but nobody joins this team"
    if asks > 1:
        return "Whoever holds it and is free serves more elsewhere in this plan"
    return "Somebody free holds it, and would add too little"


def _refusal(ask: Ask, gaps: Sequence[Gap], pool: Sequence[Candidate], asks: int) -> str:
    free = _free_for(ask, pool)
    absent = _absent(ask, free)
    if not free:
        return f"Nobody who holds what it needs is free: {NOT_FREE}."
    if len(ask.seats) >= ask.most:
        return f"The team is full: {ask.most} is the most it may have now. To do more, build a second team."
    if not any(one.holds(gap.competency, gap.level) for gap in gaps for one in free):
        return "Nobody who is free holds what it still lacks."
    if absent:
        return (
            f"Nobody {' or '.join(absent)} who is free holds anything it needs. "
            "A team needs all three viewpoints: say what else it needs."
        )
    if len(ask.seats) + _people(free) < ask.least:
        return f"A team needs {ask.least} people: {len(ask.seats)} are in it, and {_people(free)} could join."
    if asks > 1:
        return "Whoever holds what it needs and is free serves more in the other teams of this plan."
    return "Those free who hold what it needs do not make up a whole team."


def _absent(ask: Ask, free: Iterable[Candidate]) -> list[str]:
    there = {seat.viewpoint for seat in ask.seats} | {one.viewpoint for one in free}
    return [viewpoint.value for viewpoint in Viewpoint if viewpoint not in there]
