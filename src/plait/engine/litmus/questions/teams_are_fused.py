"""Does every team bring digital, clinical and operational people together?"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from plait.engine.litmus.examples import Example, TeamSketch, sketch
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, listed, many
from plait.engine.people import Person
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, by_number, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint

CLAIM = Claim("team", "teams", "brings all 3 viewpoints", "bring all 3 viewpoints")
COLUMNS = ("Team", *(viewpoint.word for viewpoint in Viewpoint))


def judge(trust: Trust) -> Finding:
    """Counts the teams of the day with at least one member of each viewpoint."""
    members, people = members_on(trust), by_number(trust.people)
    teams = teams_on(trust)
    if not teams:
        nothing = f"{CANNOT_TELL} No team is running."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A team on the Teams sheet.")
    strands = {team.name: _strands(members.get(team.name, ()), people) for team in teams}
    lacking = {name: [view for view in Viewpoint if not counts[view]] for name, counts in strands.items()}
    failing = {name: views for name, views in lacking.items() if views}
    good = len(teams) - len(failing)
    rows = [_row(team, strands[team.name], members.get(team.name, ())) for team in teams]
    return Finding(
        verdict_of_share(good, len(teams), at_least=TEST.limit_of(trust)),
        f"{CLAIM.counted(good, len(teams))}.{_named(failing)}",
        COLUMNS,
        tuple(sorted(rows, key=lambda row: not row.is_highlighted)),
        _would_count(failing),
    )


def _strands(members: tuple[Membership, ...], people: Mapping[str, Person]) -> Counter[Viewpoint]:
    return Counter(viewpoint_of(member, people) for member in members)


def _row(team: Team, strands: Counter[Viewpoint], members: tuple[Membership, ...]) -> EvidenceRow:
    return EvidenceRow(
        team.name,
        tuple(str(strands[viewpoint]) for viewpoint in Viewpoint),
        is_highlighted=len(strands) < len(Viewpoint),
        origin=team.origin,
        people=tuple(member.employee_number for member in members),
    )


def _named(failing: Mapping[str, list[Viewpoint]]) -> str:
    names = sorted(failing, key=str.casefold)
    if len(names) == 1:
        return f" {names[0]} has no {_missing(failing[names[0]])}."
    return f" {listed(names)} do not." if len(names) == 2 else ""


def _missing(views: list[Viewpoint]) -> str:
    return "members" if len(views) == len(Viewpoint) else f"{listed(views, joined_by='or')} member"


def _would_count(failing: Mapping[str, list[Viewpoint]]) -> str:
    if not failing:
        return "A team that loses its last member of a viewpoint."
    wanted = Counter(view for views in failing.values() for view in views)
    parts = [f"{view} in {many(wanted[view], 'team', 'teams')}" for view in Viewpoint if wanted[view]]
    return f"Members with the viewpoint that is missing: {listed(parts)}."


TEST = Litmus(
    slug="teams-are-fused",
    heading=Heading.NEW_SERVICES,
    question="Does every team bring digital, clinical and operational people together?",
    ask="Which of our teams decides without a clinician, or without anybody who runs the service?",
    indicator="Teams with at least 1 digital, 1 clinical and 1 operational member today, divided by all teams today. "
    "A member brings the viewpoint stated for the team, or that of their staff group. Nobody counts twice in a team.",
    source="NHS Providers, Leading digital teams; NHS service standard, point 6",
    threshold=Threshold(Measure.SHARE, Decimal(100), "teams"),
    feeds=("people", "teams", "memberships"),
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Two teams, each with all three viewpoints.",
            sketch(TeamSketch("Discharge hub", "DDCCO"), TeamSketch("Virtual ward", "DDCCCOO")),
            Verdict.MET,
            "Both teams bring all 3 viewpoints.",
        ),
        Example(
            "Three of four teams are fused, which is 75%; one has no clinical member.",
            sketch(
                TeamSketch("Discharge hub", "DDDOO"),
                TeamSketch("Medicines", "DDCCO"),
                TeamSketch("Urgent calls", "DCCOO"),
                TeamSketch("Virtual ward", "DDCCCOO"),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 teams bring all 3 viewpoints. Discharge hub has no clinical member.",
        ),
        Example(
            "Two of three teams lack a viewpoint.",
            sketch(
                TeamSketch("Discharge hub", "DDDOO"),
                TeamSketch("Theatre lists", "DDDDD"),
                TeamSketch("Virtual ward", "DDCCCOO"),
            ),
            Verdict.NOT_MET,
            "1 of 3 teams brings all 3 viewpoints. Discharge hub and Theatre lists do not.",
        ),
        Example(
            "People and teams were sent, but not who is in which team.",
            sketch(TeamSketch("Discharge hub", "DDCCO"), sheets=("people", "teams")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Members sheet has not been sent.",
        ),
    ),
)
