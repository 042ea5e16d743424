"""How much do the teams wait for each other? Figures and rows, for context: nobody has given a threshold."""

from collections import Counter
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from plait.engine.litmus.examples import Example, TeamSketch, sketch
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import NO_THRESHOLD, Heading, Litmus
from plait.engine.litmus.verdicts import Verdict
from plait.engine.litmus.wording import CANNOT_TELL, listed, many
from plait.engine.teams import Membership, Team
from plait.engine.trust import Trust, holding_on, members_on, teams_on

COLUMNS = ("Team", "Dependencies on it", "What it waits for", "People", "Channels")
TENTH = Decimal("0.1")


def judge(trust: Trust) -> Finding:
    """Counts the hard dependencies of the teams of the day, those on each team, and the channels within it."""
    teams, members = teams_on(trust), members_on(trust)
    if not teams:
        nothing = f"{CANNOT_TELL} No team is running."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A team on the Teams sheet.")
    running = {team.name for team in teams}
    hard = [one for one in holding_on(trust.dependencies, trust.on) if one.hard and one.team in running]
    standing = sorted(hard, key=lambda one: (one.team, one.on_team, one.what))
    on = Counter(one.on_team for one in standing)
    waits: dict[str, list[str]] = {}
    for one in standing:
        waits.setdefault(one.team, []).append(f"{one.on_team}: {one.what}")
    rows = [_row(team, on, waits.get(team.name, []), members.get(team.name, ())) for team in teams]
    first = {one.on_team: one.origin for one in reversed(standing) if one.on_team not in running}
    rows += [EvidenceRow(name, (str(on[name]), "", "Not running", ""), origin=first[name]) for name in first]
    return Finding(
        Verdict.FOR_CONTEXT,
        f"{_counted(len(standing), len(teams))}.{_most(on)}",
        COLUMNS,
        tuple(sorted(rows, key=_most_waited_for_first)),
        "A dependency that begins or ends, or a team that grows.",
    )


def _row(team: Team, on: Mapping[str, int], waits: list[str], members: tuple[Membership, ...]) -> EvidenceRow:
    size = len(members)
    cells = (str(on.get(team.name, 0)), "; ".join(waits) or "Nothing", str(size), str(size * (size - 1) // 2))
    return EvidenceRow(team.name, cells, origin=team.origin, people=tuple(member.employee_number for member in members))


def _most_waited_for_first(row: EvidenceRow) -> tuple[int, str, str]:
    return -int(row.cells[0]), row.label.casefold(), row.label


def _counted(dependencies: int, teams: int) -> str:
    """“9 running teams have 4 hard dependencies, 0.4 a team”, without a full stop."""
    many_of_them = many(dependencies, "hard dependency", "hard dependencies") if dependencies else "no hard dependency"
    if teams == 1:
        return f"The only running team has {many_of_them}"
    share = (Decimal(dependencies) / teams).quantize(TENTH, ROUND_HALF_UP)
    each = "" if not dependencies else f", {share.normalize():f} a team" if share else f", under {TENTH} a team"
    return f"{teams} running teams have {many_of_them}{each}"


def _most(on: Mapping[str, int]) -> str:
    """Which team, or which two, most dependencies are on; more than two are left to the rows."""
    most = max(on.values(), default=0)
    names = sorted((name for name, count in on.items() if count == most), key=str.casefold)
    if not 1 <= len(names) <= 2:
        return ""
    return f" {most} {'is' if most == 1 else 'are'} on {listed(names)}{' each' if len(names) == 2 else ''}."


TEST = Litmus(
    slug="hard-dependencies",
    heading=Heading.OPERATING_MODEL,
    question="How much do our teams wait for each other?",
    ask="Which team do the others wait for most, and what would let them go on without it?",
    indicator="Hard dependencies of running teams today, divided by running teams. Work stops without a hard one. The "
    "rows give for each team how many dependencies are on it, what it waits for itself, and the channels between its "
    "members: n × (n − 1) ÷ 2, so 10 for 5 people and 36 for 9.",
    source="NHS Providers, Leading digital teams: small pieces, loosely joined",
    threshold=NO_THRESHOLD,
    feeds=("people", "teams", "memberships", "dependencies"),
    owner="Chief digital and information officer",
    success_measure="Well led",
    judge=judge,
    examples=(
        Example(
            "Two of three teams wait for the third.",
            sketch(
                TeamSketch("Discharge hub", waits_for=("Messages",)),
                TeamSketch("Messages", "DDDCCOO"),
                TeamSketch("Virtual ward", "DDCCCOOOO", waits_for=("Messages",)),
            ),
            Verdict.FOR_CONTEXT,
            "3 running teams have 2 hard dependencies, 0.7 a team. 2 are on Messages.",
        ),
        Example(
            "Two teams, and neither waits for the other.",
            sketch(TeamSketch("Discharge hub"), TeamSketch("Virtual ward")),
            Verdict.FOR_CONTEXT,
            "2 running teams have no hard dependency.",
        ),
        Example(
            "Teams were sent, but not what they wait for.",
            sketch(TeamSketch("Discharge hub"), sheets=("people", "teams", "memberships")),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. The Dependencies sheet has not been sent.",
        ),
    ),
)
