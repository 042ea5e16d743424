"""Reasons: why each member is proposed, what is not covered, and why a service gets no team."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from plait.engine.assembly.asks import Ask, Wanted
from plait.engine.assembly.plan import Gap, Member
from plait.engine.assembly.pool import Candidate
from plait.engine.competencies import Level
from plait.engine.viewpoints import Viewpoint

NOTHING = Decimal(0)
FEW = 5
"""So many or fewer who could do it are worth counting in a reason."""


def explain(ask: Ask, members: Sequence[Member], pool: Sequence[Candidate]) -> tuple[Member, ...]:
    """The members, each with a short reason that speaks of needs and time, never of worth."""
    free = _free_for(ask, pool)
    needs = {need.competency: need for need in ask.needs}
    return tuple(
        replace(one, reason=_reason(one, ask, needs, free) if one.is_new else "In the team today") for one in members
    )


def _free_for(ask: Ask, pool: Iterable[Candidate]) -> list[Candidate]:
    seated = {seat.employee_number for seat in ask.seats}
    return [one for one in pool if one.is_free and one.employee_number not in seated and _serves(one, ask)]


def _serves(one: Candidate, ask: Ask) -> int:
    return sum(1 for need in ask.needs if one.holds(need.competency, need.level))


def _reason(member: Member, ask: Ask, needs: dict[str, Wanted], free: Sequence[Candidate]) -> str:
    counts = [(sum(1 for one in free if one.holds(name, needs[name].level)), name) for name in member.serves]
    alone = [name for count, name in counts if count == 1]
    if alone:
        return f"The only one free who holds {_held(needs[alone[0]])}"
    fellows = [one for one in free if one.viewpoint == member.viewpoint]
    if len(fellows) == 1:
        return f"The only {member.viewpoint.value} person free who fits"
    serves = len(member.serves)
    if serves > 1 and serves >= max(_serves(one, ask) for one in free):
        return f"Covers {serves} needs; nobody else free covers more"
    if not counts:
        return f"Brings the {member.viewpoint.value} viewpoint"
    count, name = min(counts)
    return f"One of {count} free who hold {_held(needs[name])}"


def _held(need: Wanted) -> str:
    return f"{need.competency} at {Level(need.level).word}"


def gaps_of(
    ask: Ask, members: Sequence[Member], pool: Sequence[Candidate], asks: int
) -> tuple[int, tuple[Gap, ...], str]:
    """How many needs are covered in full, the others with what is missing of each, and why nobody joins.

    `asks` is how many asks the plan answers, since people may serve more in another one.
    """
    gaps = []
    is_refused = not any(one.is_new for one in members)
    for need in ask.needs:
        people, wte = missing(need, members)
        if people or wte:
            nearly = tuple(one.employee_number for one in pool if one.levels.get(need.competency) == need.level - 1)
            reason = _why_short(need, ask, members, pool)
            gaps.append(Gap(need.competency, need.level, people, wte, need.priority, nearly, reason))
    refusal = _refusal(ask, pool, asks) if gaps and is_refused else ""
    return len(ask.needs) - len(gaps), tuple(gaps), refusal


def missing(need: Wanted, members: Iterable[Member]) -> tuple[int, Decimal]:
    """People, and WTE, by which the members fall short of a need."""
    if need.people is not None:
        return max(0, need.people - sum(1 for one in members if need.competency in one.serves)), NOTHING
    given = sum((one.tenths for m in members for one in m.shares if one.competency == need.competency), NOTHING)
    return 0, max(NOTHING, need.amount - given) / 10


def _why_short(need: Wanted, ask: Ask, members: Sequence[Member], pool: Sequence[Candidate]) -> str:
    holders = [one for one in pool if one.holds(need.competency, need.level)]
    inside = {one.employee_number for one in members}
    outside = [one for one in holders if one.employee_number not in inside]
    if not holders:
        return "Nobody employed all through holds it at this level"
    if not any(one.is_free for one in outside):
        who = "hold" if len(holders) > 1 else "holds"
        return f"{len(holders)} {who} it; nobody more has 0.2 WTE free all through"
    if len(members) >= ask.most:
        return f"The team is full at {ask.most}"
    if not any(one.is_new for one in members):
        return "Somebody free holds it, but no team is possible"
    return "Whoever holds it and is free serves more elsewhere in this plan"


def _refusal(ask: Ask, pool: Sequence[Candidate], asks: int) -> str:
    free = _free_for(ask, pool)
    there = {seat.viewpoint for seat in ask.seats} | {one.viewpoint for one in free}
    absent = [viewpoint.value for viewpoint in Viewpoint if viewpoint not in there]
    if not free:
        return "Nobody who holds what it needs has 0.2 WTE free all through."
    if len(ask.seats) >= ask.most:
        return f"The team is full: {ask.most} is the most it may have now. To do more, build a second team."
    if absent:
        who = " or ".join(absent)
        return (
            f"Nobody {who} who is free holds anything it needs. "
            "A team needs all three viewpoints: say what else it needs."
        )
    if len(ask.seats) + len({one.identity for one in free}) < ask.least:
        return f"Only {len(free)} who hold what it needs are free, and a team needs {ask.least} people."
    if asks > 1:
        return "Whoever holds what it needs and is free serves more in the other teams of this plan."
    return "Whoever holds what it needs and is free would cover nothing more."
