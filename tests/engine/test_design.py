"""Design decisions with who took part, and blockers: what their sheets take, and what is counted."""

from __future__ import annotations

from datetime import date

import pytest

from plait.engine.design import Blocker, DesignDecision, Voice, shared_decisions
from plait.engine.intake import nothing_registered
from plait.engine.tables import Book, Line, Table
from plait.engine.viewpoints import Viewpoint
from plait.engine.workbook import read_workbook

ON = date(2026, 11, 2)
DIGITAL, CLINICAL, OPERATIONAL = Viewpoint.DIGITAL, Viewpoint.CLINICAL, Viewpoint.OPERATIONAL
PEOPLE = {"1": DIGITAL, "2": CLINICAL, "3": OPERATIONAL}


def _shared(*voices: Voice, with_users: bool = False) -> tuple[frozenset[Viewpoint], bool, bool, bool]:
    decision = DesignDecision("Texts", "Access", ON, with_users=with_users)
    [one] = shared_decisions([decision], voices, PEOPLE, ON)
    return one.took_part, one.is_known, one.is_whole, one.is_coauthored


def test_a_decision_is_whole_with_all_three_viewpoints_and_whose_they_are_may_be_stated() -> None:
    voices = (Voice("Texts", "1"), Voice("Texts", "2"), Voice("Other", "3"))
    assert _shared(*voices) == (frozenset((DIGITAL, CLINICAL)), True, False, False)
    assert _shared(*voices, Voice("Texts", "9", viewpoint=OPERATIONAL)) == (frozenset(Viewpoint), True, True, False)
    assert _shared(*voices, Voice("Texts", "9"))[1:] == (False, False, False)


def test_a_decision_is_written_together_by_somebody_not_digital_or_with_users() -> None:
    assert not _shared(Voice("Texts", "1", wrote=True), Voice("Texts", "2"))[3]
    assert _shared(Voice("Texts", "1"), Voice("Texts", "3", wrote=True))[3]
    assert _shared(with_users=True)[3]


def test_the_latest_decision_comes_first_and_one_to_come_is_none() -> None:
    days = {"Old": date(2026, 1, 5), "New": date(2026, 10, 5), "Soon": date(2026, 12, 5)}
    made = shared_decisions([DesignDecision(name, "Access", day) for name, day in days.items()], (), PEOPLE, ON)
    assert [one.decision.name for one in made] == ["New", "Old"]


def test_a_blocker_grows_older_until_it_is_removed() -> None:
    raised = date(2026, 10, 1)
    assert Blocker("Ward", "Wireless", raised).age(ON) == 32
    assert Blocker("Ward", "Wireless", raised, removed_on=date(2026, 10, 11)).age(ON) == 10
    assert Blocker("Ward", "Wireless", raised, removed_on=date(2026, 12, 1)).age(ON) == 32


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Ward|Wireless|05/10/2026|COO|||", None),
        ("Ward|Wireless|05/10/2026||05/10/2026|Chief executive|A loan", None),
        ("Ward|Wireless|05/10/2026||04/10/2026||", ("Removed on", "This is before it was raised, on 05/10/2026")),
        ("Ward|Wireless|05/10/2026|||COO|A loan", ("Removed on", "Removed by is given, but not when it was removed")),
        ("Ward|Wireless|05/10/2026||||A loan", ("Removed on", "How is given, but not when it was removed")),
    ],
)
def test_a_blocker_is_removed_on_a_day_after_it_was_raised(line: str, said: tuple[str, str] | None) -> None:
    headings = ("Team", "Blocker", "Raised on", "Whose to remove", "Removed on", "Removed by", "How")
    table = Table("Blockers", headings, 1, (Line(2, tuple(line.split("|"))),))
    known = {**nothing_registered().known, "teams": {"ward": "Ward"}}
    found = [(one.column, one.wrong) for one in read_workbook(Book("b.xlsx", "0", (table,)), known).all_problems()]
    assert found == ([said] if said else [])
