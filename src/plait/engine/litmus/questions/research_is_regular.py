"""Do teams test with users every two weeks?

What is counted, and why (requirement 7a): of each team that runs, the days between its rounds of research that ended
in the last 90 days; several rounds of one day are one. Days without a round up to today count once they are more than
the limit, for else a team that stopped would look better than one that goes on. Of a team its middle gap counts, and of
the teams the middle one; of two in the middle the longer. A team too new to have missed a round is not counted.
"""

from decimal import Decimal
from statistics import median_high

from plait.engine.litmus.examples import Example
from plait.engine.litmus.findings import EvidenceRow, Finding
from plait.engine.litmus.kit import Heading, Litmus, Measure, Threshold
from plait.engine.litmus.log_sketches import RoundsSketch, sketch_rounds
from plait.engine.litmus.verdicts import Verdict, verdict_of_clock
from plait.engine.litmus.wording import CANNOT_TELL, day, many
from plait.engine.research import ROUND_DAYS, Cadence, cadences
from plait.engine.trust import Trust, research_log_of

COLUMNS = ("Team", "Rounds in 90 days", "Middle gap in days", "Last round", "Days since")


def judge(trust: Trust) -> Finding:
    """Takes the middle team by its middle gap between rounds."""
    limit = TEST.limit_of(trust)
    every = cadences(research_log_of(trust), limit=int(limit))
    gaps = [one.middle for one in every if one.middle is not None]
    rows = tuple(_row(one, trust, limit) for one in sorted(every, key=_longest_first))
    if not gaps:
        nothing = "No team has run long enough." if every else "No team runs today."
        count = "A team on the Teams sheet, and its rounds."
        return Finding(Verdict.NOT_ENOUGH_EVIDENCE, f"{CANNOT_TELL} {nothing}", COLUMNS, rows, count)
    middle = median_high(gaps)
    return Finding(
        verdict_of_clock(middle, at_most=limit),
        f"{'The only' if len(gaps) == 1 else 'The middle'} team tests every {many(middle, 'day', 'days')}. "
        f"The limit is {limit}.{_late(every, limit)}",
        COLUMNS,
        rows,
        "A round on the Research rounds sheet, for a team that has waited longer than the limit.",
    )


def _late(every: tuple[Cadence, ...], limit: Decimal) -> str:
    late = sum(one.since > limit for one in every)
    return f" {many(late, 'team waits', 'teams wait')} longer now." if late else ""


def _longest_first(one: Cadence) -> tuple[int, int, str]:
    return -(one.middle or 0), -one.since, one.team


def _row(one: Cadence, trust: Trust, limit: Decimal) -> EvidenceRow:
    origin = next(team.origin for team in trust.teams if team.name == one.team)
    last = day(one.last) if one.last else "None"
    middle = "Too new to tell" if one.middle is None else str(one.middle)
    is_late = one.middle is not None and one.middle > limit
    return EvidenceRow(one.team, (str(one.rounds), middle, last, str(one.since)), is_highlighted=is_late, origin=origin)


TEST = Litmus(
    slug="research-is-regular",
    heading=Heading.NEW_SERVICES,
    question="Do teams test with users every two weeks?",
    ask="Whom did the team test with last, and what did they change because of it?",
    indicator="For each running team: the median of days between its rounds of user research over the last 90 days, "
    "with the days since the last one once they are more than the limit. Then the median of the teams. A team too new "
    "to have missed a round is not counted.",
    source="Digital NSW and digital.gov.au research guidance; NHS Providers, Leading digital teams",
    threshold=Threshold(Measure.CLOCK, Decimal(ROUND_DAYS), "days", "Australian Government digital guidance"),
    feeds=("teams", "research rounds"),
    owner="Chief digital and information officer",
    success_measure="Improve care",
    judge=judge,
    required=True,
    examples=(
        Example(
            "Two teams test every ten days or so; one has stopped for a month.",
            sketch_rounds(
                RoundsSketch("Discharge hub", (3, 13, 24, 33)),
                RoundsSketch("Virtual ward", (5, 17, 29, 41)),
                RoundsSketch("Booking", (30, 40)),
            ),
            Verdict.MET,
            "The middle team tests every 12 days. The limit is 14. 1 team waits longer now.",
        ),
        Example(
            "The only team tests once in three weeks.",
            sketch_rounds(RoundsSketch("Discharge hub", (4, 25, 46, 67))),
            Verdict.PARTLY_MET,
            "The only team tests every 21 days. The limit is 14.",
        ),
        Example(
            "One team tests every week; two have never asked anybody.",
            sketch_rounds(
                RoundsSketch("Discharge hub", (1, 8, 15, 22)),
                RoundsSketch("Virtual ward", (), age_days=120),
                RoundsSketch("Booking", ()),
            ),
            Verdict.NOT_MET,
            "The middle team tests every 120 days. The limit is 14. 2 teams wait longer now.",
        ),
        Example(
            "The only team began last week.",
            sketch_rounds(RoundsSketch("Discharge hub", (), age_days=7)),
            Verdict.NOT_ENOUGH_EVIDENCE,
            "We cannot tell. No team has run long enough.",
        ),
    ),
)
