"""Every write leaves its rows, versions, events, feed dates and revision together, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plait.store.models import (
    Assignment,
    Community,
    Department,
    Employment,
    Event,
    FeedDate,
    Person,
    StaffGroup,
    Team,
    Trust,
    User,
)
from plait.store.scope import scoped
from plait.store.writing import (
    Act,
    Row,
    StaleRecord,
    as_json,
    ask_to_judge,
    draw_ids,
    insert_rows,
    kind_of,
    noting,
    read_rows_by,
    writing,
)
from tests.conftest import InScope

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SHARED = pytest.mark.django_db


@pytest.fixture
def act(trust: Trust, in_scope: InScope) -> Act:
    """Somebody's act in PLA, whose rows are in scope."""
    user = User.objects.create(email="writer@trust.example", name="Ann Frost", password="!")
    in_scope(trust, user=user)
    return Act(trust.pk, user.pk, user.name, AT, request="4f1d")


def _add(act: Act, *names: str) -> list[Row]:
    with writing(act) as pen:
        pen.add(Department, [{"name": name} for name in names])
    return read_rows_by(Department)


def _events(**conditions: Any) -> list[tuple[Any, ...]]:
    found = Event.objects.filter(**conditions).order_by("id")
    return list(found.values_list("action", "kind", "record_id", "before", "after"))


def _revision(trust_id: int) -> int:
    return Trust.objects.get(id=trust_id).revision


def _waiting() -> int:
    """Jobs of judging that wait in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'plait.judge'")
        return int((cursor.fetchone() or (0,))[0])


@SHARED
def test_added_rows_carry_trust_version_and_defaults_and_leave_an_event_each(act: Act) -> None:
    first, second = _add(act, "Medicine", "Théâtres ★")
    assert (first["name"], first["trust_id"], first["version"], first["origin_id"]) == (
        "Medicine",
        act.trust_id,
        1,
        None,
    )
    assert _events() == [
        ("added", "department", first["id"], None, first),
        ("added", "department", second["id"], None, second),
    ]
    event = Event.objects.first()
    assert event is not None
    assert (event.at, event.actor_id, event.actor_name, event.request) == (AT, act.by, "Ann Frost", "4f1d")


@SHARED
def test_rows_keep_the_ids_drawn_for_them_and_are_given_in_order(act: Act) -> None:
    drawn = draw_ids(Department, 2)
    assert len(set(drawn)) == 2
    with writing(act) as pen:
        given = pen.add(Department, [{"id": drawn[1], "name": "B"}, {"name": "C"}, {"id": drawn[0], "name": "A"}])
    assert (given[0], given[2]) == (drawn[1], drawn[0])
    names = {row["id"]: row["name"] for row in read_rows_by(Department)}
    assert [names[number] for number in given] == ["B", "C", "A"]


@SHARED
def test_values_come_back_as_they_were(act: Act) -> None:
    (person,) = draw_ids(Person, 1)
    with writing(act) as pen:
        pen.add(Person, [{"id": person, "name": 'Åsa O’Neill \\ "x" {y}\n\tz'}])
        (employment,) = pen.add(
            Employment, [{"person_id": person, "employee_number": "007", "starts": date(2025, 4, 1)}]
        )
        places = {
            "staff_group_id": pen.add(StaffGroup, [{"name": "Nurses", "viewpoint": "clinical"}])[0],
            "department_id": pen.add(Department, [{"name": "Medicine"}])[0],
            "employment_id": employment,
        }
        pen.add(Assignment, [{**places, "wte": Decimal("0.12345"), "starts": date(2025, 4, 1), "point": 3}])
        pen.add(Community, [{"name": "C", "starts": date(2025, 4, 1), "met_on": [date(2025, 5, 1), date(2025, 6, 1)]}])
    assert read_rows_by(Person)[0]["name"] == 'Åsa O’Neill \\ "x" {y}\n\tz'
    (assignment,) = read_rows_by(Assignment)
    assert (assignment["wte"], assignment["starts"], assignment["ends"]) == (Decimal("0.12345"), date(2025, 4, 1), None)
    assert read_rows_by(Community)[0]["met_on"] == [date(2025, 5, 1), date(2025, 6, 1)]
    assert "trust_id" not in _events(kind="person")[0][4]  # a person belongs to no trust


@SHARED
def test_a_change_raises_the_version_and_keeps_before_and_after(act: Act) -> None:
    before, untouched = _add(act, "Medicine", "Surgery")
    with writing(act) as pen:
        pen.change(Department, [(before, {"name": "Acute medicine"})])
    after = {**before, "name": "Acute medicine", "version": 2}
    assert read_rows_by(Department) == [after, untouched]
    assert _events(action="changed") == [("changed", "department", before["id"], before, after)]


@SHARED
def test_a_removed_row_stays_in_its_event(act: Act) -> None:
    gone, stays = _add(act, "Medicine", "Surgery")
    with writing(act) as pen:
        pen.remove(Department, [gone])
    assert read_rows_by(Department) == [stays]
    assert _events(action="removed") == [("removed", "department", gone["id"], gone, None)]


@SHARED
@pytest.mark.parametrize("method", ["change", "remove"])
def test_a_row_that_moved_on_is_refused_and_nothing_is_saved(method: str, act: Act) -> None:
    first, second = _add(act, "Medicine", "Surgery")
    with writing(act) as pen:
        pen.change(Department, [(second, {"name": "Theatres"})])
    record, events, revision = read_rows_by(Department), _events(), _revision(act.trust_id)

    def again() -> None:
        with writing(act) as pen:
            pen.touch("people")
            pen.add(Department, [{"name": "New"}])
            if method == "change":
                pen.change(Department, [(first, {"name": "X"}), (second, {"name": "Y"})])
            pen.remove(Department, [first, second])

    with pytest.raises(StaleRecord, match=f"department {second['id']} changed since it was read") as stale:
        again()
    assert (stale.value.kind, stale.value.record_ids) == ("department", (second["id"],))
    assert (read_rows_by(Department), _events(), _revision(act.trust_id)) == (record, events, revision)
    assert not FeedDate.objects.exists()


@SHARED
def test_a_row_that_is_gone_is_stale_too(act: Act) -> None:
    (row,) = _add(act, "Medicine")
    with writing(act) as pen:
        pen.remove(Department, [row])

    def again() -> None:
        with writing(act) as pen:
            pen.change(Department, [(row, {"name": "X"})])

    with pytest.raises(StaleRecord):
        again()


def test_many_stale_rows_are_told_in_few_words() -> None:
    assert str(StaleRecord("team", range(1, 100))) == "team 1, 2, 3, 4, 5 and others changed since it was read"


@SHARED
def test_a_row_of_another_trust_is_stale_like_a_missing_one(act: Act, other_trust: Trust, in_scope: InScope) -> None:
    with scoped(user_id=None, trust_ids=[other_trust.pk]):
        Department.objects.create(trust=other_trust, name="Foreign")
        (foreign,) = read_rows_by(Department)
    in_scope(Trust(id=act.trust_id))

    def reach() -> None:
        with writing(act) as pen:
            pen.change(Department, [(foreign, {"name": "Mine"})])

    with pytest.raises(StaleRecord):
        reach()


@SHARED
def test_nothing_to_write_is_no_query(act: Act) -> None:
    with noting(act) as pen, CaptureQueriesContext(connection) as queries:
        assert pen.add(Department, []) == []
        pen.change(Department, [])
        pen.remove(Department, [])
        assert insert_rows(Department, []) == []
    assert len(queries) == 0


@SHARED
def test_any_number_of_rows_takes_the_same_few_statements(act: Act) -> None:
    counts = []
    for names in (["One"], [f"Ward {number}" for number in range(200)]):
        with noting(act) as pen, CaptureQueriesContext(connection) as queries:
            pen.add(Department, [{"name": name} for name in names])
        counts.append(len(queries))
    assert counts == [3, 3]


@SHARED
def test_each_act_of_writing_moves_the_revision_once_and_dates_its_feeds(act: Act) -> None:
    before = _revision(act.trust_id)
    with writing(act) as pen:
        pen.touch("people", "teams")
        pen.touch("people")
        pen.add(Department, [{"name": "Medicine"}])
        pen.add(Department, [{"name": "Surgery"}])
    assert _revision(act.trust_id) == before + 1
    later = Act(act.trust_id, act.by, act.by_name, datetime(2026, 11, 9, 9, 30, tzinfo=UTC))
    with writing(later) as pen:
        pen.touch("people")
    dates = dict(FeedDate.objects.values_list("sheet", "confirmed_on"))
    assert dates == {"people": date(2026, 11, 9), "teams": date(2026, 11, 2)}


@SHARED
def test_a_feed_is_dated_by_the_day_people_had_when_it_came(act: Act) -> None:
    after_midnight_of_london = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    late = replace(act, at=after_midnight_of_london)
    with writing(late) as pen:
        pen.touch("people")
    assert late.day == date(2026, 7, 1)
    assert FeedDate.objects.get(sheet="people").confirmed_on == date(2026, 7, 1)


@SHARED
def test_judging_is_asked_for_once_while_it_waits(act: Act) -> None:
    for name in ("Medicine", "Surgery", "Theatres"):
        _add(act, name)
        assert _waiting() == 1
    ask_to_judge(act.trust_id + 1)
    assert _waiting() == 2


@SHARED
def test_noting_leaves_an_event_and_no_revision(act: Act) -> None:
    before = _revision(act.trust_id)
    with noting(act) as pen:
        pen.note("exported", "people", None, {"rows": 12})
        pen.note("opened", "import", 7)
    assert _events() == [("exported", "people", None, None, {"rows": 12}), ("opened", "import", 7, None, None)]
    assert _revision(act.trust_id) == before
    assert _waiting() == 0


def test_only_plain_values_have_a_place_in_a_row() -> None:
    assert as_json({"a": Decimal("1E+2"), "b": date(2026, 1, 2), "c": AT, "d": None}) == (
        '{"a":"100","b":"2026-01-02","c":"2026-11-02T09:30:00+00:00","d":null}'
    )
    with pytest.raises(TypeError, match="set has no place in a row"):
        as_json({1, 2})


def test_events_know_a_table_by_its_word() -> None:
    assert kind_of(Team) == "team"


@contextmanager
def _own_connection(trust_id: int) -> Iterator[None]:
    """A thread's own connection, closed with it."""
    try:
        with scoped(user_id=None, trust_ids=[trust_id]):
            yield
    finally:
        connection.close()


@pytest.mark.usefixtures("fresh_database")
def test_of_two_writers_of_one_row_exactly_one_is_accepted(act: Act) -> None:
    barrier = Barrier(2)

    def write(row: Row, name: str) -> str:
        with _own_connection(act.trust_id):
            barrier.wait(10)
            try:
                with writing(act) as pen:
                    pen.change(Department, [(row, {"name": name})])
            except StaleRecord:
                return ""
            return name

    (row,) = _add(act, "Start")
    for turn in range(10):
        with ThreadPoolExecutor(2) as pool:
            accepted = [name for name in pool.map(write, [row, row], [f"Left {turn}", f"Right {turn}"]) if name]
        (after,) = read_rows_by(Department)
        assert [after["name"]] == accepted
        assert after["version"] == row["version"] + 1
        row = after
    assert len(_events(action="changed")) == 10


@pytest.mark.usefixtures("fresh_database")
def test_writers_of_different_rows_are_all_accepted_and_each_moves_the_revision(act: Act) -> None:
    before = _revision(act.trust_id)
    barrier = Barrier(6)

    def write(number: int) -> None:
        with _own_connection(act.trust_id):
            barrier.wait(10)
            with writing(act) as pen:
                pen.touch("people", f"sheet {number % 2}")
                pen.add(Department, [{"name": f"Ward {number}"}])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    assert Department.objects.count() == len(_events()) == 6
    assert _revision(act.trust_id) == before + 6
    assert _waiting() == 1
