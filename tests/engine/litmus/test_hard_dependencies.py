"""Hard dependencies: which count, who is waited for most, and the channels within a team."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plait.engine.litmus.examples import TeamSketch, sketch
from plait.engine.litmus.findings import Finding
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.hard_dependencies import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.teams import Dependency
from tests.builders import ON


def teams(count: int, *waiting: tuple[int, str]) -> Finding:
    """So many teams, called A, B, C and so on; each of `waiting` gives a team's place and the team it waits for."""
    names = [chr(ord("A") + place) for place in range(count)]
    waits = {place: tuple(on for at, on in waiting if at == place) for place, _ in waiting}
    return judge(TEST, sketch(*(TeamSketch(name, waits_for=waits.get(n, ())) for n, name in enumerate(names))))


@pytest.mark.parametrize(
    ("finding", "sentence"),
    [
        (teams(1), "The only running team has no hard dependency."),
        (teams(1, (0, "Z")), "The only running team has 1 hard dependency. 1 is on Z."),
        (teams(9), "9 running teams have no hard dependency."),
        (teams(9, (0, "B")), "9 running teams have 1 hard dependency, 0.1 a team. 1 is on B."),
        (
            teams(9, (0, "C"), (1, "C"), (3, "C"), (4, "D")),
            "9 running teams have 4 hard dependencies, 0.4 a team. 3 are on C.",
        ),
        (
            teams(4, (0, "C"), (1, "C"), (2, "D"), (1, "D")),
            "4 running teams have 4 hard dependencies, 1 a team. 2 are on C and D each.",
        ),
        (teams(3, (0, "B"), (1, "C"), (2, "A")), "3 running teams have 3 hard dependencies, 1 a team."),
        (teams(25, (0, "B")), "25 running teams have 1 hard dependency, under 0.1 a team. 1 is on B."),
        (teams(20, (0, "B")), "20 running teams have 1 hard dependency, 0.1 a team. 1 is on B."),
    ],
)
def test_the_sentence_names_the_figure_for_none_one_and_many(finding: Finding, sentence: str) -> None:
    assert finding.sentence == sentence
    assert finding.verdict is Verdict.FOR_CONTEXT


def test_the_team_most_waited_for_stands_first() -> None:
    finding = teams(4, (0, "C"), (1, "C"), (3, "B"))
    assert [(row.label, *row.cells[:2]) for row in finding.evidence] == [
        ("C", "2", "Nothing"), ("B", "1", "C: Messages"), ("A", "0", "C: Messages"), ("D", "0", "B: Messages"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("strands", "channels"), [("", "0"), ("D", "0"), ("DC", "1"), ("DDCCO", "10"), ("D" * 9, "36")]
)
def test_a_row_counts_the_channels_between_its_people(strands: str, channels: str) -> None:
    [row] = judge(TEST, sketch(TeamSketch("Hub", strands))).evidence
    assert row.cells[2:] == (str(len(strands)), channels)
    assert len(row.people) == len(strands)


@pytest.mark.parametrize(
    ("dependency", "counted"),
    [
        (Dependency("A", "B", "Texts", hard=True, starts=ON), 1),
        (Dependency("A", "B", "Texts", hard=False, starts=ON), 0),
        (Dependency("A", "B", "Texts", hard=True, starts=ON + timedelta(days=1)), 0),
        (Dependency("A", "B", "Texts", hard=True, starts=ON - timedelta(days=9), ends=ON), 0),
        (Dependency("Ended", "B", "Texts", hard=True, starts=ON), 0),
    ],
)
def test_only_hard_ones_of_running_teams_count_on_the_day(dependency: Dependency, counted: int) -> None:
    trust = replace(sketch(TeamSketch("A"), TeamSketch("B")), dependencies=(dependency,))
    ended = replace(trust.teams[0], name="Ended", ends=ON)
    finding = judge(TEST, replace(trust, teams=(*trust.teams, ended)))
    assert sum(int(row.cells[0]) for row in finding.evidence) == counted
    assert ("no hard dependency" in finding.sentence) == (counted == 0)


def test_a_team_that_runs_no_longer_may_still_be_waited_for() -> None:
    trust = sketch(TeamSketch("A", waits_for=("Gone",)), TeamSketch("B", waits_for=("Gone",)))
    origins = [Origin("teams.xlsx", "Dependencies", line) for line in (2, 3)]
    said = [replace(one, origin=origin) for one, origin in zip(trust.dependencies, origins, strict=True)]
    row, *_ = judge(TEST, replace(trust, dependencies=tuple(reversed(said)))).evidence
    assert (row.label, row.cells) == ("Gone", ("2", "", "Not running", ""))
    assert row.origin == origins[0], "of the first that waits for it"


def test_a_row_says_where_its_team_comes_from() -> None:
    trust = sketch(TeamSketch("A"))
    origin = Origin("teams.xlsx", "Teams", 2)
    assert judge(TEST, replace(trust, teams=(replace(trust.teams[0], origin=origin),))).evidence[0].origin == origin


def test_without_a_running_team_there_is_nothing_to_show() -> None:
    finding = judge(TEST, sketch())
    assert (finding.verdict, finding.sentence) == (Verdict.NOT_ENOUGH_EVIDENCE, "We cannot tell. No team is running.")
