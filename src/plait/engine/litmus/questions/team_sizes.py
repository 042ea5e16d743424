"""Is every team small enough to decide, and large enough to finish?"""

from collections.abc import Mapping
from decimal import Decimal

from plait.engine.litmus.examples import Example, TeamSketch, sketch
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_share
from plait.engine.litmus.wording import CANNOT_TELL, Claim, listed, many
from plait.engine.teams import Membership, Team
from plait.engine.trust import TeamSizes, Trust, members_on, teams_on

COLUMNS = ("Team", "People", "May have", "Days since it began")


def judge(trust: Trust) -> Finding:
    """Counts the teams of the day whose size lies within the trust's setting; a new team may start smaller."""
    teams, members = teams_on(trust), members_on(trust)
    if not teams:
        nothing = f"{CANNOT_TELL} No team is running."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, would_count="A team on the Teams sheet.")
    rows = [_row(team, members.get(team.name, ()), trust) for team in teams]
    failing = {row.label: len(row.people) for row in rows if row.is_highlighted}
    good = len(teams) - len(failing)
    has_small_start = any(not row.is_highlighted and len(row.people) < trust.sizes.least for row in rows)
    return Finding(
        verdict_of_share(good, len(teams), at_least=TEST.limit_of(trust)),
        f"{_claim(trust.sizes, has_small_start=has_small_start).counted(good, len(teams))}.{_named(failing)}",
        COLUMNS,
        tuple(sorted(rows, key=lambda row: not row.is_highlighted)),
        _would_count(failing, trust.sizes),
    )


def _row(team: Team, members: tuple[Membership, ...], trust: Trust) -> EvidenceRow:
    least, most = trust.sizes.least_of(team, trust.on), trust.sizes.most
    return EvidenceRow(
        team.name,
        (str(len(members)), f"{least} to {most}", str((trust.on - team.starts).days)),
        is_highlighted=not least <= len(members) <= most,
        origin=team.origin,
        people=tuple(member.employee_number for member in members),
    )


def _claim(sizes: TeamSizes, *, has_small_start: bool) -> Claim:
    size = f"{sizes.least} to {sizes.most} people" + (f", or {sizes.start_least} while new" if has_small_start else "")
    return Claim("team", "teams", f"has {size}", f"have {size}")


def _named(failing: Mapping[str, int]) -> str:
    names = sorted(failing, key=str.casefold)
    if not 1 <= len(names) <= 2:
        return ""
    first = f" {names[0]} has {failing[names[0]] or 'nobody'}"
    return f"{first}." if len(names) == 1 else f"{first}, {names[1]} {failing[names[1]] or 'nobody'}."


def _would_count(failing: Mapping[str, int], sizes: TeamSizes) -> str:
    if not failing:
        return f"A team that falls below {sizes.least} or passes {sizes.most} people."
    large = sum(1 for people in failing.values() if people > sizes.most)
    small = len(failing) - large
    parts = [f"a second team to share the members of {many(large, 'large team', 'large teams')}"] if large else []
    parts += [f"more members in {many(small, 'small team', 'small teams')}"] if small else []
    return f"{listed(parts)}.".capitalize()


TEST = Litmus(
    slug="team-sizes",
    heading=Heading.OPERATING_MODEL,
    question="Is every team small enough to decide, and large enough to finish?",
    ask="Which teams are too large to decide quickly, or too small to last?",
    indicator="Teams whose number of members today lies within the trust's setting (5 to 9 unless it chose otherwise), "
    "divided by all teams today. A team in its first 90 days may have 3 or 4.",
    source="NHS Providers, Leading digital teams: small pieces, loosely joined",
    # The 100 % is ours; the sizes are near those of TeamForm (5 to 9) and Team Topologies (7 to 9).
    threshold=Threshold(Measure.SHARE, Decimal(100), "teams"),
    feeds=("people", "teams", "memberships"),
    owner="Chief digital and information officer",
    success_measure="Well led",
    judge=judge,
    required=True,
    counts_sizes=True,
    examples=(
        Example(
            "One team of 5, one of 9, and one of 3 that began 40 days ago.",
            sketch(
                TeamSketch("Discharge hub", "DDCCO"),
                TeamSketch("Urgent calls", "DCO", age_days=40),
                TeamSketch("Virtual ward", "DDDDCCCOO"),
            ),
            Verdict.MET,
            "All 3 teams have 5 to 9 people, or 3 while new.",
        ),
        Example(
            "Three of four teams have the right size; one has grown to 11.",
            sketch(
                TeamSketch("Discharge hub", "DDDDDCCCOOO"),
                TeamSketch("Medicines", "DDCCO"),
                TeamSketch("Urgent calls", "DCCOO"),
                TeamSketch("Virtual ward", "DDCCCOO"),
            ),
            Verdict.PARTLY_MET,
            "3 of 4 teams have 5 to 9 people. Discharge hub has 11.",
        ),
        Example(
            "One team has grown to 11, and one has had 4 people for longer than its first 90 days.",
            sketch(
                TeamSketch("Discharge hub", "DDDDDCCCOOO"),
                TeamSketch("Theatre lists", "DCOO", age_days=200),
                TeamSketch("Virtual ward", "DDCCCOO"),
            ),
            Verdict.NOT_MET,
            "1 of 3 teams has 5 to 9 people. Discharge hub has 11, Theatre lists 4.",
        ),
        Example(
            "All sheets were sent, but no team runs.",
            sketch(),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No team is running.",
        ),
    ),
)
