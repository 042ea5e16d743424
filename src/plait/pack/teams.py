"""The pages of teams, of what they wait for from each other, and of money as far as the record holds it."""

from collections import Counter

from plait.engine.litmus.kit import Heading
from plait.engine.litmus.wording import day, many
from plait.engine.teams import Team
from plait.engine.trust import by_number, members_on, teams_on, viewpoint_of
from plait.engine.viewpoints import Viewpoint
from plait.pack.content import Content
from plait.pack.document import Section, Table
from plait.pack.litmus import found_by, questions_table

NO_TEAM = "No team is recorded. Without teams nobody can tell who works together."
NO_TIE = "No dependency between teams is recorded."
SILOS = ("groups-work-together", "hard-dependencies", "change-share", "communities-of-practice")


def teams(content: Content) -> Section:
    """Every team of the day with its viewpoints and its last release; then what the two tests of teams check.

    What concerns silos alone stands with them.
    """
    trust = content.trust
    members, people = members_on(trust), by_number(trust.people)
    running = teams_on(trust)
    rows = []
    for team in running:
        seats = members.get(team.name, ())
        strands = Counter(viewpoint_of(one, people) for one in seats)
        counts = ", ".join(f"{strands[one]} {one.value}" for one in Viewpoint)
        rows.append((team.name, team.service or "None recorded", f"{len(seats)}: {counts}", _released(content, team)))
    heads = ("Team", "Service", "People by viewpoint", "Last release")
    table = Table("The teams of the day", heads, tuple(rows), NO_TEAM, (26, 26, 28, 20))
    answer = f"{many(len(running), 'team runs', 'teams run')} on {day(trust.on)}." if running else NO_TEAM
    checks = (
        questions_table(content, Heading.NEW_SERVICES),
        questions_table(content, Heading.OPERATING_MODEL, but=SILOS),
    )
    return Section("teams", "Teams and services", answer, (table, *checks))


def _released(content: Content, team: Team) -> str:
    days = [
        one.released_on
        for one in content.trust.releases
        if one.team == team.name and one.visible and one.released_on <= content.trust.on
    ]
    return day(max(days)) if days else "None yet"


def silos(content: Content) -> Section:
    """What teams wait for from each other, and the questions of silos."""
    rows = tuple(
        (one.team, one.on_team, one.what, "Stops the work" if one.hard else "Slows it")
        for one in content.trust.dependencies
    )
    heads = ("Team", "Waits for", "What", "Without it")
    table = Table("What teams wait for", heads, rows, NO_TIE, (28, 28, 28, 16))
    hard = sum(one.hard for one in content.trust.dependencies)
    answer = (
        f"{many(len(rows), 'dependency', 'dependencies')} between teams; {hard} of them "
        f"{'stops' if hard == 1 else 'stop'} the work."
        if rows
        else NO_TIE
    )
    checks = questions_table(content, Heading.OPERATING_MODEL, only=SILOS)
    return Section("silos", "Silos", answer, (table, checks), follows=True)


def money(content: Content) -> Section:
    """What the test of finances found; where no ledger is recorded, no pound is invented."""
    answer = found_by(content.headings[Heading.FINANCES])
    return Section("money", "Money", answer, (questions_table(content, Heading.FINANCES),), follows=True)
