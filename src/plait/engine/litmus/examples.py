"""Worked examples of the questions: small invented trusts, drawn in a line for each team or leadership role."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from plait.engine.accountability import Claim, Territory
from plait.engine.champions import Champion
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.leadership import AT_THE_TOP, KINDS, Holder, LeadershipRole
from plait.engine.litmus.verdicts import Verdict
from plait.engine.long_leave import LongLeave
from plait.engine.people import Person
from plait.engine.services import Need, Service
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

ON = date(2026, 11, 2)
BEGAN = date(2020, 1, 1)
STRANDS = {"D": Viewpoint.DIGITAL, "C": Viewpoint.CLINICAL, "O": Viewpoint.OPERATIONAL}
GROUPS = {
    Viewpoint.DIGITAL: "Digital, data and technology",
    Viewpoint.CLINICAL: "Nurses & health visitors",
    Viewpoint.OPERATIONAL: "Managers",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A small trust, the verdict its rows lead to, and the sentence that says so."""

    story: str
    trust: Trust
    verdict: Verdict
    sentence: str


@dataclass(frozen=True, slots=True)
class TeamSketch:
    """A team in one line: each letter of `strands` is a member, D digital, C clinical, O operational.

    `newcomers` joined 30 days ago, everyone else with the team. `leavers` no longer work for the trust, though
    nobody closed their membership. `age_days` says when the team began, `released` on which ages of the team, in
    days, it put something in front of people. Its work stops without each of the teams that it `waits_for`.
    """

    name: str
    strands: str = "DDCCO"
    newcomers: str = ""
    leavers: int = 0
    age_days: int = 400
    parent: str = ""
    released: tuple[int, ...] = ()
    waits_for: tuple[str, ...] = ()


SHEETS = ("people", "teams", "memberships", "releases", "dependencies")


def sketch(*teams: TeamSketch, sheets: Iterable[str] = SHEETS) -> Trust:
    """An invented trust of these teams on 2 November 2026; `sheets` were all sent that day."""
    people: list[Person] = []
    memberships: list[Membership] = []
    for team in teams:
        for letter, joined in _seats(team):
            number = str(1001 + len(people))
            people.append(_person(number, STRANDS[letter]))
            memberships.append(_seat(team, number, joined))
        memberships += [_seat(team, f"9{len(people)}{left}", _began(team)) for left in range(team.leavers)]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(people),
        teams=tuple(Team(team.name, _began(team), parent=team.parent) for team in teams),
        memberships=tuple(memberships),
        releases=tuple(
            Release(team.name, _began(team) + timedelta(days=age), f"Release {number}")
            for team in teams
            for number, age in enumerate(team.released, 1)
        ),
        dependencies=tuple(
            Dependency(team.name, other, "Messages", hard=True, starts=_began(team))
            for team in teams
            for other in team.waits_for
        ),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


@dataclass(frozen=True, slots=True)
class FamilySketch:
    """A family of competencies in one line: how many practise it, and the community of practice it has.

    `members` of those who practise it are in the community, which last met `met_days_ago`; nothing for none.
    """

    family: str
    practitioners: int
    members: int = 0
    met_days_ago: int | None = None


PRACTICE_SHEETS = ("people", "holdings", "communities", "community members")


def sketch_practice(*families: FamilySketch, sheets: Iterable[str] = PRACTICE_SHEETS) -> Trust:
    """An invented trust in which people practise these families; `sheets` were all sent on its day."""
    numbers = [[f"{place}{n:02}" for n in range(one.practitioners)] for place, one in enumerate(families, 10)]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(_person(number, Viewpoint.DIGITAL) for family in numbers for number in family),
        competencies=tuple(_competency(one.family, one.family) for one in families),
        holdings=tuple(
            Holding(number, one.family, Level.PRACTITIONER, BEGAN)
            for one, family in zip(families, numbers, strict=True)
            for number in family
        ),
        communities=tuple(
            Community(
                f"{one.family} community",
                one.family,
                met_on=(ON - timedelta(days=one.met_days_ago),),
                members=frozenset(family[: one.members]),
            )
            for one, family in zip(families, numbers, strict=True)
            if one.met_days_ago is not None
        ),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


@dataclass(frozen=True, slots=True)
class NeedSketch:
    """A need in one line: so many people at practitioner for a service, and how many there are."""

    competency: str
    service: str
    people: int
    holders: int


NEED_SHEETS = ("people", "holdings", "services", "needs")


def sketch_needs(*needs: NeedSketch, sheets: Iterable[str] = NEED_SHEETS) -> Trust:
    """An invented trust whose live services have these needs; `sheets` were all sent on its day."""
    held = [(f"{place}{n:02}", one.competency) for place, one in enumerate(needs, 10) for n in range(one.holders)]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(_person(number, Viewpoint.DIGITAL) for number, _ in held),
        competencies=tuple(_competency(one.competency, "Family") for one in needs),
        holdings=tuple(Holding(number, competency, Level.PRACTITIONER, BEGAN) for number, competency in held),
        services=tuple(Service(name, "live", BEGAN) for name in sorted({one.service for one in needs})),
        needs=tuple(Need(one.service, one.competency, Level.PRACTITIONER, one.people, None, 9, BEGAN) for one in needs),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def _competency(name: str, family: str) -> Competency:
    return Competency(name, family, Viewpoint.DIGITAL, "", ("", "", "", ""), "")


def _seats(team: TeamSketch) -> list[tuple[str, date]]:
    late = ON - timedelta(days=30)
    return [(letter, _began(team)) for letter in team.strands] + [(letter, late) for letter in team.newcomers]


def _seat(team: TeamSketch, number: str, joined: date) -> Membership:
    return Membership(team.name, number, Decimal("0.5"), joined=joined, starts=joined)


def _began(team: TeamSketch) -> date:
    return ON - timedelta(days=team.age_days)


def sketch_layers(*layers: int) -> Trust:
    """An invented trust with a team for each figure: so many people on the line from its service to a director.

    With 0 the service has no owner. Person 1000 is the head, to whom the directors report.
    """
    people = [_person("1000", Viewpoint.OPERATIONAL)]
    for place, count in enumerate(layers, 1):
        numbers = ["1000", *(f"{place}{step:03}" for step in range(1, count + 1))]
        people += [
            replace(_person(number, Viewpoint.OPERATIONAL), manager=manager) for manager, number in pairwise(numbers)
        ]
    owners = [f"{place}{count:03}" if count else "" for place, count in enumerate(layers, 1)]
    names = [f"Team {place}" for place in range(1, len(layers) + 1)]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(people),
        services=tuple(Service(name, "live", BEGAN, owner=owner) for name, owner in zip(names, owners, strict=True)),
        teams=tuple(Team(name, BEGAN, service=name) for name in names),
        feeds=dict.fromkeys(("people", "services", "teams"), ON),
        is_invented=True,
    )


def _person(number: str, viewpoint: Viewpoint) -> Person:
    return Person(number, f"Person {number}", GROUPS[viewpoint], viewpoint, "Any", Decimal(1), BEGAN)


@dataclass(frozen=True, slots=True)
class RoleSketch:
    """A leadership role in one line, held for a year, or left by its last holder `vacant_days` ago.

    `has` is its protected WTE, team WTE, budget and limit, with a dash for what nobody said.
    """

    kind: str
    vacant_days: int | None = None
    held_as: str = "substantive"
    has: str = "0.6 4 250000 50000"
    reports_to: str = AT_THE_TOP


LEADERSHIP_SHEETS = ("people", "leadership roles", "role holders")


def sketch_roles(*roles: RoleSketch, sheets: Iterable[str] = LEADERSHIP_SHEETS) -> Trust:
    """An invented trust of these leadership roles on 2 November 2026; `sheets` were all sent that day."""
    made = [_role(role) for role in roles]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(_person(str(1001 + place), Viewpoint.CLINICAL) for place in range(len(roles))),
        roles=tuple(made),
        holders=tuple(
            Holder(
                of.name,
                str(1001 + place),
                role.held_as,
                Decimal("0.6"),
                ON - timedelta(days=365),
                None if role.vacant_days is None else ON - timedelta(days=role.vacant_days),
            )
            for place, (of, role) in enumerate(zip(made, roles, strict=True))
        ),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def _role(role: RoleSketch) -> LeadershipRole:
    protected, team, budget, limit = (None if figure == "-" else Decimal(figure) for figure in role.has.split())
    name = KINDS[role.kind].partition(" (")[0]
    began = ON - timedelta(days=1000)
    return LeadershipRole(
        name,
        role.kind,
        began,
        reports_to=role.reports_to,
        protected_wte=protected,
        team_wte=team,
        budget_pounds=budget,
        limit_pounds=limit,
    )


@dataclass(frozen=True, slots=True)
class TerritorySketch:
    """A territory in one line: each pair of `claims` is another person, who began and ended so many days ago.

    No end is known where nothing stands in its place. The territory began `began` days ago.
    """

    name: str
    claims: tuple[tuple[int, int | None], ...]
    began: int = 900


ACCOUNTABILITY_SHEETS = ("people", "territories", "accountability claims")


def sketch_accountability(*territories: TerritorySketch, sheets: Iterable[str] = ACCOUNTABILITY_SHEETS) -> Trust:
    """An invented trust of these territories on 2 November 2026; `sheets` were all sent that day."""
    claims = [(one.name, *days) for one in territories for days in one.claims]
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=tuple(_person(str(1001 + place), Viewpoint.OPERATIONAL) for place in range(len(claims))),
        territories=tuple(Territory(one.name, "other", _ago(one.began)) for one in territories),
        claims=tuple(
            Claim(name, str(1001 + place), "Job description", _ago(starts), None if ends is None else _ago(ends))
            for place, (name, starts, ends) in enumerate(claims)
        ),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )


def _ago(days: int) -> date:
    return ON - timedelta(days=days)


@dataclass(frozen=True, slots=True)
class ChampionSketch:
    """A champion of a profession in one line, active so many days ago; a clinician on the Main site unless said."""

    profession: str
    shifts: tuple[str, ...] = ("Days", "Evenings", "Nights", "Weekends")
    active_days_ago: int = 10
    trained: bool = True
    viewpoint: Viewpoint = Viewpoint.CLINICAL
    is_on_leave: bool = False


CHAMPION_SHEETS = ("people", "champions")


def sketch_champions(wte: int, *champions: ChampionSketch, sheets: Iterable[str] = CHAMPION_SHEETS) -> Trust:
    """An invented trust of so many whole-time equivalents with these champions; `sheets` were all sent on its day."""
    people = [
        replace(_person(str(1001 + place), one.viewpoint), profession=one.profession, site="Main")
        for place, one in enumerate(champions)
    ]
    others = replace(_person("9999", Viewpoint.OPERATIONAL), wte=Decimal(wte - len(people)))  # stands for many
    return Trust(
        "EXA",
        "Example trust",
        ON,
        people=(*people, others),
        champions=tuple(
            Champion(
                str(1001 + place), one.shifts, _ago(400), trained=one.trained, last_active_on=_ago(one.active_days_ago)
            )
            for place, one in enumerate(champions)
        ),
        leave=tuple(LongLeave(str(1001 + place), _ago(10)) for place, one in enumerate(champions) if one.is_on_leave),
        feeds=dict.fromkeys(sheets, ON),
        is_invented=True,
    )
