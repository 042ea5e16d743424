"""What was taken back confirms nothing: each feed is as old as the imports and edits that still stand."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.litmus.judging import judge_all
from plait.engine.litmus.verdicts import Verdict
from plait.store.findings import load_feed_dates
from plait.store.models import Assignment, Service, Team
from plait.store.snapshot import load_trust
from plait.store.taking_back import take_back
from plait.store.undoing import undo
from plait.store.writing import Act, read_rows_by, writing
from tests.books import AT, PEOPLE, SERVICES, TEAMS, book, imported

TODAY = AT.date()


def days_later(act: Act, days: int, request: str = "") -> Act:
    return replace(act, at=AT + timedelta(days=days), request=request)


def rename(act: Act, purpose: str) -> None:
    """Change the team by page."""
    [team] = read_rows_by(Team)
    with writing(act) as pen:
        pen.change(Team, [(team, {"purpose": purpose})])
        pen.touch("teams")


def feeds(act: Act) -> dict[str, date]:
    return load_feed_dates(act.trust_id)


def test_undone_import_was_never_sent_and_proves_nothing(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    assert feeds(act)["teams"] == TODAY
    undo(days_later(act, 1), import_id)
    assert feeds(act) == {}
    judged = judge_all(load_trust("PLA", on=TODAY))
    assert {one.finding.verdict for one in judged} == {Verdict.NOT_ENOUGH_EVIDENCE}


def test_feed_is_as_old_as_the_import_that_is_left(act: Act) -> None:
    imported(act, book(people=PEOPLE, services=SERVICES))
    more = imported(days_later(act, 40), book(people=PEOPLE.replace("|0.6|", "|0.5|"), teams=TEAMS))
    assert feeds(act)["people"] == TODAY + timedelta(days=40)
    undo(days_later(act, 41), more)
    assert feeds(act) == {"people": TODAY, "services": TODAY}


def test_imports_undone_in_any_order_leave_no_feed(act: Act) -> None:
    first = imported(act, book(services=SERVICES.replace("|1000", "|")))
    second = imported(days_later(act, 1), book(services=SERVICES.replace("|1000", "|")))
    undo(days_later(act, 2), first)
    assert feeds(act) == {"services": TODAY + timedelta(days=1)}
    assert not Service.objects.exists()
    undo(days_later(act, 3), second)
    assert feeds(act) == {}


def test_edit_confirms_until_it_is_taken_back(act: Act) -> None:
    imported(act, book(people=PEOPLE, services=SERVICES, teams=TEAMS))
    rename(days_later(act, 10), "Calls back")
    rename(days_later(act, 20, "slip"), "Cals bakc")
    assert feeds(act)["teams"] == TODAY + timedelta(days=20)
    take_back(days_later(act, 20, "undo"), "slip")
    assert feeds(act)["teams"] == TODAY + timedelta(days=10)
    assert feeds(act)["people"] == TODAY


def test_row_left_as_it_was_edited_keeps_its_day(act: Act) -> None:
    import_id = imported(act, book(people=PEOPLE))
    [now] = read_rows_by(Assignment, employment__employee_number="1003")
    with writing(days_later(act, 5)) as pen:
        pen.change(Assignment, [(now, {"wte": Decimal("0.9")})])
        pen.touch("people")
    undo(days_later(act, 6), import_id, leave_edited=True)
    assert feeds(act) == {"people": TODAY + timedelta(days=5)}
