"""Two employments of one trust that are one person: joined, parted, and brought again by a file."""

from __future__ import annotations

from datetime import date

import pytest

from bench.orm_trust import load_by_orm
from plait.engine.litmus.judging import judge_all
from plait.store.joining import CannotJoin, join_posts, part_posts
from plait.store.models import Employment, Person
from plait.store.snapshot import load_trust
from plait.store.undoing import undo
from plait.store.writing import Act
from tests.books import PEOPLE, SERVICES, TEAMS, book, imported

ON = date(2025, 8, 1)


@pytest.fixture
def recorded(act: Act) -> Act:
    """PLA, where Cy Otieno and Di Sykes are both in the one team."""
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    return act


def people_in_team() -> str:
    [judged] = [one for one in judge_all(load_trust("PLA", on=ON)) if one.slug == "team-sizes"]
    return judged.finding.evidence[0].cells[0]


def names() -> list[str]:
    return list(Employment.objects.order_by("employee_number").values_list("person__name", flat=True))


def test_a_second_post_in_one_team_is_counted_once_until_it_is_parted(recorded: Act) -> None:
    assert people_in_team() == "3"
    join_posts(recorded, "1002", "1003")
    assert names() == ["Ann Frost", "Bo Price", "Cy Otieno", "Cy Otieno"]
    assert people_in_team() == "2"
    trust = load_trust("PLA", on=ON)
    assert trust == load_by_orm("PLA", ON)
    assert len({person.identity for person in trust.people}) == 3
    part_posts(recorded, "1003")
    assert people_in_team() == "3"
    assert names() == ["Ann Frost", "Bo Price", "Cy Otieno", "Cy Otieno"], "who Di Sykes was, the history knows"
    with pytest.raises(CannotJoin, match="1003 stands for itself already"):
        part_posts(recorded, "1003")


def test_what_is_one_already_or_not_there_is_refused(recorded: Act) -> None:
    for number, said in (("1002", "this very person"), ("99", "no employee number 99")):
        with pytest.raises(CannotJoin, match=said):
            join_posts(recorded, "1002", number)


def test_a_file_that_renames_both_lines_changes_one_person_and_is_undone(recorded: Act) -> None:
    join_posts(recorded, "1002", "1003")
    renamed = PEOPLE.replace("Cy Otieno", "Cy Reed   ").replace("Di Sykes", "Cy Reed ")
    import_id = imported(recorded, book(people=renamed))
    assert names()[2:] == ["Cy Reed", "Cy Reed"]
    undo(recorded, import_id)
    assert names()[2:] == ["Cy Otieno", "Cy Otieno"]
    assert Person.objects.count() == 3
