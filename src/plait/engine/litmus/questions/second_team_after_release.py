"""When work grows, do we build another team, once the first has shown something?

What is counted, and why (requirement 11, whose words leave room):
- The rule speaks of running teams. A second team is one with a parent team; it keeps the rule when its parent had
  put a release in front of people before the second team's first day. The release need not be marked accepted,
  since a list of releases on the Teams sheet cannot say who accepted it.
- A running team breaks the rule by passing the largest size, or by growing by 2 or more in the last 90 days with no
  second team begun in those days. Its first 90 days are not growth, nor is reaching the least size: a small start
  is allowed to grow into a team. Nobody counts past the end of their employment. Where nobody is recorded at the
  start of the count, there is nothing to compare.
- Growth that breaks the rule is something to count even where there is no second team yet. With neither, there is
  nothing to judge: not enough evidence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.litmus.examples import Example, TeamSketch, sketch
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.verdicts import Verdict, verdict_of_rule
from plait.engine.litmus.wording import CANNOT_TELL, Claim, day, listed
from plait.engine.teams import Membership, Release, Team
from plait.engine.trust import Identity, TeamSizes, Trust, holds, identities, members_on, teams_on

GROWTH_DAYS = 90  # our default, as is the next
MOST_GROWTH = 1
CLAIM = Claim(
    "second team",
    "second teams",
    "follows a visible release of its parent team",
    "follow a visible release of their parent teams",
)
COLUMNS = ("Team", "Began", "Parent team", "First release of parent", "People", "Breaks the rule")


@dataclass(frozen=True, slots=True)
class History:
    """One running team as the rule sees it: `first` is the first release of its parent that people could see."""

    team: Team
    first: Release | None
    members: tuple[str, ...]
    growth: int
    has_split: bool

    @property
    def is_early(self) -> bool:
        """Is it a second team begun before its parent had shown anything?"""
        return bool(self.team.parent) and (self.first is None or self.first.released_on >= self.team.starts)

    @property
    def has_grown(self) -> bool:
        """Did it take on people where a second team was due?"""
        return self.growth > MOST_GROWTH and not self.has_split

    def is_large(self, sizes: TeamSizes) -> bool:
        """Has it passed the largest size a team may have?"""
        return len(self.members) > sizes.most

    def faults(self, sizes: TeamSizes) -> tuple[str, ...]:
        """What of the rule it breaks, each in words that follow its name."""
        size = len(self.members)
        return tuple(
            words
            for breaks, words in (
                (self.is_early, f"began before {self.team.parent} had a visible release"),
                (self.is_large(sizes), f"has {size} people, {size - sizes.most} past the limit of {sizes.most}"),
                (self.has_grown, f"grew by {self.growth} people in {GROWTH_DAYS} days without a second team"),
            )
            if breaks
        )


def judge(trust: Trust) -> Finding:
    """Checks the order of events for every second team, and the growth of every team."""
    histories = _histories(trust)
    seconds = [history for history in histories if history.team.parent]
    broken = [history for history in histories if history.faults(trust.sizes)]
    if not seconds and not broken:
        nothing = f"{CANNOT_TELL} No second team is running yet."
        wanted = "A second team that began after a visible release of its parent team."
        rows = tuple(_row(history, trust.sizes) for history in histories)
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, nothing, COLUMNS, rows, wanted)
    kept = [history for history in seconds if not history.faults(trust.sizes)]
    return Finding(
        verdict_of_rule(len(broken), len(broken) + len(kept)),
        _sentence(broken, len(seconds), trust),
        COLUMNS,
        tuple(_row(history, trust.sizes) for history in (*broken, *kept)),
        _would_count(broken, trust.sizes),
    )


def _histories(trust: Trust) -> list[History]:
    members, first, who = members_on(trust), _first_releases(trust.releases), identities(trust.people)
    seats: dict[str, list[tuple[Identity, Membership]]] = {}
    for membership in trust.memberships:
        number = membership.employee_number
        seats.setdefault(membership.team, []).append((who.get(number, ("", number)), membership))
    since = trust.on - timedelta(days=GROWTH_DAYS)
    splits = {team.parent for team in trust.teams if since < team.starts <= trust.on}
    return [
        History(
            team,
            first.get(team.parent),
            tuple(member.employee_number for member in now),
            _growth(team, seats.get(team.name, ()), len(now), trust),
            team.name in splits,
        )
        for team in teams_on(trust)
        for now in [members.get(team.name, ())]
    ]


def _first_releases(releases: Iterable[Release]) -> Mapping[str, Release]:
    first: dict[str, Release] = {}
    for release in releases:
        before = first.get(release.team)
        if release.visible and (before is None or _order(release) < _order(before)):
            first[release.team] = release
    return first


def _order(release: Release) -> tuple[date, str, str]:
    return release.released_on, release.name, release.accepted_by


def _growth(team: Team, seats: Sequence[tuple[Identity, Membership]], now: int, trust: Trust) -> int:
    settled = team.starts + timedelta(days=trust.sizes.start_days)
    then = max(trust.on - timedelta(days=GROWTH_DAYS), settled)
    before = {person for person, seat in seats if holds(seat, then)}
    return now - max(len(before), trust.sizes.least) if before and then < trust.on else 0


def _sentence(broken: Sequence[History], seconds: int, trust: Trust) -> str:
    if not broken:
        return f"{CLAIM.counted(seconds, seconds)}."
    if len(broken) == 1:
        return f"{broken[0].team.name} {broken[0].faults(trust.sizes)[0]}."
    named = f": {listed([history.team.name for history in broken])}" if len(broken) == 2 else ""
    return f"{len(broken)} of {len(teams_on(trust))} teams break the add-a-team rule{named}."


def _would_count(broken: Sequence[History], sizes: TeamSizes) -> str:
    if not broken:
        return "A second team begun before a release, or a team that takes on 2 or more people instead."
    parts = []
    if any(history.is_early for history in broken):
        parts.append("A release of the parent team before the second team began, if there was one.")
    if any(history.is_large(sizes) or history.has_grown for history in broken):
        parts.append("A second team in place of a larger one.")
    return " ".join(parts)


def _row(history: History, sizes: TeamSizes) -> EvidenceRow:
    team, first = history.team, history.first
    faults = history.faults(sizes)
    shown = "None" if first is None else f"{day(first.released_on)}, {first.name}"
    return EvidenceRow(
        team.name,
        (
            day(team.starts),
            team.parent or "None",
            shown if team.parent else "",
            str(len(history.members)),
            listed(faults),
        ),
        is_highlighted=bool(faults),
        origin=team.origin,
        people=history.members,
    )


TEST = Litmus(
    slug="second-team-after-release",
    heading=Heading.NEW_SERVICES,
    question="When work grows, do we build another team, once the first has shown something?",
    ask="Where the work doubled, did we build a second team, and what had the first one shown by then?",
    indicator="Running teams that break the order of events: a second team begun before its parent team had a release "
    "people could see; a team past the largest size; a team that grew by 2 or more in 90 days, its first 90 days and "
    "growth up to the least size aside, with no second team begun in those days.",
    source="NHS Providers, Leading digital teams: scale by another team",
    threshold=Threshold(Measure.RULE, Decimal(0), "teams"),
    feeds=("people", "teams", "memberships", "releases"),
    owner="Chief digital and information officer",
    success_measure="Well led",
    judge=judge,
    required=True,
    counts_sizes=True,
    examples=(
        Example(
            "The second team began 150 days after the first, whose first release was at 90 days.",
            sketch(
                TeamSketch("Discharge hub", age_days=400, released=(90, 180)),
                TeamSketch("Discharge at home", age_days=250, parent="Discharge hub"),
            ),
            Verdict.MET,
            "The only second team follows a visible release of its parent team.",
        ),
        Example(
            "The second team began 30 days after the first, which had shown nothing until day 90.",
            sketch(
                TeamSketch("Discharge hub", age_days=400, released=(90, 180)),
                TeamSketch("Discharge at home", age_days=370, parent="Discharge hub"),
            ),
            Verdict.NOT_MET,
            "Discharge at home began before Discharge hub had a visible release.",
        ),
        Example(
            "There is no second team; the one team took on 3 people a month ago.",
            sketch(TeamSketch("Discharge hub", "DDCCO", newcomers="DCO", age_days=400, released=(90,))),
            Verdict.NOT_MET,
            "Discharge hub grew by 3 people in 90 days without a second team.",
        ),
        Example(
            "Two people left the trust and two took their places in the first team; nobody closed the leavers' stay.",
            sketch(
                TeamSketch("Discharge hub", "DCO", newcomers="DC", leavers=2, age_days=400, released=(90, 180)),
                TeamSketch("Discharge at home", age_days=250, parent="Discharge hub"),
            ),
            Verdict.MET,
            "The only second team follows a visible release of its parent team.",
        ),
        Example(
            "There is no second team, and the one team has kept its size.",
            sketch(TeamSketch("Discharge hub", age_days=400, released=(90,))),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No second team is running yet.",
        ),
    ),
)
