"""The words for a plan, the same on pages and from the command."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.part_time import Served
from plait.engine.assembly.plan import Gap, Member, Plan, ProposedTeam, Status
from plait.engine.assembly.wishes import Apart, Budget, Lead, Size, Together, Weight, Wish, Without
from plait.engine.competencies import Level
from plait.engine.funding.showing import short_pounds
from plait.engine.litmus.wording import day, listed, many
from plait.engine.offers import giver_words
from plait.engine.services import PRIORITIES

SMALL_GAP = 0.0005
"""A bound nearer than this is shown as the same figure."""


def percent(share: float) -> str:
    """A share with one digit, rounded down, so that nothing short of everything reads as 100 %."""
    return f"{int(share * 1000 + 1e-6) / 10:.1f}%"


def time_words(wte: Decimal) -> str:
    """WTE with one digit, or as many as it has."""
    plain = wte.normalize()
    return f"{plain:f}" if int(plain.as_tuple().exponent) < -1 else f"{plain:.1f}"


def answer_words(plan: Plan) -> str:
    """How many services can be staffed in full, and by how many needs the others fall short."""
    short = [team for team in plan.teams if not team.is_whole]
    if not short:
        return f"Every need of {many(len(plan.teams), 'service', 'services')} can be covered."
    whole, needs = len(plan.teams) - len(short), sum(len(team.gaps) for team in short)
    verb = "is" if len(short) == 1 else "are"
    named = short[0].ask.service if len(short) == 1 else f"{len(short)} services"
    first = f"{whole} of {many(len(plan.teams), 'service', 'services')} can be staffed in full."
    return f"{first} {named} {verb} short of {many(needs, 'need', 'needs')}."


def quality_words(plan: Plan) -> str:
    """How much of the need it covers, and what no other plan can pass."""
    lead = f"It covers {percent(plan.coverage.value)} of what the services need, counting urgent needs most."
    bound = percent(plan.coverage.bound)
    if plan.status is Status.STOPPED:
        return f"{lead} The search was stopped before its proof: no plan can cover more than {bound}."
    if plan.coverage.bound - plan.coverage.value < SMALL_GAP:
        return f"{lead} We proved that no other choice of people covers more."
    return f"{lead} We proved that no other choice of people can pass {bound}."


def team_words(team: ProposedTeam) -> str:
    """What is proposed for a service: a new team or the one that runs, from when, and how much it covers."""
    window, new = team.ask.window, [one for one in team.members if one.is_new]
    what = "A new team" if team.ask.is_new else f"{team.ask.team}, which runs today; its members stay"
    time = f", {time_words(sum((one.wte for one in new), Decimal(0)))} WTE more" if new else ""
    small = " It begins small, as a new team may." if team.is_small else ""
    covered = f"{team.covered} of {many(len(team.ask.needs), 'need', 'needs')} covered"
    return f"{what}. From {day(window.starts)} for {many(window.months, 'month', 'months')}. {covered}{time}.{small}"


def size_words(team: ProposedTeam) -> str:
    """How many people it has, and how many of them are new to a team that runs."""
    people = many(len(team.members), "person", "people")
    new = sum(1 for one in team.members if one.is_new)
    return people if team.ask.is_new or not new else f"{people}, {new} new"


def brings_words(member: Member, team: ProposedTeam) -> str:
    """The needs a member serves, each with the level asked for."""
    levels = {need.competency: need.level for need in team.ask.needs}
    return _held((name, levels[name]) for name in member.serves) or "Nothing this service asks for"


def _held(competencies: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{name}, {Level(level).word.lower()}" for name, level in competencies)


def gap_words(gap: Gap) -> tuple[str, str, str]:
    """What is missing, by how much, and how many hold it one level below."""
    short = many(gap.people, "person", "people") if gap.people else f"{time_words(gap.wte)} WTE"
    nearly = many(len(gap.nearly), "person", "people") if gap.nearly else "Nobody"
    return _held(((gap.competency, gap.level),)), short, nearly


def served_words(one: Served, team: ProposedTeam) -> str:
    """Which need is served from outside the team, by whom and with how much time."""
    levels = {need.competency: need.level for need in team.ask.needs}
    time = f"{time_words(Decimal(one.tenths) / 10)} WTE{'' if one.is_new else ' as today'}"
    need = _held([(one.competency, levels[one.competency])])
    return f"{need}: served by {giver_words(one.community, one.team)}, {time}"


def wish_words(wish: Wish, names: Mapping[str, str]) -> str:
    """What somebody wishes; `names` are those of people by employee number."""
    if isinstance(wish, Weight):
        counts = f"counts as {PRIORITIES[wish.priority]}" if wish.priority else "is left out"
        return f"{wish.competency} {counts} in {wish.service}"
    if isinstance(wish, Size):
        return f"{wish.service} has {_size_words(wish)}"
    if isinstance(wish, Budget):
        return f"{wish.service} costs {short_pounds(wish.pence)} at most"
    name = names.get(wish.person, wish.person)
    if isinstance(wish, Together | Apart):
        how = "in one team" if isinstance(wish, Together) else "in no team together"
        return f"{name} and {names.get(wish.other, wish.other)} are {how}"
    if isinstance(wish, Without):
        return f"Do without {name} in {wish.service or 'every team'}"
    if isinstance(wish, Lead):
        return f"{name} leads {wish.service}"
    return f"{name} is in {wish.service}{f' for {time_words(Decimal(wish.tenths) / 10)} WTE' if wish.tenths else ''}"


def _size_words(wish: Size) -> str:
    people = many(wish.most or wish.least or 0, "person", "people")
    if wish.least and wish.most:
        return people if wish.least == wish.most else f"{wish.least} to {people}"
    return f"at least {people}" if wish.least else f"at most {people}"


def conflict_words(conflict: Conflict, names: Mapping[str, str]) -> tuple[str, ...]:
    """What cannot be had and why, then the smallest changes that make the rest possible; one sentence each."""
    if conflict.faults:
        return conflict.faults
    told = [f"“{wish_words(one, names)}”" for one in conflict.wishes]
    if len(told) == 1:
        said = [f"This wish cannot be had: {told[0]}. {conflict.why}".strip()]
    else:
        said = [
            f"These {len(told)} wishes cannot be had together: {'; '.join(told)}. Without any one of them the rest can."
        ]
    dropped = listed([f"“{wish_words(one, names)}”" for one in conflict.drop])
    others = "all others can be had" if len(conflict.drop) > 1 else "all your other wishes can be had"
    said.append(f"Smallest change: drop {dropped}; then {others}.")
    said += [f"Or change one: “{wish_words(new, names)}”." for _, new in conflict.instead]
    return tuple(said)
